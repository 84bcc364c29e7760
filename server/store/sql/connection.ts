/** What the store's SQL runs on: one text for every engine, its answers as promises. */
import type { Scoured } from "../personal-store.ts";
import type { NamedQuery, SqlValue } from "../store.ts";

/** In the order of the `?`, or by the names of `:name`. */
export type Parameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/**
 * Whole numbers come as numbers, what is true as 1. What engines write differently stands as `fragments.ts` has it. A
 * parameter that may be null is compared first and asked for NULL afterwards, `(state = :state OR :state IS NULL)`: it is from
 * its first mention that PostgreSQL learns its type.
 */
export interface Connection {
  all<T>(sql: string, parameters?: Parameters): Promise<T[]>;
  /** The first row. */
  get<T>(sql: string, parameters?: Parameters): Promise<T | undefined>;
  /** The first column of the first row. */
  value<T extends SqlValue>(sql: string, parameters?: Parameters): Promise<T | undefined>;
  /** The first column of every row. */
  values<T extends SqlValue>(sql: string, parameters?: Parameters): Promise<T[]>;
  /** Answers how many rows it wrote. */
  run(sql: string, parameters?: Parameters): Promise<number>;
  /**
   * A statement with `?` once for each row of parameters, in their order; none may touch what another one did. Answers how
   * many rows they wrote.
   */
  runEach(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<number>;
  /** Row by row: memory does not grow with the answer. */
  iterate<T>(sql: string, parameters?: Parameters): AsyncIterable<T>;
}

/** By the queries' names. */
export type QueryAnswers = Map<string, Record<string, SqlValue>[]>;

/** All that it reads is one state of the store. To be closed. */
export interface Snapshot extends Connection {
  close(): Promise<void>;
}

/** A database, whichever it is. */
export interface Engine {
  /** For one statement by itself. */
  readonly reader: Connection;
  /**
   * Runs `work` so that nothing else writes between its reads and its writes, in no process. It is on disk when the
   * promise is fulfilled; where it throws, nothing is written. It may be run again: it awaits nothing but its connection.
   */
  write<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** All that `work` reads is one state of the store. */
  snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  openSnapshot(): Promise<Snapshot>;
  /** The answers from one state of the store. */
  answers(queries: readonly NamedQuery[]): Promise<QueryAnswers>;
  /** Transactions that wait for their turn. */
  readonly writesWaiting: number;
  /**
   * Leaves nothing of what was deleted in the engine's files.
   *
   * @param tables it was deleted from
   */
  scour(tables: readonly string[]): Promise<Scoured>;
  /** Rejects where the store cannot be written at the moment. */
  probe(): Promise<void>;
  /** What the engine itself finds wrong with its files. */
  faults(): Promise<readonly string[]>;
  /** What was begun is finished first. */
  close(): Promise<void>;
}
