/** The store opened for reading only, as a thread opens it for itself: it shares nothing with who writes. */
import { type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { rowTable } from "../../shared/summary/tables.ts";
import type { Config } from "../config.ts";
import { openSnapshot, type StorePlace } from "./open-snapshot.ts";
import type { ReportReading } from "./report-reading.ts";
import type { Connection, Snapshot } from "./sql/connection.ts";
import { readMaster, rowsUntil, surroundingsIn } from "./sql/master.ts";
import { reportReading } from "./sql/report-reading.ts";
import { databaseFile } from "./sqlite/open.ts";
import type { MasterQuery, MasterReading } from "./store.ts";

export const placeOf = ({ databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">): StorePlace =>
  databaseUrl === null
    ? { engine: "sqlite", file: databaseFile(dataDir) }
    : { engine: "postgres", url: databaseUrl };

export interface CountedReading extends MasterReading {
  /** Rows that the sheets are made of. */
  rowsIn(sheets: readonly SheetKey[]): Promise<number>;
  /** Those of a sheet that have not changed since that cursor. */
  rowsUntil(sheet: SheetKey, until: number): Promise<number>;
  /** `surroundingsIn` */
  surroundings(lastAccount?: number): ReturnType<typeof surroundingsIn>;
}

/**
 * Rows as they are now, on one state of the store, by a connection of their own.
 *
 * @param snapshot it is the reading's: closed with it
 */
export async function masterOn(snapshot: Snapshot, query: MasterQuery): Promise<CountedReading> {
  return {
    ...(await readMaster(snapshot, query)),
    async rowsIn(sheets) {
      let rows = 0;
      for (const sheet of sheets) rows += await rowCount(snapshot, rowTable(sheetOf(sheet)), query);
      return rows;
    },
    rowsUntil: (sheet, until) => rowsUntil(snapshot, sheet, query, until),
    surroundings: (lastAccount) => surroundingsIn(snapshot, lastAccount),
  };
}

/** Without a limit no row is looked at: the smallest index tells how many there are. */
async function rowCount(snapshot: Snapshot, table: string, { from, to }: MasterQuery): Promise<number> {
  const all = `SELECT COUNT(*) AS found FROM ${table}`;
  if (from === undefined && to === undefined) return (await snapshot.value<number>(all)) ?? 0;
  const within = `${all} WHERE period IS NULL
    OR ((period >= :from OR :from IS NULL) AND (period <= :to OR :to IS NULL))`;
  return (await snapshot.value<number>(within, { from: from ?? null, to: to ?? null })) ?? 0;
}

/** What `work` makes of the store as it is now, by a connection of its own. It may be run again: it only reads. */
export const readReports = <T>(place: StorePlace, work: (reading: ReportReading) => Promise<T>): Promise<T> =>
  onSnapshot(place, (snapshot) => work(reportReading(snapshot)));

async function onSnapshot<T>(place: StorePlace, work: (connection: Connection) => Promise<T>): Promise<T> {
  const once = async (): Promise<T> => {
    const snapshot = await openSnapshot(place);
    try {
      return await work(snapshot);
    } finally {
      await snapshot.close();
    }
  };
  return place.engine === "sqlite" ? once() : (await import("./postgres/faults.ts")).twice(once);
}
