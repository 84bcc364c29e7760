/** The pane's state for components. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Texts } from "../../shared/text/texts.ts";
import type { Pane } from "./pane.ts";
import type { PaneState } from "./state.ts";

export const PaneContext = createContext<Pane | null>(null);

export function usePane(): { pane: Pane; state: PaneState; texts: Texts } {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error("a component of the pane stands outside it");
  const read = () => pane.state;
  const state = useSyncExternalStore(pane.subscribe, read, read);
  return { pane, state, texts: pane.texts };
}
