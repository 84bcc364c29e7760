/**
 * Takes a person out of rows: out of every revision, the register's entries and what HQ chose. Each row gets a further
 * revision that says so, so that workbooks, replicas and the master hear of it as of any change.
 */
import { randomUUID } from "node:crypto";
import { placeKeysOf, rowNameKey } from "../../../shared/register/row-keys.ts";
import { erasedName, personalColumns } from "../../../shared/report/personal.ts";
import { type SheetKey, sheetOf } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import { type Author, OUTCOMES } from "../../../shared/sync/protocol.ts";
import { PERSONAL } from "../../../shared/text/personal.ts";
import { cellMark, personMarks } from "../../personal/marks.ts";
import type { NewRevision } from "../intake-store.ts";
import type { SqlValue } from "../store.ts";
import type { Connection } from "./connection.ts";
import { append } from "./intake-writes.ts";
import type { RowTextFound } from "./personal-texts.ts";
import { type RevisionColumns, sheetKeyOf, valuesOf } from "./revision-rows.ts";

export interface RowErasure {
  readonly id: number;
  readonly secret: string;
  readonly by: Author;
  readonly at: string;
  /** Every revision of the rows about the person. */
  readonly rows: readonly RevisionColumns[];
  /** Revisions of other rows whose texts speak of the person. */
  readonly rowTexts: readonly RowTextFound[];
}

/** Answers the units whose rows were touched. */
export async function eraseRows(connection: Connection, erasure: RowErasure): Promise<string[]> {
  const { id, secret, rows, rowTexts } = erasure;
  const cells: SqlValue[][] = [];
  const people = new Set<string>();
  const updates: SqlValue[][] = [];
  for (const one of rows) {
    const sheet = sheetOf(sheetKeyOf(one.sheet));
    const values = valuesOf(one.row_values);
    for (const { key } of personalColumns(sheet)) {
      const text = values[key];
      if (typeof text !== "string" || text === "") continue;
      cells.push([one.row_id, key, cellMark(secret, sheet, one.row_id, key, text), id]);
    }
    for (const mark of personMarks(secret, sheet, values)) people.add(mark);
    updates.push([JSON.stringify(erased(sheet.key, values, id)), one.cursor]);
  }
  for (const { rowId, sheet, cursor, values, before } of rowTexts) {
    for (const [column, text] of before) {
      cells.push([rowId, column, cellMark(secret, sheetOf(sheet), rowId, column, text), id]);
    }
    updates.push([JSON.stringify(values), cursor]);
  }
  await eraseEntries(connection, erasure);
  await connection.runEach("UPDATE revisions SET row_values = ? WHERE cursor = ?", updates);
  for (const cell of cells) {
    await connection.run(
      `INSERT INTO erased_cells (row_id, column_key, mark, erasure_id) VALUES (?, ?, ?, ?)
       ON CONFLICT (row_id, column_key, mark) DO NOTHING`,
      cell,
    );
  }
  for (const mark of people) {
    await connection.run(
      "INSERT INTO erased_people (mark, erasure_id) VALUES (?, ?) ON CONFLICT (mark) DO NOTHING",
      [mark, id],
    );
  }
  return tellOfIt(connection, erasure);
}

/** A contact keeps a name, so that the row stays one; number and address are empty. */
function erased(sheet: SheetKey, values: Values, id: number): Values {
  const left: Record<string, Values[string]> = { ...values };
  for (const { key, personal } of personalColumns(sheetOf(sheet))) {
    if (left[key] === null || left[key] === undefined) continue;
    left[key] = personal === "name" ? erasedName(id) : null;
  }
  return left;
}

