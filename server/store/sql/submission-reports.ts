/** What a submission changed, for those who are told of it. */
import { z } from "zod";
import { CHANNELS, MAX_ROWS, Told } from "../../../shared/sync/protocol.ts";
import type { ReportedRow, StoredReport } from "../copies-store.ts";
import type { Connection } from "./connection.ts";
import { type AuthorColumns, authorOf, sheetKeyOf, valuesOf } from "./revision-rows.ts";

const SUBMISSION = `SELECT s.*, COALESCE(u.name, s.unit) AS unit_name
  FROM submissions s LEFT JOIN units u ON u.code = s.unit WHERE s.id = ?`;

/** A submission's revisions are the last ones before its cursor: no index on them all is needed to find them. */
const ROWS = `SELECT r.sheet, r.row_id, r.period, r.revision, r.deleted, r.late, r.row_values, r.reason,
    CASE WHEN b.deleted = 0 THEN b.row_values END AS before_values
  FROM revisions r LEFT JOIN revisions b ON b.row_id = r.row_id AND b.revision = r.revision - 1
 WHERE r.cursor > ? AND r.cursor <= ? AND r.submission_id = ? ORDER BY r.cursor`;

export async function reportOf(
  connection: Connection,
  submissionId: string,
): Promise<StoredReport | undefined> {
  const found = await connection.get<SubmissionColumns>(SUBMISSION, [submissionId]);
  if (!found) return undefined;
  const rows = await connection.all<ReportedColumns>(ROWS, [
    found.cursor - MAX_ROWS,
    found.cursor,
    submissionId,
  ]);
  return {
    unit: found.unit,
    unitName: found.unit_name,
    period: found.period,
    channel: z.enum(CHANNELS).parse(found.channel),
    author: authorOf(found),
    receivedAt: found.received_at,
    told: found.told === null ? null : Told.parse(JSON.parse(found.told)),
    rows: rows.map(reportedOf),
  };
}

interface SubmissionColumns extends AuthorColumns {
  readonly unit: string;
  readonly unit_name: string;
  readonly period: string;
  readonly channel: string;
  readonly received_at: string;
  readonly told: string | null;
  readonly cursor: number;
}

interface ReportedColumns {
  readonly sheet: string;
  readonly row_id: string;
  readonly period: string | null;
  readonly revision: number;
  readonly deleted: number;
  readonly late: number;
  readonly row_values: string;
  readonly before_values: string | null;
  readonly reason: string | null;
}

const reportedOf = (row: ReportedColumns): ReportedRow => ({
  sheet: sheetKeyOf(row.sheet),
  rowId: row.row_id,
  period: row.period,
  revision: row.revision,
  deleted: row.deleted === 1,
  late: row.late === 1,
  values: valuesOf(row.row_values),
  before: row.before_values === null ? null : valuesOf(row.before_values),
  reason: row.reason,
});
