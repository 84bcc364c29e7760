/** A database of a test's own, on the engine that this run is for: SQLite, or PostgreSQL. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { PostgresConnection, TYPES } from "../../server/store/postgres/connection.ts";
import { openPostgresStore } from "../../server/store/postgres/postgres-store.ts";
import type { Parameters } from "../../server/store/sql/connection.ts";
import type { SqlStore } from "../../server/store/sql/sql-store.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { EMPTY, TEMPLATE } from "../postgres/template.ts";

export interface ADatabase {
  /** For what lies beside the store; on SQLite the store as well. */
  readonly folder: string;
  /** null: SQLite. */
  readonly url: string | null;
  open(now: string): Promise<SqlStore>;
  /** SQL past the store: what a person with the database's own tools may do. */
  run(sql: string, parameters?: Parameters): Promise<void>;
  all<T = unknown>(sql: string, parameters?: Parameters): Promise<T[]>;
  /** To be called when all its stores are closed. */
  remove(): Promise<void>;
}

/** For a process of its own: where it finds the database. */
export const placeOf = ({ folder, url }: ADatabase): Record<"DATA_DIR" | "DATABASE_URL", string> => ({
  DATA_DIR: folder,
  DATABASE_URL: url ?? "",
});

/** jest.config.js says so. */
export const onPostgres = (globalThis as { STORE_ENGINE?: string }).STORE_ENGINE === "postgres";

export const aDatabase = (): Promise<ADatabase> => (onPostgres ? onServer() : inFile());

async function inFile(): Promise<ADatabase> {
  const folder = mkdtempSync(join(tmpdir(), "dakehu-store-"));
  const file = databaseFile(folder);
  const within = <T>(work: (database: Database.Database) => T): T => {
    const database = new Database(file);
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    folder,
    url: null,
    open: async (now) => openSqliteStore(file, now),
    run: async (sql, parameters) =>
      within((database) =>
        parameters ? void database.prepare(sql).run(parameters) : void database.exec(sql),
      ),
    all: async <T>(sql: string, parameters: Parameters = []) =>
      within((database) => database.prepare<unknown[], T>(sql).all(parameters)),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Another server than our own: CockroachDB, YugabyteDB, Citus, a managed one. Its user may create databases. */
const given = process.env.TEST_DATABASE_URL ?? "";
const server = given === "" ? (process.env.TEST_POSTGRES_URL ?? "") : given;

/** Emptied ones, for the next test of this file: to make one anew takes a second, to empty it a few milliseconds. */
const free: string[] = [];
let made = 0;

if (onPostgres) {
  afterAll(async () => {
    for (const name of free.splice(0)) await asked(server, `DROP DATABASE ${name} WITH (FORCE)`);
  });
}

async function onServer(): Promise<ADatabase> {
  const name = free.pop() ?? (await create());
  const folder = mkdtempSync(join(tmpdir(), "dakehu-beside-"));
  const own = new URL(server);
  own.pathname = `/${name}`;
  const url = own.href;
  return {
    folder,
    url,
    open: (now) => openPostgresStore(url, now),
    run: async (sql, parameters) => void (await asked(url, sql, parameters)),
    all: (sql, parameters) => asked(url, sql, parameters),
    async remove() {
      rmSync(folder, { recursive: true, force: true });
      if (given !== "") {
        await asked(server, `DROP DATABASE ${name}`);
        return;
      }
      await asked(url, EMPTY);
      free.push(name);
    },
  };
}

async function create(): Promise<string> {
  const name = `dakehu_${process.pid}_${Date.now().toString(36)}_${(made += 1)}`;
  await asked(server, `CREATE DATABASE ${name}${given === "" ? ` TEMPLATE ${TEMPLATE}` : ""}`);
  return name;
}

async function asked<T>(url: string, sql: string, parameters?: Parameters): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, types: TYPES });
  await client.connect();
  try {
    // Several statements at once have no parameters, and no answer that anybody wants.
    return parameters || /^\s*SELECT/.test(sql)
      ? await new PostgresConnection(client).all<T>(sql, parameters)
      : (await client.query<T & pg.QueryResultRow>(sql)).rows;
  } finally {
    await client.end();
  }
}
