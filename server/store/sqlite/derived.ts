/**
 * What the store keeps beside the rows themselves, made from the rows: for a store that an earlier release wrote.
 * From then on the intake keeps it with every submission.
 */
import type { Database } from "better-sqlite3";
import { namedIn, placeKeysOf, rowNameKey } from "../../../shared/register/row-keys.ts";
import { type Sheet, SHEETS } from "../../../shared/report/sheets.ts";
import { keyedColumns, rowTable } from "../../../shared/summary/tables.ts";
import { SERVICE } from "../service-author.ts";
import type { SqlValue } from "../store.ts";
import { DEALINGS_SQL, ENTRY_SQL, entryStateOf, FILING_SQL } from "../sql/register-writes.ts";
import { type AuthorColumns, valuesOf } from "../sql/revision-rows.ts";

export function fillDerived(database: Database): void {
  for (const sheet of SHEETS) fillKeys(database, sheet);
  fillEntries(database);
  fillFilings(database);
  database.exec(
    `DELETE FROM unit_accounts; INSERT INTO unit_accounts (unit, account_id, live_rows) ${DEALINGS_SQL}`,
  );
}

const PAGE = 5000;

interface StandingColumns {
  readonly row_id: string;
  readonly account_id: number;
  readonly unit: string;
  readonly first_at: string;
  readonly row_values: string;
}

/** Every row of a sheet with its latest values, page by page: a statement that is read cannot see others written. */
function* rowsOf(database: Database, sheet: Sheet): Generator<StandingColumns> {
  const page = database.prepare<[string, number], StandingColumns>(
    `SELECT t.row_id, t.account_id, t.unit, t.first_at, v.row_values
       FROM ${rowTable(sheet)} t JOIN revisions v ON v.cursor = t.cursor
      WHERE t.row_id > ? ORDER BY t.row_id LIMIT ?`,
  );
  for (let after = ""; ;) {
    const rows = page.all(after, PAGE);
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.row_id ?? "";
  }
}

function fillKeys(database: Database, sheet: Sheet): void {
  const names = ["name_key", ...keyedColumns(sheet).map(({ name }) => name)];
  const set = database.prepare<SqlValue[]>(
    `UPDATE ${rowTable(sheet)} SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE row_id = ?`,
  );
  for (const row of rowsOf(database, sheet)) {
    const values = valuesOf(row.row_values);
    set.run(rowNameKey(sheet.key, values), ...placeKeysOf(sheet.key, values), row.row_id);
  }
}

/** Who first told of each branch, carrier and contact, as far as the rows still say so. */
function fillEntries(database: Database): void {
  interface First {
    readonly unit: string;
    readonly at: string;
    readonly parameters: readonly SqlValue[];
  }
  const first = new Map<string, First>();
  for (const sheet of SHEETS) {
    for (const { account_id: accountId, unit, first_at: at, row_values: json } of rowsOf(database, sheet)) {
      for (const { kind, key, name } of namedIn(sheet.key, valuesOf(json))) {
        const known = first.get(`${kind} ${accountId} ${key}`);
        if (known && known.at <= at) continue;
        const parameters = [kind, accountId, key, name, entryStateOf(kind), unit, at];
        first.set(`${kind} ${accountId} ${key}`, { unit, at, parameters });
      }
    }
  }
  const insert = database.prepare<SqlValue[]>(ENTRY_SQL);
  for (const { parameters } of [...first.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    insert.run(...parameters);
  }
}

interface FiledColumns extends AuthorColumns {
  readonly row_id: string;
  readonly unit: string;
  readonly account_id: number;
  readonly deleted: number;
  readonly at: string;
  readonly registered: number;
  readonly first_name: string;
  readonly first_unit: string | null;
  readonly first_role: string;
  readonly first_at: string;
}

/** Nominated by whoever wrote the row first; what is on the register is accepted, what was deleted withdrawn. */
function fillFilings(database: Database): void {
  const rows = database
    .prepare<[], FiledColumns>(
      `SELECT t.row_id, t.unit, t.account_id, t.deleted, v.author_name, v.author_unit, v.author_role, v.at,
          EXISTS (SELECT 1 FROM account_register a WHERE a.id = t.account_id AND a.state = 'registered') AS registered,
          f.author_name AS first_name, f.author_unit AS first_unit, f.author_role AS first_role, f.at AS first_at
         FROM ka_accounts t
         JOIN revisions v ON v.cursor = t.cursor
         JOIN revisions f ON f.row_id = t.row_id AND f.revision = 1
        WHERE t.row_id NOT IN (SELECT row_id FROM filings)
        ORDER BY f.cursor`,
    )
    .all();
  const filing = database.prepare<SqlValue[]>(FILING_SQL.filing);
  const step = database.prepare<SqlValue[]>(FILING_SQL.step);
  for (const row of rows) {
    const id = row.row_id;
    const state = row.deleted === 1 ? "withdrawn" : row.registered === 1 ? "accepted" : "nominated";
    filing.run(id, row.unit, row.account_id, state, row.deleted === 1 ? row.at : row.first_at);
    step.run(id, "nominated", row.first_at, row.first_name, row.first_unit, row.first_role, "");
    if (row.registered === 1) {
      step.run(id, "accepted", row.first_at, SERVICE.name, SERVICE.unit, SERVICE.role, "");
    }
    if (row.deleted === 1) {
      step.run(id, "withdrawn", row.at, row.author_name, row.author_unit, row.author_role, "");
    }
  }
}
