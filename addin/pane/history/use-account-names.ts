/** Names of the accounts on the register, to choose from; none where they cannot be read: any name can be typed. */
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";

export function useAccountNames(): readonly string[] {
  const { pane, state } = usePane();
  // Headquarters asks for the register as a whole.
  const unit = state.session?.unit?.code ?? "";
  const register = useResource(`register ${unit}`, (signal) =>
    pane.surroundings.service.register(unit, signal),
  );
  return register.value?.accounts.map(({ name }) => name) ?? [];
}
