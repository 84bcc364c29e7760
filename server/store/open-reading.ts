/** The store opened for reading only, as a thread opens it for itself: it shares nothing with who writes. */
import { type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { rowTable } from "../../shared/summary/tables.ts";
import type { Config } from "../config.ts";
import type { ReportReading } from "./report-reading.ts";
import type { Connection, Snapshot } from "./sql/connection.ts";
import { readMaster } from "./sql/master.ts";
import { reportReading } from "./sql/report-reading.ts";
import { stateIn } from "./sql/state.ts";
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

/**
 * Rows as they are now, on one state of the store, by a connection of their own. To be closed.
 *
 * @param agrees whether whoever else reads for the same file has this very state before it; where not, both look again
 */
export async function openMaster(
  place: StorePlace,
  query: MasterQuery,
  agrees?: (state: string) => Promise<boolean>,
): Promise<CountedReading> {
  const snapshot = await openSnapshot(place);
  const agreed = agrees === undefined || (await inState(snapshot, agrees));
  if (!agreed) {
    await snapshot.close();
    return openMaster(place, query, agrees);
  }
  return {
    ...(await readMaster(snapshot, query)),
    async rowsIn(sheets) {
      let rows = 0;
      for (const sheet of sheets) rows += await rowCount(snapshot, rowTable(sheetOf(sheet)), query);
      return rows;
    },
  };
}

async function inState(snapshot: Snapshot, agrees: (state: string) => Promise<boolean>): Promise<boolean> {
  try {
    return await agrees(await stateIn(snapshot));
  } catch (error) {
    await snapshot.close();
    throw error;
  }
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

/** PostgreSQL's client is loaded where it is used: a thread is to begin at once. */
const openSnapshot = async (place: StorePlace): Promise<Snapshot> =>
  place.engine === "sqlite"
    ? openSqliteSnapshot(place.file)
    : (await import("./postgres/postgres-store.ts")).openPostgresSnapshot(place.url);
