/** One paragraph of HQ's own on its way: what stands in the editor against what stands at the service. Pure. */
import { NewWords, type ReportSection, type Words } from "../../../shared/sync/months.ts";

export interface Draft {
  /** As it stands in the editor. */
  readonly text: string;
  /** The service's revision that the text was written upon; 0: none. */
  readonly base: number;
  /** The service's latest, as far as known; in a conflict it is somebody else's. */
  readonly standing: Words | null;
  readonly state: "saved" | "unsaved" | "saving" | "failed" | "conflict";
}

/** By section, of one month and person. */
export type Drafts = Readonly<Partial<Record<ReportSection, Draft>>>;

export const MOST_CHARACTERS = NewWords.shape.text.maxLength ?? 5000;

export const draftOf = (standing: Words | null): Draft => ({
  text: standing?.text ?? "",
  base: standing?.revision ?? 0,
  standing,
  state: "saved",
});

/** What is sent and compared: the service keeps no space at either end. */
export const toSend = ({ text }: Pick<Draft, "text">): string => text.trim();

export const isTooLong = (draft: Pick<Draft, "text">): boolean => toSend(draft).length > MOST_CHARACTERS;

/** Would saving it change anything? */
const agrees = (text: string, standing: Words | null): boolean => toSend({ text }) === (standing?.text ?? "");

/** The writer typed. */
export function edited(draft: Draft, text: string): Draft {
  if (agrees(text, draft.standing)) return { ...draftOf(draft.standing), text };
  return { ...draft, text, state: draft.state === "conflict" ? "conflict" : "unsaved" };
}

/** The service took what was sent; the writer may have typed on meanwhile. */
export const taken = (draft: Draft, standing: Words): Draft =>
  edited({ ...draft, base: standing.revision, standing, state: "unsaved" }, draft.text);

/** What the service has turned out to have, on opening the page and after a refusal. */
export function arrived(draft: Draft, standing: Words | null): Draft {
  if (draft.state === "saved") return draftOf(standing);
  if (agrees(draft.text, standing)) return { ...draftOf(standing), text: draft.text };
  const isOthers = (standing?.revision ?? 0) > draft.base;
  return { ...draft, standing, state: isOthers ? "conflict" : "unsaved" };
}

/** Of a conflict: the writer's text is to replace the other's. */
export const mineKept = (draft: Draft): Draft => ({
  ...draft,
  base: draft.standing?.revision ?? 0,
  state: "unsaved",
});

export const theirsTaken = (draft: Draft): Draft => draftOf(draft.standing);
