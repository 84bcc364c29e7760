/** The register against the rows: entries for all that rows name, filings for all that was filed. */
import { SHEETS } from "../../../shared/report/sheets.ts";
import { keyedColumns, rowTable } from "../../../shared/summary/tables.ts";
import type { Connection } from "./connection.ts";
import { DEALINGS_SQL } from "./register-writes.ts";

/** Takes down what is not as it should be. */
export type Say = (fault: string) => void;

/** Each question finds what is wrong: nothing, in a sound store. */
export async function verifyRegister(connection: Connection, say: Say): Promise<void> {
  for (const sql of [...CHAINS, ...unknownNames(), ...FILINGS, UNLIKE_DEALINGS]) {
    for await (const { fault } of connection.iterate<{ fault: string }>(sql)) say(fault);
  }
}

/** What something is the same as is of its own kind, and the same as nothing else. */
const CHAINS: readonly string[] = [
  `SELECT 'account ' || a.id || ': what it is the same as is the same as another' AS fault
     FROM account_register a JOIN account_register r ON r.id = a.same_as WHERE r.same_as IS NOT NULL OR r.id = a.id`,
  `SELECT 'entry ' || e.id || ': what it is the same as is none, or the same as another' AS fault
     FROM register_entries e LEFT JOIN register_entries r ON r.id = e.same_as AND r.kind = e.kind
    WHERE e.same_as IS NOT NULL AND (r.id IS NULL OR r.same_as IS NOT NULL OR r.id = e.id)`,
];

const OWN_KIND: Readonly<Record<string, string>> = {
  ka_branches: "branch",
  ka_carriers: "carrier",
  ka_contacts: "contact",
};

/** Standing rows that speak of a branch, carrier or contact of which there is no entry. */
function unknownNames(): string[] {
  const missing = (table: string, kind: string, column: string): string =>
    `SELECT DISTINCT '${table}: no entry for ${kind} ' || t.${column} || ' of account ' || t.account_id AS fault
       FROM ${table} t
       LEFT JOIN register_entries e ON e.kind = '${kind}' AND e.account_id = t.account_id AND e.name_key = t.${column}
      WHERE t.deleted = 0 AND t.${column} IS NOT NULL AND e.id IS NULL`;
  return SHEETS.flatMap((sheet) => {
    const table = rowTable(sheet);
    const own = OWN_KIND[table];
    return [
      ...(own === undefined ? [] : [missing(table, own, "name_key")]),
      ...keyedColumns(sheet).map(({ column, name }) =>
        missing(table, column.type === "branch" ? "branch" : "carrier", name),
      ),
    ];
  });
}

const FILINGS: readonly string[] = [
  `SELECT 'row ' || t.row_id || ': ' || CASE
      WHEN f.row_id IS NULL THEN 'has no filing'
      WHEN f.unit <> t.unit THEN 'its filing is another unit''s'
      WHEN f.account_id <> t.account_id THEN 'its filing is for another account'
      ELSE 'its filing is ' || f.state END AS fault
     FROM ka_accounts t LEFT JOIN filings f ON f.row_id = t.row_id
    WHERE f.row_id IS NULL OR f.unit <> t.unit OR f.account_id <> t.account_id
       OR (f.state = 'withdrawn') <> (t.deleted = 1)`,
  `SELECT 'filing ' || row_id || ': there is no such row' AS fault
     FROM filings WHERE row_id NOT IN (SELECT row_id FROM ka_accounts)`,
  `SELECT 'filing ' || row_id || ': nobody nominated it' AS fault
     FROM filings WHERE row_id NOT IN (SELECT row_id FROM filing_steps WHERE step = 'nominated')`,
];

const UNLIKE_DEALINGS = `SELECT 'unit ' || unit || ': its rows on account ' || account_id || ' are ' || counted || ', not ' || kept AS fault
  FROM (
    SELECT unit, account_id, SUM(counted) AS counted, SUM(kept) AS kept FROM (
      SELECT unit, account_id, live_rows AS counted, 0 AS kept FROM (${DEALINGS_SQL}) AS dealings
      UNION ALL
      SELECT unit, account_id, 0, live_rows FROM unit_accounts) AS both_sides
    GROUP BY unit, account_id) AS sums
  WHERE counted <> kept`;
