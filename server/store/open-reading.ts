/** The store opened for reading only, as a thread opens it for itself: it shares nothing with who writes. */
import { type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { rowTable } from "../../shared/summary/tables.ts";
import type { Config } from "../config.ts";
import type { ReportReading } from "./report-reading.ts";
import type { Connection, Snapshot } from "./sql/connection.ts";
import { readMaster } from "./sql/master.ts";
import { reportReading } from "./sql/report-reading.ts";
import { openSqliteSnapshot } from "./sqlite/readers.ts";
import { databaseFile } from "./sqlite/open.ts";
import type { MasterQuery, MasterReading } from "./store.ts";

/** Where a store lies, as plain data that goes to a thread: a union with one member for each engine. */
export type StorePlace =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "postgres"; readonly url: string };

export const placeOf = ({ databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">): StorePlace =>
  databaseUrl === null
    ? { engine: "sqlite", file: databaseFile(dataDir) }
    : { engine: "postgres", url: databaseUrl };

export interface CountedReading extends MasterReading {
  /** Rows that the sheets are made of. */
  rowsIn(sheets: readonly SheetKey[]): Promise<number>;
}

/** Rows as they are now, on one state of the store, by a connection of their own. To be closed. */
export async function openMaster(place: StorePlace, query: MasterQuery): Promise<CountedReading> {
  const snapshot = await openSnapshot(place);
  const { from = null, to = null } = query;
  return {
    ...(await readMaster(snapshot, query)),
    async rowsIn(sheets) {
      let rows = 0;
      for (const sheet of sheets) {
        rows +=
          (await snapshot.value<number>(
            `SELECT COUNT(*) AS found FROM ${rowTable(sheetOf(sheet))}
              WHERE period IS NULL OR ((period >= :from OR :from IS NULL) AND (period <= :to OR :to IS NULL))`,
            { from, to },
          )) ?? 0;
      }
      return rows;
    },
  };
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

/** PostgreSQL's client is loaded where it is used: a thread is to begin at once. */
const openSnapshot = async (place: StorePlace): Promise<Snapshot> =>
  place.engine === "sqlite"
    ? openSqliteSnapshot(place.file)
    : (await import("./postgres/postgres-store.ts")).openPostgresSnapshot(place.url);
