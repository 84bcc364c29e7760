/**
 * HQ's own words: written, kept on this computer at every stroke, saved at the service when the writer pauses. What
 * was typed is in the drawer until the service has it, and comes back with the page.
 */
import { z } from "zod";
import { REPORT_SECTIONS, type ReportSection, type Words } from "../../../shared/sync/months.ts";
import { ownerOf } from "../../sync/session.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { Pane } from "../pane.ts";
import {
  arrived,
  type Draft,
  draftOf,
  type Drafts,
  edited,
  isTooLong,
  mineKept,
  taken,
  theirsTaken,
  toSend,
} from "../report/draft.ts";
import { inTurn } from "../report/in-turn.ts";
import type { Trouble } from "../state.ts";

/** The month's paragraphs as the person has them before them; null where they have not been fetched yet. */
export const draftsOf = (pane: Pane, period = pane.state.period): Drafts | null =>
  pane.state.words[folderOf(pane, period)] ?? null;

/** Fetches what stands, and puts upon it what this person typed here and could not save. */
export async function loadWords(pane: Pane, period: string): Promise<void> {
  const folder = folderOf(pane, period);
  const [standing, kept] = await Promise.all([
    pane.surroundings.service.words(period),
    keptDrafts(pane, folder),
  ]);
  const before = pane.state.words[folder] ?? kept;
  setDrafts(
    pane,
    folder,
    Object.fromEntries(
      REPORT_SECTIONS.map((section) => {
        const words = standing.find((one) => one.section === section) ?? null;
        const draft = before[section];
        // What is on its way is settled by its own answer.
        return [section, !draft ? draftOf(words) : draft.state === "saving" ? draft : arrived(draft, words)];
      }),
    ),
  );
}

export function editWords(pane: Pane, period: string, section: ReportSection, text: string): void {
  amend(pane, folderOf(pane, period), section, (draft) => edited(draft, text));
}

/** Saves what is not saved yet; in a conflict the writer has the word first. */
export const saveWords = (pane: Pane, period: string, section: ReportSection): Promise<void> => {
  const folder = folderOf(pane, period);
  return inTurn(pane, "words", () => saveNow(pane, folder, period, section));
};

/** Answers the sections that could not be saved. */
export async function saveAllWords(pane: Pane, period: string): Promise<readonly ReportSection[]> {
  await Promise.all(REPORT_SECTIONS.map((section) => saveWords(pane, period, section)));
  const drafts = draftsOf(pane, period) ?? {};
  return REPORT_SECTIONS.filter((section) => (drafts[section]?.state ?? "saved") !== "saved");
}

/** What a report that is made or issued now would not have. */
export function unsavedTrouble(pane: Pane, sections: readonly ReportSection[]): Trouble {
  const { texts } = pane;
  const { section, words } = texts.reportPage;
  return {
    title: words.unsavedStop(sections.map((name) => section[name]).join(texts.comma)),
    fix: words.unsavedStopFix,
    retry: null,
  };
}

export async function keepMine(pane: Pane, period: string, section: ReportSection): Promise<void> {
  amend(pane, folderOf(pane, period), section, mineKept);
  await saveWords(pane, period, section);
}

export function takeTheirs(pane: Pane, period: string, section: ReportSection): void {
  amend(pane, folderOf(pane, period), section, theirsTaken);
}

async function saveNow(pane: Pane, folder: string, period: string, section: ReportSection): Promise<void> {
  const draft = pane.state.words[folder]?.[section];
  if (!draft || (draft.state !== "unsaved" && draft.state !== "failed") || isTooLong(draft)) return;
  amend(pane, folder, section, (now) => ({ ...now, state: "saving" }));
  try {
    const words = await pane.surroundings.service.writeWords(period, section, {
      text: toSend(draft),
      baseRevision: draft.base,
    });
    amend(pane, folder, section, (now) => taken(now, words));
  } catch (cause) {
    if (cause instanceof ServiceProblem && cause.code === "changed_meanwhile") {
      await standAgainst(pane, folder, period, section);
      return;
    }
    amend(pane, folder, section, (now) => ({ ...now, state: "failed" }));
    // That the service is out of reach is said beside the paragraph, again and again it need not be.
    if (cause instanceof ServiceProblem && (cause.isFinal || cause.kind === "signedOut")) {
      await pane.failed(cause, () => void saveWords(pane, period, section));
    }
  }
}

/** Somebody else wrote: what they wrote is shown beside. */
async function standAgainst(
  pane: Pane,
  folder: string,
  period: string,
  section: ReportSection,
): Promise<void> {
  const standing: readonly Words[] | null = await pane.surroundings.service.words(period).catch(() => null);
  amend(pane, folder, section, (now) =>
    standing === null
      ? { ...now, state: "failed" }
      : arrived({ ...now, state: "unsaved" }, standing.find((one) => one.section === section) ?? null),
  );
}

/** Under which its drafts are kept: another person on this computer has their own. */
function folderOf(pane: Pane, period: string): string {
  const { session } = pane.state;
  return `words/${session ? ownerOf(session) : ""}/${period}`;
}

function setDrafts(pane: Pane, folder: string, drafts: Drafts): void {
  pane.set({ words: { ...pane.state.words, [folder]: drafts } });
}

function amend(pane: Pane, folder: string, section: ReportSection, change: (draft: Draft) => Draft): void {
  const drafts = pane.state.words[folder] ?? {};
  setDrafts(pane, folder, { ...drafts, [section]: change(drafts[section] ?? draftOf(null)) });
  keep(pane, folder, section);
}

const Kept = z.object({ text: z.string(), base: z.int().min(0) });

const waiting = new WeakMap<Pane, Set<string>>();

/** Into the drawer, or out of it once the service has it. Strokes that come while it is written go in one. */
function keep(pane: Pane, folder: string, section: ReportSection): void {
  const key = `${folder}/${section}`;
  const asked = waiting.get(pane) ?? new Set<string>();
  waiting.set(pane, asked);
  if (asked.has(key)) return;
  asked.add(key);
  const written = inTurn(pane, "drawer", async () => {
    asked.delete(key);
    const draft = pane.state.words[folder]?.[section];
    const { drawer } = pane.surroundings;
    if (!draft || draft.state === "saved") await drawer.remove(key);
    else await drawer.put(key, { text: draft.text, base: draft.base } satisfies z.infer<typeof Kept>);
  });
  // A drawer that is full or gone: the words are on the screen still, and go to the service all the same.
  written.catch(() => pane.set({ lasting: false }));
}

/** Resolves once all that was typed is on disk. */
export const wordsKept = (pane: Pane): Promise<void> => inTurn(pane, "drawer", async () => undefined);

async function keptDrafts(pane: Pane, folder: string): Promise<Drafts> {
  const { drawer } = pane.surroundings;
  const drafts: Partial<Record<ReportSection, Draft>> = {};
  for (const section of REPORT_SECTIONS) {
    const kept = Kept.safeParse(await drawer.get(`${folder}/${section}`));
    if (kept.success) drafts[section] = { ...kept.data, standing: null, state: "unsaved" };
  }
  return drafts;
}