/** Entries of the register that no other row stands for get the new name; what HQ chose for them of it is gone. */
async function eraseEntries(connection: Connection, { id, rows }: RowErasure): Promise<void> {
  const rowIds = JSON.stringify([...new Set(rows.map(({ row_id: rowId }) => rowId))]);
  const seen = new Set<string>();
  for (const { account_id: accountId, sheet: key, row_values: json } of rows) {
    const sheet = sheetKeyOf(key);
    const before = valuesOf(json);
    const nameKey = rowNameKey(sheet, before);
    if (sheet !== "contacts" || accountId === null || seen.has(`${accountId} ${nameKey}`)) continue;
    seen.add(`${accountId} ${nameKey}`);
    const other = await connection.value(
      `SELECT row_id FROM ka_contacts WHERE account_id = ? AND name_key = ? AND row_id NOT IN texts(?) LIMIT 1`,
      [accountId, nameKey, rowIds],
    );
    const entry = await connection.value<number>(
      "SELECT id FROM register_entries WHERE kind = 'contact' AND account_id = ? AND name_key = ?",
      [accountId, nameKey],
    );
    if (other !== undefined || entry === undefined) continue;
    const wanted = rowNameKey(sheet, erased(sheet, before, id)) ?? "";
    const taken = await connection.value(
      "SELECT id FROM register_entries WHERE kind = 'contact' AND account_id = ? AND name_key = ?",
      [accountId, wanted],
    );
    await connection.run("UPDATE register_entries SET name = ?, name_key = ? WHERE id = ?", [
      erasedName(id),
      taken === undefined ? wanted : `${wanted}#${entry}`,
      entry,
    ]);
    for (const { key: column } of personalColumns(sheetOf(sheet))) {
      await connection.run(
        "DELETE FROM chosen_values WHERE kind = 'contact' AND entry_id = ? AND column_key = ?",
        [entry, column],
      );
    }
  }
}

const LATEST = `SELECT * FROM revisions v WHERE v.row_id IN texts(?)
  AND v.revision = (SELECT MAX(revision) FROM revisions WHERE row_id = v.row_id) ORDER BY v.cursor`;

/** One submission for each unit that has such rows; answers the units. */
async function tellOfIt(connection: Connection, erasure: RowErasure): Promise<string[]> {
  const { rows, rowTexts } = erasure;
  const touched = new Set([...rows.map(({ row_id: rowId }) => rowId), ...rowTexts.map(({ rowId }) => rowId)]);
  const latest = await connection.all<RevisionColumns>(LATEST, [JSON.stringify([...touched])]);
  const units = [...new Set(latest.map((one) => one.unit))].sort();
  for (const unit of units) {
    const own = latest.filter((one) => one.unit === unit);
    await tellUnit(connection, erasure, unit, own);
  }
  return units;
}

async function tellUnit(
  connection: Connection,
  { by, at }: RowErasure,
  unit: string,
  latest: readonly RevisionColumns[],
): Promise<void> {
  const id = randomUUID();
  const revisions = latest.map(revisionAfter);
  const heading = {
    id,
    bodyHash: id,
    unit,
    period: at.slice(0, "2026-11".length),
    channel: "web",
    author: by,
    receivedAt: at,
  } as const;
  const nothing = { accounts: [], renames: [], names: [], filings: [], conflicts: [], settlements: [] };
  const entries = revisions.flatMap(({ sheet, accountId, deleted, nameKey: key, values }) =>
    sheet === "contacts" && accountId !== null && !deleted && key !== null
      ? [{ kind: "contact" as const, accountId, key, name: String(values.name ?? "") }]
      : [],
  );
  await append(connection, heading, { ...nothing, entries, revisions }, (cursor) =>
    JSON.stringify({
      submissionId: id,
      cursor,
      receivedAt: at,
      outcomes: revisions.map(({ rowId, revision, deleted }) => ({
        rowId,
        outcome: deleted ? "deleted" : "updated",
        revision,
        issues: [],
      })),
      counts: Object.fromEntries(
        OUTCOMES.map((outcome) => [
          outcome,
          revisions.filter(({ deleted }) => outcome === (deleted ? "deleted" : "updated")).length,
        ]),
      ),
    }),
  );
}

function revisionAfter(row: RevisionColumns): NewRevision {
  const sheet = sheetKeyOf(row.sheet);
  const values = valuesOf(row.row_values);
  const deleted = row.deleted === 1;
  return {
    rowId: row.row_id,
    sheet,
    period: row.period,
    accountId: row.account_id,
    revision: row.revision + 1,
    deleted,
    late: row.late === 1,
    values,
    stoodFor: deleted ? null : row.account_id,
    nameKey: rowNameKey(sheet, values),
    placeKeys: placeKeysOf(sheet, values),
    reason: PERSONAL.reason.zh,
  };
}
