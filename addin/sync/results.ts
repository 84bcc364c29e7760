/** From the service's answer to what becomes of each row: in the sheet, in the replica, and for the person to see. */
import { z } from "zod";
import { periodOfRow } from "../../shared/report/check.ts";
import { columnOf, sheetOf, type SheetKey } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";
import {
  type Issue,
  type Outcome,
  PushedRow,
  type SubmissionAnswer,
  type Theirs,
} from "../../shared/sync/protocol.ts";
import type { Texts } from "../../shared/text/texts.ts";
import type { RowUpdate } from "../workbook.ts";
import type { Pending } from "./outbox.ts";
import { type KnownRow, learn, type Replica } from "./replica.ts";

export interface RowResult {
  readonly sheet: SheetKey;
  /** Where it stands, counted from 0; null where it is not in the workbook (a deletion). */
  readonly row: number | null;
  readonly rowId: string;
  readonly outcome: Outcome;
  readonly revision: number | null;
  readonly issues: readonly Issue[];
  readonly theirs?: Theirs;
  /** What was sent; null for a deletion. */
  readonly mine: Values | null;
  readonly baseRevision: number | null;
}

/** Where each row stands in the workbook at this moment, by rowId. */
export type Places = ReadonlyMap<string, number>;

/** The pane sends normal forms only: no booleans. */
const SentRow = PushedRow.extend({
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
});
export type SentRow = z.infer<typeof SentRow>;
const SentRows = z.object({ rows: z.array(SentRow) });

/** The rows of a pending submission as they were sent. */
export const sentRows = ({ body }: Pick<Pending, "body">): SentRow[] => SentRows.parse(JSON.parse(body)).rows;

/** Joins the answer with what was sent. */
export function resultsOf(sent: readonly SentRow[], answer: SubmissionAnswer, places: Places): RowResult[] {
  const byId = new Map(answer.outcomes.map((outcome) => [outcome.rowId, outcome]));
  return sent.flatMap((row): RowResult[] => {
    const outcome = byId.get(row.rowId);
    if (!outcome) return [];
    return [
      {
        ...outcome,
        sheet: row.sheet,
        row: places.get(row.rowId) ?? null,
        mine: row.deleted ? null : (row.values ?? {}),
        baseRevision: row.baseRevision,
      },
    ];
  });
}

/** What the replica knows once the answer is in: every accepted row in its new revision. */
export function learnResults(replica: Replica, results: readonly RowResult[], period: string): Replica {
  const rows: KnownRow[] = [];
  const deleted: string[] = [];
  for (const result of results) {
    if (result.outcome === "deleted") deleted.push(result.rowId);
    const values = acceptedValues(result);
    if (values === null || result.revision === null) continue;
    rows.push({
      sheet: result.sheet,
      rowId: result.rowId,
      period: periodOfRow(result.sheet, values, period),
      revision: result.revision,
      values: { ...values },
    });
  }
  return learn(replica, rows, deleted);
}

/** What stands at the service after this outcome, where that is known. */
function acceptedValues(result: RowResult): Values | null {
  switch (result.outcome) {
    case "created":
    case "updated":
    case "unchanged":
      return result.mine;
    case "merged":
      return result.theirs?.values ?? null;
    case "deleted":
    case "conflict":
    case "rejected":
      return null;
  }
}

/** What is written into the sheets: status, reason, the new base, and with `merged` the merged values. */
export function updatesOf(results: readonly RowResult[], texts: Texts): RowUpdate[] {
  return results.flatMap((result): RowUpdate[] => {
    const { sheet, row, rowId, revision } = result;
    if (row === null) return [];
    if (result.outcome === "deleted") return [{ sheet, row, rowId, remove: true }];
    const accepted = result.outcome !== "conflict" && result.outcome !== "rejected";
    const merged = result.outcome === "merged" ? result.theirs?.values : undefined;
    return [
      {
        sheet,
        row,
        rowId,
        status: texts.outcome[result.outcome],
        statusNote: noteOf(result, texts),
        ...(accepted && revision !== null ? { baseRevision: revision } : {}),
        ...(merged ? { values: merged } : {}),
      },
    ];
  });
}

/** The reasons in one line: `城市:…;电话:…`. */
function noteOf(result: Pick<RowResult, "sheet" | "issues" | "theirs" | "outcome">, texts: Texts): string {
  const reasons = result.issues.map(({ column, message }) => {
    const label = columnLabel(result.sheet, column, texts);
    return label === "" ? message : `${label}${texts.colon}${message}`;
  });
  if (result.outcome === "conflict" && result.theirs) {
    const labels = result.theirs.columns.map((column) => columnLabel(result.sheet, column, texts));
    reasons.unshift(texts.conflicts.note(result.theirs.by.name, labels.join(texts.comma)));
  }
  return reasons.join(texts.semicolon);
}

export function columnLabel(sheet: SheetKey, key: string, texts: Texts): string {
  const column = columnOf(sheetOf(sheet), key);
  return column ? column[texts.language] : key;
}
