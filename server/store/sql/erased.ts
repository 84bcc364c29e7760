/** What was erased, known again when somebody brings it back. */
import { sheetOf } from "../../../shared/report/sheets.ts";
import { personalColumns } from "../../../shared/report/personal.ts";
import { cellMark, personMarks } from "../../personal/marks.ts";
import type { GivenRow } from "../intake-store.ts";
import type { Connection } from "./connection.ts";

const SECRET = "personal-secret";

/** Undefined where nothing was ever erased. */
export const secretIn = (connection: Connection): Promise<string | undefined> =>
  connection.value<string>("SELECT value FROM settings WHERE name = ?", [SECRET]);

export const keepSecret = (connection: Connection, secret: string): Promise<number> =>
  connection.run("INSERT INTO settings (name, value) VALUES (?, ?)", [SECRET, secret]);

/** By row id, the columns that bring back what was erased. */
export async function erasedIn(
  connection: Connection,
  rows: readonly GivenRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const secret = rows.length === 0 ? undefined : await secretIn(connection);
  if (secret === undefined) return found;
  const cells = await connection.all<{ row_id: string; column_key: string; mark: string }>(
    "SELECT row_id, column_key, mark FROM erased_cells WHERE row_id IN texts(?)",
    [JSON.stringify(rows.map(({ rowId }) => rowId))],
  );
  const marks = new Set(cells.map(({ mark }) => mark));
  const touched = new Set(cells.map(({ row_id: rowId }) => rowId));
  const people = new Map<string, GivenRow>();
  for (const row of rows) {
    const sheet = sheetOf(row.sheet);
    if (touched.has(row.rowId)) {
      for (const [column, value] of Object.entries(row.given)) {
        if (typeof value !== "string" || value === "") continue;
        if (!marks.has(cellMark(secret, sheet, row.rowId, column, value))) continue;
        found.set(row.rowId, [...(found.get(row.rowId) ?? []), column]);
      }
    }
    for (const mark of personMarks(secret, sheet, row.given)) people.set(mark, row);
  }
  const known = await connection.values<string>("SELECT mark FROM erased_people WHERE mark IN texts(?)", [
    JSON.stringify([...people.keys()]),
  ]);
  for (const mark of known) {
    const row = people.get(mark);
    if (row && !found.has(row.rowId)) {
      const name = personalColumns(sheetOf(row.sheet)).find(({ personal }) => personal === "name");
      found.set(row.rowId, [name?.key ?? ""]);
    }
  }
  return found;
}
