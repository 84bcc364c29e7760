/** What a unit is called; its code where the person does not know the unit, HQ where it is none. */
import { usePane } from "../use-pane.ts";

export function useUnitName(): (code: string | null) => string {
  const { state, texts } = usePane();
  const units = state.session?.units ?? [];
  return (code) =>
    code === null ? texts.history.hq : (units.find((unit) => unit.code === code)?.name ?? code);
}
