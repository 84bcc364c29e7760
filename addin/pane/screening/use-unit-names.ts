/** `P01` → `深圳工厂`, as far as the names are known here. */
import { usePane } from "../use-pane.ts";

export function useUnitNames(): (codes: readonly string[]) => string {
  const { state, texts } = usePane();
  const names = new Map(state.units.map(({ code, name }) => [code, name]));
  return (codes) => codes.map((code) => names.get(code) ?? code).join(texts.comma);
}
