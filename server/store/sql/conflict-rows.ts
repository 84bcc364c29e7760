/** Conflicts as they lie in the table. */
import { z } from "zod";
import type { ConflictRecord } from "../../../shared/sync/protocol.ts";
import type { ConflictColumn, OpenConflict } from "../intake-store.ts";
import { type AuthorColumns, authorOf, StoreDamaged } from "./revision-rows.ts";

export interface ConflictColumns extends AuthorColumns {
  readonly id: number;
  readonly row_id: string;
  readonly at: string;
  readonly submission_id: string;
  readonly base_revision: number | null;
  readonly latest_revision: number;
  readonly deleted_by: string | null;
  readonly columns: string;
  readonly settled_by: number | null;
}

const Value = z.union([z.string(), z.number(), z.null()]);
const Columns = z.array(
  z.object({
    column: z.string(),
    base: Value,
    mine: Value,
    theirs: Value,
    taken: z.enum(["mine", "theirs", "other"]).nullable(),
  }),
);

function columnsOf(json: string): ConflictColumn[] {
  const parsed = Columns.safeParse(JSON.parse(json));
  if (!parsed.success) throw new StoreDamaged("conflict columns");
  return parsed.data;
}

export const conflictRecordOf = (row: ConflictColumns): ConflictRecord => ({
  at: row.at,
  by: authorOf(row),
  submissionId: row.submission_id,
  baseRevision: row.base_revision,
  latestRevision: row.latest_revision,
  columns: columnsOf(row.columns),
  settledBy: row.settled_by,
});

export const openConflictOf = (row: ConflictColumns): OpenConflict => ({
  id: row.id,
  rowId: row.row_id,
  latestRevision: row.latest_revision,
  deletedBy: row.deleted_by === "mine" || row.deleted_by === "theirs" ? row.deleted_by : null,
  columns: columnsOf(row.columns),
});
