/** The store on PostgreSQL, or on a database that speaks as it does. */
import pg from "pg";
import type { Snapshot } from "../sql/connection.ts";
import { SqlStore } from "../sql/sql-store.ts";
import { TYPES } from "./connection.ts";
import { beginSnapshot, PostgresEngine } from "./engine.ts";
import { isRace, told } from "./faults.ts";
import type { ColumnTypes } from "./lines.ts";
import { migrate } from "./schema.ts";

/** Of each service: far fewer than a server takes, so that several services fit. */
const MOST_CONNECTIONS = 20;
/** Of these; a service writes one transaction after the other. */
const WRITERS = 2;
/** Whoever waits longer for a connection is told that the database is away. */
const CONNECT_MS = 5_000;
const IDLE_MS = 60_000;
/** Services that start together make the schema one after the other. */
const ATTEMPTS = 8;
const PAUSE_MS = 250;

/**
 * Opens the store in a database, and makes its tables where they are not there; `now` dates its migrations.
 *
 * @throws StoreAway where the database cannot be reached
 */
export const openPostgresStore = async (url: string, now: string): Promise<SqlStore> =>
  new SqlStore(await openPostgresEngine(url, now));

/** The database by itself, for what is none of the store's questions. */
export async function openPostgresEngine(url: string, now: string): Promise<PostgresEngine> {
  const pool = poolOf(url, { max: MOST_CONNECTIONS - WRITERS });
  const writers = poolOf(url, { max: WRITERS, pipeline: true });
  try {
    return new PostgresEngine(pool, writers, await upToDate(pool, now));
  } catch (error) {
    await Promise.all([pool.end(), writers.end()]);
    throw told(error);
  }
}

function poolOf(url: string, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    application_name: "dakehu",
    types: TYPES,
    ...options,
  });
  // A connection that breaks while nobody uses it leaves the pool; whoever needs one gets another.
  pool.on("error", () => undefined);
  // Nor one that breaks off between two statements of a transaction: the next statement says so.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** A connection of its own, for a thread that reads beside the service. */
export async function openPostgresSnapshot(url: string): Promise<Snapshot> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "dakehu",
    types: TYPES,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await beginSnapshot(client, () => client.end());
  } catch (error) {
    await client.end().catch(() => undefined);
    throw told(error);
  }
}

async function upToDate(pool: pg.Pool, now: string): Promise<ColumnTypes> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    try {
      const columns = await migrate(client, now);
      client.release();
      return columns;
    } catch (error) {
      client.release(true);
      if (attempt === ATTEMPTS || !isRace(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
