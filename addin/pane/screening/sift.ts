/** Which of the filings, entries and accounts are shown, and in which order. Pure. */
import { nameKey } from "../../../shared/register/names.ts";
import type { Filing, FilingState } from "../../../shared/sync/screening.ts";

/** What the filter of filings offers: `waiting` is what waits for HQ, `toEndorse` a shop's for its plant's head. */
export type FilingFilter = "all" | "toEndorse" | "waiting" | Exclude<FilingState, "nominated" | "endorsed">;

const WAITING: readonly FilingState[] = ["nominated", "endorsed"];

function passes({ state, base }: Filing, filter: FilingFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "waiting":
      return WAITING.includes(state);
    case "toEndorse":
      return state === "nominated" && base !== null;
    default:
      return state === filter;
  }
}

export const countFilings = (filings: readonly Filing[], filter: FilingFilter): number =>
  filings.filter((filing) => passes(filing, filter)).length;

/** What waits longest comes first; what is decided, latest first. */
export function siftFilings(filings: readonly Filing[], filter: FilingFilter, sought: string): Filing[] {
  const found = filings.filter(
    (filing) =>
      passes(filing, filter) &&
      isSought(sought, [filing.account, String(filing.values.name ?? ""), filing.unitName, filing.unit]),
  );
  const direction = filter === "waiting" || filter === "toEndorse" ? 1 : -1;
  return found.sort((a, b) => direction * a.changedAt.localeCompare(b.changedAt));
}

/** Does any of the words hold what is sought, width, case and spaces aside? Nothing sought: all do. */
export function isSought(sought: string, words: readonly string[]): boolean {
  const key = nameKey(sought);
  return key === "" || words.some((word) => nameKey(word).includes(key) || word.includes(sought.trim()));
}

/** Which filing comes next once `rowId` is decided: the one after it, else the one before; null where none waits. */
export function nextOf(filings: readonly Filing[], rowId: string): string | null {
  const at = filings.findIndex((filing) => filing.rowId === rowId);
  return (filings[at + 1] ?? filings[at - 1])?.rowId ?? null;
}
