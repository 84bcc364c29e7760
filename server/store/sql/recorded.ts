/**
 * An engine whose every write is put down in the audit record, in the transaction in which it is written: either both
 * are on disk, or neither. What writes nothing is not put down.
 */
import { type Deed, NOBODY } from "../../audit/deed.ts";
import type { Scoured } from "../personal-store.ts";
import type { NamedQuery, SqlValue } from "../store.ts";
import { appendDeeds } from "./audit-links.ts";
import type { Connection, Engine, Parameters, QueryAnswers, Snapshot } from "./connection.ts";

/** More of a deed than its caller knew: ids and counts only. */
export type Noted = Partial<Pick<Deed, "who" | "unit" | "subject" | "detail">>;

const notes = new WeakMap<Connection, readonly Noted[]>();

/**
 * Says more of what is being written, for the audit record. The last word on a detail counts. What is written about several
 * units is an entry for each of them: words without a unit are about all of them.
 */
export function noteOn(connection: Connection, more: Noted): void {
  notes.set(connection, [...(notes.get(connection) ?? []), more]);
}

export class RecordedEngine implements Engine {
  readonly #engine: Engine;
  readonly #deed: Deed;

  constructor(engine: Engine, deed: Deed) {
    this.#engine = engine;
    this.#deed = deed;
  }

  get reader(): Connection {
    return this.#engine.reader;
  }

  write<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#engine.write(async (connection) => {
      // Anew for each run: a transaction may be given up and run again.
      const watched = new WatchedConnection(connection);
      const result = await work(watched);
      if (watched.wrote) await appendDeeds(connection, deedsOf(this.#deed, notes.get(watched)));
      return result;
    });
  }

  snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#engine.snapshot(work);
  }

  openSnapshot(): Promise<Snapshot> {
    return this.#engine.openSnapshot();
  }

  answers(queries: readonly NamedQuery[]): Promise<QueryAnswers> {
    return this.#engine.answers(queries);
  }

  scour(tables: readonly string[]): Promise<Scoured> {
    return this.#engine.scour(tables);
  }

  get writesWaiting(): number {
    return this.#engine.writesWaiting;
  }

  probe(): Promise<void> {
    return this.#engine.probe();
  }

  faults(): Promise<readonly string[]> {
    return this.#engine.faults();
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}

/** One for each unit that was spoken of, in their order. */
function deedsOf(deed: Deed, said: readonly Noted[] = []): Deed[] {
  const units = new Set(said.flatMap(({ unit }) => (typeof unit === "string" ? [unit] : [])));
  if (units.size < 2) return [said.reduce(noted, deed)];
  return [...units]
    .sort()
    .map((own) => said.filter(({ unit }) => unit === undefined || unit === own).reduce(noted, deed));
}

/** Who signs in is known only when the store has found out. */
const noted = (deed: Deed, { who = deed.who, ...more }: Noted): Deed => ({
  ...deed,
  ...more,
  who: deed.who === NOBODY ? who : deed.who,
  detail: { ...deed.detail, ...more.detail },
});

const WRITES = /^\s*(INSERT|UPDATE|DELETE)\b/i;

/** Knows whether anything was written by it. */
class WatchedConnection implements Connection {
  readonly #connection: Connection;
  wrote = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async all<T>(sql: string, parameters?: Parameters): Promise<T[]> {
    const rows = await this.#connection.all<T>(sql, parameters);
    if (rows.length > 0) this.#look(sql);
    return rows;
  }

  async get<T>(sql: string, parameters?: Parameters): Promise<T | undefined> {
    const row = await this.#connection.get<T>(sql, parameters);
    if (row !== undefined) this.#look(sql);
    return row;
  }

  async value<T extends SqlValue>(sql: string, parameters?: Parameters): Promise<T | undefined> {
    const value = await this.#connection.value<T>(sql, parameters);
    if (value !== undefined) this.#look(sql);
    return value;
  }

  async values<T extends SqlValue>(sql: string, parameters?: Parameters): Promise<T[]> {
    const values = await this.#connection.values<T>(sql, parameters);
    if (values.length > 0) this.#look(sql);
    return values;
  }

  async run(sql: string, parameters?: Parameters): Promise<number> {
    const written = await this.#connection.run(sql, parameters);
    this.wrote ||= written > 0;
    return written;
  }

  async runEach(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<number> {
    const written = await this.#connection.runEach(sql, rows);
    this.wrote ||= written > 0;
    return written;
  }

  iterate<T>(sql: string, parameters?: Parameters): AsyncIterable<T> {
    return this.#connection.iterate<T>(sql, parameters);
  }

  /** A statement may write and answer, too. */
  #look(sql: string): void {
    this.wrote ||= WRITES.test(sql);
  }
}
