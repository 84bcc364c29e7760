/** All rows as they are now, read page by page on one state of the store. */
import type { MasterRow } from "../../../shared/plan/inputs.ts";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import { rowTable } from "../../../shared/summary/tables.ts";
import type { MasterQuery, MasterReading } from "../store.ts";
import type { Connection, Snapshot } from "./connection.ts";
import { mergedLines } from "./merged.ts";
import { accountsIn, namingOf } from "./merged-rows.ts";
import { besideRows } from "./state.ts";
import { type ToldRevisionColumns, valuesOf } from "./revision-rows.ts";

const PAGE = 1000;

/** What the master tells of a revision: of a hundred thousand, each column more takes its time. */
interface MasterColumns extends Pick<
  ToldRevisionColumns,
  | "cursor"
  | "row_id"
  | "revision"
  | "row_values"
  | "unit"
  | "period"
  | "account"
  | "deleted"
  | "late"
  | "channel"
  | "at"
> {
  readonly author_name: string;
  readonly unit_name: string | null;
}

/** @param snapshot it is the reading's: closed with it */
export async function readMaster(snapshot: Snapshot, query: MasterQuery): Promise<MasterReading> {
  try {
    // The first read fixes the state that all later ones see.
    const cursor = await snapshot.value<number>("SELECT COALESCE(MAX(cursor), 0) AS latest FROM revisions");
    return {
      cursor: cursor ?? 0,
      naming: namingOf(await accountsIn(snapshot)),
      pages: (sheet, after = 0) => pagesOf(snapshot, sheet, query, after),
      lines: (sheet) => mergedLines(snapshot, sheet),
      close: () => snapshot.close(),
    };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

/** Which of a table's rows are asked for. */
const ASKED = `(t.unit IN texts(:units) OR :units IS NULL)
  AND (t.period IS NULL OR ((t.period >= :from OR :from IS NULL) AND (t.period <= :to OR :to IS NULL)))`;

const askedBy = ({ from, to, sight }: MasterQuery) => ({
  from: from ?? null,
  to: to ?? null,
  units: sight === "all" ? null : JSON.stringify(sight),
});

/** How many of a sheet's rows that are asked for have not changed since that cursor. */
export const rowsUntil = async (
  connection: Connection,
  sheet: SheetKey,
  query: MasterQuery,
  until: number,
): Promise<number> =>
  (await connection.value<number>(
    `SELECT COUNT(*) AS found FROM ${rowTable(sheetOf(sheet))} t WHERE t.cursor <= :until AND ${ASKED}`,
    { ...askedBy(query), until },
  )) ?? 0;

/**
 * What rows are told with besides what they say: the units' names, what the register calls these accounts, decisions,
 * erasures. Another text whenever a row that has not changed is told in other words.
 *
 * @param last the account registered last then; later ones have no rows from before
 */
export async function surroundingsIn(
  connection: Connection,
  last = Infinity,
): Promise<{ readonly text: string; readonly lastAccount: number }> {
  const accounts = (await accountsIn(connection)).filter(({ id }) => id <= last);
  return {
    text: `${namingOf(accounts)} ${await besideRows(connection)}`,
    lastAccount: accounts.reduce((most, { id }) => Math.max(most, id), 0),
  };
}

async function* pagesOf(
  connection: Connection,
  sheet: SheetKey,
  query: MasterQuery,
  begin: number,
): AsyncGenerator<readonly MasterRow[]> {
  // In the order in which they came: a submission's rows stand together, in its order, in the tables and in the sheet.
  const page = `SELECT t.cursor, t.row_id, t.unit, v.period, v.revision, v.deleted, v.late, v.row_values, v.author_name, v.channel, v.at,
      COALESCE(root.name, own.name) AS account, u.name AS unit_name
     FROM ${rowTable(sheetOf(sheet))} t
     JOIN revisions v ON v.cursor = t.cursor
     LEFT JOIN account_register own ON own.id = t.account_id
     LEFT JOIN account_register root ON root.id = own.same_as
     LEFT JOIN units u ON u.code = t.unit
    WHERE t.cursor > :after AND ${ASKED}
    ORDER BY t.cursor LIMIT :limit`;
  const asked = { ...askedBy(query), limit: PAGE };
  for (let after = begin; ;) {
    const rows = await connection.all<MasterColumns>(page, { ...asked, after });
    if (rows.length > 0) yield rows.map((row) => masterRowOf(sheet, row));
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.cursor ?? after;
    // Others' requests come in between two pages.
    await new Promise(setImmediate);
  }
}

function masterRowOf(sheet: SheetKey, row: MasterColumns): MasterRow {
  return {
    rowId: row.row_id,
    sheet,
    revision: row.revision,
    values: valuesOf(row.row_values),
    unit: row.unit,
    unitName: row.unit_name ?? row.unit,
    period: row.period,
    account: row.account ?? null,
    deleted: row.deleted === 1,
    late: row.late === 1,
    by: row.author_name,
    channel: row.channel,
    at: row.at,
  };
}
