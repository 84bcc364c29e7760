/** All rows as they are now, read page by page on one state of the store. */
import type { Database } from "better-sqlite3";
import type { MasterRow } from "../../../shared/plan/inputs.ts";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import { rowTable } from "../../../shared/summary/tables.ts";
import type { MasterQuery, MasterReading } from "../store.ts";
import { mergedLines } from "./merged.ts";
import { MergedRows, namingOf } from "./merged-rows.ts";
import { revisionOf, type ToldRevisionColumns } from "./revision-rows.ts";

const PAGE = 1000;

interface MasterColumns extends ToldRevisionColumns {
  readonly unit_name: string | null;
}

interface PageParameters {
  readonly after: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly units: string;
  readonly limit: number;
}

/** @param reader a connection of its own: its transaction stays open until the reading is closed */
export function readMaster(reader: Database, query: MasterQuery): MasterReading {
  reader.exec("BEGIN");
  // The first read fixes the state that all later ones see.
  const cursor = reader.prepare<[], number>("SELECT COALESCE(MAX(cursor), 0) FROM revisions").pluck().get();
  return {
    cursor: cursor ?? 0,
    naming: namingOf(new MergedRows(reader).accounts()),
    pages: (sheet) => pagesOf(reader, sheet, query),
    lines: (sheet) => mergedLines(reader, sheet),
    close: async () => void reader.close(),
  };
}

async function* pagesOf(
  reader: Database,
  sheet: SheetKey,
  { from, to, sight }: MasterQuery,
): AsyncGenerator<readonly MasterRow[]> {
  const page = reader.prepare<[PageParameters], MasterColumns>(
    `SELECT v.*, COALESCE(root.name, own.name) AS account, u.name AS unit_name
       FROM ${rowTable(sheetOf(sheet))} t
       JOIN revisions v ON v.cursor = t.cursor
       LEFT JOIN account_register own ON own.id = t.account_id
       LEFT JOIN account_register root ON root.id = own.same_as
       LEFT JOIN units u ON u.code = t.unit
      WHERE t.row_id > :after
        AND (:units = '' OR t.unit IN (SELECT value FROM json_each(:units)))
        AND (t.period IS NULL OR ((:from IS NULL OR t.period >= :from) AND (:to IS NULL OR t.period <= :to)))
      ORDER BY t.row_id LIMIT :limit`,
  );
  const units = sight === "all" ? "" : JSON.stringify(sight);
  for (let after = ""; ;) {
    const rows = page.all({ after, from: from ?? null, to: to ?? null, units, limit: PAGE });
    if (rows.length > 0) yield rows.map(masterRowOf);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.row_id ?? "";
    // Others' requests come in between two pages.
    await new Promise(setImmediate);
  }
}

function masterRowOf(row: MasterColumns): MasterRow {
  const { rowId, sheet, revision, values, unit, period, account, deleted, late, by, channel, at } =
    revisionOf(row);
  return {
    rowId,
    sheet,
    revision,
    values,
    unit,
    unitName: row.unit_name ?? unit,
    period,
    account,
    deleted,
    late,
    by: by.name,
    channel,
    at,
  };
}
