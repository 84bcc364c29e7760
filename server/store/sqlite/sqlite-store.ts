/** The store on SQLite: one file, one writer, readers beside it. */
import type { Database } from "better-sqlite3";
import type { Intake } from "../intake-store.ts";
import type { NamedQuery, SqlValue, Store } from "../store.ts";
import { SqliteCopies } from "./copies.ts";
import { SqliteCsvMappings } from "./csv-mappings.ts";
import { IntakeReads } from "./intake-reads.ts";
import { IntakeWrites } from "./intake-writes.ts";
import { type Connections, openDatabase } from "./open.ts";
import { SqliteMerged } from "./merged.ts";
import { SqlitePeople } from "./people.ts";
import { SqliteRegister } from "./register.ts";
import { SqliteReports } from "./reports.ts";
import { SqliteRows } from "./rows.ts";
import { SqliteScreening } from "./screening.ts";
import { periodOf, PERIOD_SQL, SqlitePeriods } from "./periods.ts";
import { SqliteUnits } from "./units.ts";
import { type Verification, verifyDatabase } from "./verify.ts";
import { WriteQueue } from "./write-queue.ts";

/** Opens the store in a file, made if it is not there; `now` dates its migrations. */
export const openSqliteStore = (file: string, now: string): SqliteStore =>
  new SqliteStore(openDatabase(file, now));

export class SqliteStore implements Store {
  readonly rows: SqliteRows;
  readonly register: SqliteRegister;
  readonly units: SqliteUnits;
  readonly periods: SqlitePeriods;
  readonly people: SqlitePeople;
  readonly copies: SqliteCopies;
  readonly csvMappings: SqliteCsvMappings;
  readonly reports: SqliteReports;
  readonly merged: SqliteMerged;
  readonly screening: SqliteScreening;
  readonly #connections: Connections;
  readonly #queue: WriteQueue;
  readonly #intake: Intake;

  constructor(connections: Connections) {
    const { writer, reader, openReader } = connections;
    this.#connections = connections;
    this.#queue = new WriteQueue(writer);
    this.rows = new SqliteRows(reader, openReader);
    this.register = new SqliteRegister(reader);
    this.units = new SqliteUnits(reader, writer, this.#queue);
    this.periods = new SqlitePeriods(reader, writer, this.#queue);
    this.people = new SqlitePeople(reader, writer, this.#queue);
    this.copies = new SqliteCopies(reader, writer, this.#queue);
    this.csvMappings = new SqliteCsvMappings(reader, writer, this.#queue);
    this.reports = new SqliteReports(reader, writer, this.#queue);
    this.merged = new SqliteMerged(reader, openReader);
    this.screening = new SqliteScreening(reader, writer, this.#queue);
    this.#intake = intakeOn(writer);
  }

  intake<T>(work: (transaction: Intake) => Promise<T>): Promise<T> {
    return this.#queue.add(() => work(this.#intake));
  }

  async snapshot(queries: readonly NamedQuery[]): Promise<Map<string, Record<string, SqlValue>[]>> {
    const { reader } = this.#connections;
    return reader
      .transaction(
        () =>
          new Map(
            queries.map(({ name, sql, parameters }) => [
              name,
              reader
                .prepare<[Record<string, SqlValue>], Record<string, SqlValue>>(sql)
                .all({ ...parameters }),
            ]),
          ),
      )
      .deferred();
  }

  /** Writes for real: a full disk or a read-only one shows nowhere else. */
  async probe(): Promise<void> {
    await this.#queue.add(async () => {
      this.#connections.writer.exec(
        "CREATE TABLE IF NOT EXISTS probe (one INTEGER PRIMARY KEY, times INTEGER NOT NULL);" +
          "INSERT INTO probe VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET times = times + 1",
      );
    });
  }

  /** Copies the store into a file while it is in use, as it is at one moment. */
  async backup(file: string): Promise<void> {
    // In one step: between two, another process may write, and the copy would begin anew for ever.
    await this.#connections.writer.backup(file, { progress: () => Number.MAX_SAFE_INTEGER });
  }

  verify(): Verification {
    return verifyDatabase(this.#connections.reader);
  }

  async close(): Promise<void> {
    // What waits in the queue is written first.
    await this.#queue.add(async () => undefined);
    this.#connections.reader.close();
    this.#connections.writer.close();
  }
}

/** The engine answers at once; the promises are for engines that do not. */
function intakeOn(writer: Database): Intake {
  const reads = new IntakeReads(writer);
  const writes = new IntakeWrites(writer);
  const period = writer.prepare<[string], { period: string; deadline: string; state: string }>(PERIOD_SQL);
  return {
    submission: async (id) => reads.submission(id),
    rows: async (rowIds) => reads.rows(rowIds),
    valuesAt: async (revisions) => reads.valuesAt(revisions),
    openConflicts: async (rowIds) => reads.openConflicts(rowIds),
    periods: async (periods) =>
      new Map(
        periods.map((name) => [
          name,
          periodOf(period.get(name) ?? { period: name, deadline: null, state: null }),
        ]),
      ),
    accountNames: async (unit, keys) => reads.accountNames(unit, keys),
    accounts: async (unit, ids) => reads.accounts(unit, ids),
    nextAccountId: async () => reads.nextAccountId(),
    filings: async (rowIds) => reads.filings(rowIds),
    places: async (unit, places) => reads.places(unit, places),
    reviews: async (unit, reviews) => reads.reviews(unit, reviews),
    append: async (submission, changes, answerAt) => writes.append(submission, changes, answerAt),
    cursor: async () => writes.cursor(),
  };
}
