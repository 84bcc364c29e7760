/** HQ's answers to what a unit filed and proposed, as its sheets show them (R6, R7). Pure. */
import { nameKey } from "../../shared/register/names.ts";
import type { Register } from "../../shared/sync/protocol.ts";
import type { Filing, FilingStep } from "../../shared/sync/screening.ts";
import type { Texts } from "../../shared/text/texts.ts";
import type { RowUpdate } from "../workbook.ts";
import type { RowResult } from "./results.ts";
import type { IdentifiedRow } from "./rows.ts";

interface Answer {
  readonly status: string;
  readonly statusNote: string;
}

/**
 * @param rows as they stand in the sheets
 * @param results of the submission just made: what it says of a row's faults stays to be read
 */
export function answerUpdates(
  rows: readonly IdentifiedRow[],
  { filings, register }: { readonly filings: readonly Filing[]; readonly register: Register },
  results: readonly RowResult[],
  texts: Texts,
): RowUpdate[] {
  const byRow = new Map(filings.map((filing) => [filing.rowId, filing]));
  const told = new Map(results.map((result) => [result.rowId, result]));
  const confirmed = confirmedIn(register);
  return rows.flatMap(({ sheet, row, rowId, values }): RowUpdate[] => {
    const result = told.get(rowId);
    if (result?.outcome === "conflict" || result?.outcome === "rejected") return [];
    const filing = byRow.get(rowId);
    if (filing) {
      const answer = answerTo(filing, texts);
      if (!answer) return [];
      const hasNote = result !== undefined && result.issues.length > 0 && answer.statusNote === "";
      return [
        { sheet, row, rowId, status: answer.status, ...(hasNote ? {} : { statusNote: answer.statusNote }) },
      ];
    }
    // A row just sent says what became of it; the next time it says that HQ has confirmed it.
    const isOld = result === undefined || result.outcome === "unchanged";
    if ((sheet !== "branches" && sheet !== "carriers") || !isOld) return [];
    const isConfirmed = confirmed[sheet].has(placeKey(values.account, values.name));
    return isConfirmed
      ? [{ sheet, row, rowId, status: texts.screening.sheet.proposedAccepted, statusNote: "" }]
      : [];
  });
}

/** null while HQ has not answered. */
function answerTo({ state, steps }: Filing, { screening: { sheet } }: Texts): Answer | null {
  switch (state) {
    case "accepted":
      return { status: sheet.accepted, statusNote: reasonOf(steps, ["accepted", "raised"]) };
    case "potential":
      return { status: sheet.potential, statusNote: reasonOf(steps, ["potential"]) };
    case "asked":
      return { status: sheet.asked, statusNote: sheet.question(reasonOf(steps, ["asked"])) };
    case "declined":
      return { status: sheet.declined, statusNote: sheet.why(reasonOf(steps, ["declined"])) };
    case "endorsed":
      return { status: sheet.endorsed, statusNote: reasonOf(steps, ["endorsed"]) };
    case "nominated":
    case "withdrawn":
      return null;
  }
}

const reasonOf = (steps: readonly FilingStep[], which: readonly FilingStep["step"][]): string =>
  steps.findLast(({ step }) => which.includes(step))?.reason ?? "";

function confirmedIn({ branches, carriers }: Register) {
  const keys = (places: Register["branches"]) =>
    new Set(places.map(({ account, name }) => placeKey(account, name)));
  return { branches: keys(branches), carriers: keys(carriers) };
}

const placeKey = (account: unknown, name: unknown): string =>
  `${nameKey(String(account ?? ""))}\n${nameKey(String(name ?? ""))}`;
