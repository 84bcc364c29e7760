/** The language chosen in the pane goes before Excel's own, on this computer. */
import type { Language } from "../../../shared/problems.ts";
import type { Drawer } from "../../sync/drawer.ts";
import type { Pane } from "../pane.ts";

const KEY = "language";

export async function chooseLanguage(pane: Pane, language: Language): Promise<void> {
  pane.set({ language, notice: null });
  await pane.surroundings.drawer.put(KEY, language);
}

export async function chosenLanguage(drawer: Drawer): Promise<Language | null> {
  const kept = await drawer.get(KEY);
  return kept === "zh" || kept === "en" ? kept : null;
}
