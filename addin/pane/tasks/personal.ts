/** What is done about a contact's personal data: found, saved as a file, erased. */
import type { PersonFound } from "../../../shared/sync/personal.ts";
import { REASON_LONGEST } from "../../../shared/sync/personal.ts";
import type { Pane } from "../pane.ts";
import { foundCsv } from "../personal/found-file.ts";
import { countsOf, mayBeSeveral, names } from "../personal/held.ts";
import { saveFile } from "./save-file.ts";

/** null where it could not be looked for; the pane then says why. */
export async function findPerson(pane: Pane, sought: string): Promise<PersonFound | null> {
  let found: PersonFound | null = null;
  await pane.run("personal", async (task) => {
    task.tell(pane.texts.personal.finding);
    found = await pane.surroundings.service.findPerson(sought);
  });
  return found;
}

/** The file's name does not say whom it is about: it may go by many hands. */
export function saveFound(pane: Pane, found: PersonFound, kind: "csv" | "json"): void {
  const content = kind === "csv" ? foundCsv(found, pane.texts) : `${JSON.stringify(found, null, 2)}\n`;
  const type = kind === "csv" ? "text/csv;charset=utf-8" : "application/json";
  saveFile(new Blob([content], { type }), `${pane.texts.personal.fileName}.${kind}`);
}

/** Asks first, and for the reason. False where nothing was erased. */
export async function erasePerson(pane: Pane, sought: string, found: PersonFound): Promise<boolean> {
  const { personal } = pane.texts;
  const reason = await pane.ask("reason", {
    title: personal.eraseTitle,
    paragraphs: [
      personal.eraseWhat(...countsOf(found)),
      ...(mayBeSeveral(found) ? [personal.eraseSeveral] : []),
      personal.eraseFinal,
    ],
    label: personal.reason,
    go: personal.eraseGo,
    required: true,
    longest: REASON_LONGEST,
  });
  if (reason === null) return false;
  if (names(reason, sought, found)) {
    pane.set({ trouble: { title: personal.reasonNames, fix: personal.reasonNamesFix, retry: null } });
    return false;
  }
  let done = false;
  await pane.run("personal", async (task) => {
    task.tell(personal.erasing);
    const { fingerprint } = found;
    const erased = await pane.surroundings.service.erasePerson({ find: sought, fingerprint, reason });
    done = true;
    const { id, rows, revisions, mentions, scoured } = erased;
    pane.set({
      notice: personal.erased(id, rows, revisions, mentions),
      ...(scoured
        ? {}
        : { trouble: { title: personal.notScoured, fix: personal.notScouredFix, retry: null } }),
    });
  });
  return done;
}
