/** Every fault of a whole report: each cell, each row, and rows against each other. */
import { nameKey } from "../register/names.ts";
import type { Register } from "../sync/protocol.ts";
import { checkRow } from "./check.ts";
import { error, type Fault, hasError, warning } from "./issue.ts";
import { knownNames } from "./known.ts";
import { sheetOf } from "./sheets.ts";
import type { ReadRow, ReportReading } from "./workbook.ts";

export interface CheckedRow extends ReadRow {
  /** All faults: of the cells, of the row, and against other rows. */
  readonly faults: readonly Fault[];
  /** May it be sent? */
  readonly sound: boolean;
}

/**
 * Checks every row as the service will. `today` is the day in China, `period` the month being reported. Cleared
 * rows come back as they are: they are deletions, not reports.
 *
 * @param seen what rows were met already, of a report that is read slice by slice: the same set for every slice
 */
export function checkReport(
  reading: ReportReading,
  context: { readonly today: string; readonly period: string; readonly register: Register },
  seen: Set<string> = new Set(),
): CheckedRow[] {
  const rows = reading.sheets.flatMap((sheet) => sheet.rows);
  const known = knownNames(
    context.register,
    rows.filter(({ cleared }) => !cleared),
  );
  const doubles = doubledRows(rows, seen);
  return rows.map((row) => {
    if (row.cleared) return { ...row, faults: [], sound: true };
    const unread = new Set(
      row.faults.filter(({ severity }) => severity === "error").map(({ column }) => column),
    );
    const faults = [
      ...row.faults,
      // A cell that could not be read has said so already.
      ...checkRow(sheetOf(row.sheet), row.values, { ...context, known }).filter(
        ({ column }) => !unread.has(column),
      ),
      ...(doubles.get(row) ?? []),
    ];
    return { ...row, faults, sound: !hasError(faults) };
  });
}

function doubledRows(rows: readonly ReadRow[], seen: Set<string>): Map<ReadRow, Fault[]> {
  const faults = new Map<ReadRow, Fault[]>();
  for (const row of rows) {
    if (row.cleared) continue;
    const text = (key: string): string => String(row.values[key] ?? "");
    let key: string | undefined;
    let fault: Fault | undefined;
    if (row.sheet === "reviews") {
      key = `reviews\n${text("period")}\n${nameKey(text("account"))}`;
      fault = error("account", "review_doubled", { account: text("account"), period: text("period") });
    } else if (row.sheet === "accounts" || row.sheet === "branches" || row.sheet === "carriers") {
      key = [row.sheet, nameKey(text("account")), nameKey(text("branch")), nameKey(text("name"))].join("\n");
      fault = warning("name", "name_doubled", { text: text("name") });
    }
    if (key === undefined || fault === undefined || key.endsWith("\n")) continue;
    if (seen.has(key)) faults.set(row, [fault]);
    seen.add(key);
  }
  return faults;
}
