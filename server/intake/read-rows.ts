/** The rows of a submission as they came in, each read by itself: one that cannot be read is set aside. */
import { readRow } from "../../shared/report/read-row.ts";
import { sheetOf, type SheetKey } from "../../shared/report/sheets.ts";
import { error, type Fault } from "../../shared/report/issue.ts";
import type { Values } from "../../shared/report/value.ts";
import { PushedRow } from "../../shared/sync/protocol.ts";

export interface ReadRow {
  readonly rowId: string;
  readonly sheet: SheetKey;
  readonly baseRevision: number | null;
  readonly deleted: boolean;
  /** Only the columns that were given. */
  readonly given: Values;
  readonly faults: readonly Fault[];
  /** Why it is corrected; "" where its writer does not say. */
  readonly reason: string;
}

export interface UnreadRow {
  readonly rowId: string;
  readonly unread: readonly Fault[];
}

/** In the order of the submission. A row id that occurs twice is the first row's. */
export function readRows(rows: readonly unknown[]): (ReadRow | UnreadRow)[] {
  const seen = new Set<string>();
  return rows.map((raw) => {
    const parsed = PushedRow.safeParse(raw);
    if (!parsed.success) return { rowId: rowIdIn(raw), unread: [faultOf(parsed.error.issues)] };
    const { sheet, baseRevision, values, deleted = false, reason = "" } = parsed.data;
    // UUIDs are compared as text from here on.
    const rowId = parsed.data.rowId.toLowerCase();
    if (seen.has(rowId)) return { rowId, unread: [error("", "row_id_doubled")] };
    seen.add(rowId);
    if (deleted) return { rowId, sheet, baseRevision, deleted, given: {}, faults: [], reason };
    if (values === undefined) return { rowId, unread: [error("", "row_shape")] };
    const reading = readRow(sheetOf(sheet), values);
    return { rowId, sheet, baseRevision, deleted, given: reading.values, faults: reading.faults, reason };
  });
}

function rowIdIn(raw: unknown): string {
  if (typeof raw !== "object" || raw === null || !("rowId" in raw)) return "";
  return typeof raw.rowId === "string" ? raw.rowId.slice(0, 100) : "";
}

function faultOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): Fault {
  const [column] = issues.map(({ path }) => String(path[0] ?? ""));
  switch (column) {
    case "rowId":
      return error("", "row_id_invalid");
    case "sheet":
      return error("", "sheet_unknown");
    case "values": {
      const key = String(issues[0]?.path[1] ?? "");
      return error(key, key === "" ? "row_shape" : "value_type");
    }
    default:
      return error("", "row_shape");
  }
}
