/**
 * A store in a file goes to PostgreSQL: table by table, a few hundred rows to a transaction, each with a note of how far it
 * has come, so that a move that was broken off goes on. At the end every row is held against its original.
 */
import { SqliteConnection } from "./sqlite/connection.ts";
import { openDatabase } from "./sqlite/open.ts";
import { openPostgresEngine } from "./postgres/postgres-store.ts";
import type { Connection, Engine } from "./sql/connection.ts";
import type { SqlValue } from "./store.ts";

/** Nothing was changed there. */
export class TargetTaken extends Error {
  override readonly name = "TargetTaken";
}

/** A row that is not the same on both sides. */
export class MovedOtherwise extends Error {
  override readonly name = "MovedOtherwise";
}

export interface Moved {
  readonly tables: number;
  readonly rows: number;
  /** Of them, those that an earlier move had brought over. */
  readonly before: number;
}

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** What its rows are ordered by. */
  readonly key: readonly string[];
  /** Counts by itself. */
  readonly counter: string | undefined;
  /** Tells of another row of the same table: such rows go last. */
  readonly selves: readonly string[];
  readonly parents: readonly string[];
}

const TOGETHER = 500;
/** Each store has its own of these. */
const OWN = new Set(["migrations", "probe"]);

/** @param tell is called after every batch */
export async function moveStore(
  file: string,
  url: string,
  now: string,
  tell: (table: string, rows: number) => void = () => undefined,
): Promise<Moved> {
  const { writer, reader } = openDatabase(file, now);
  const engine = await openPostgresEngine(url, now).catch((error: unknown) => {
    reader.close();
    writer.close();
    throw error;
  });
  try {
    const source = new SqliteConnection(reader);
    const tables = inOrder(await tablesOf(source));
    const done = await begin(engine, await identityOf(source));
    let rows = 0;
    for (const table of tables)
      rows += await moveTable(source, engine, table, done.get(table.name) ?? 0, tell);
    for (const table of tables) await compare(source, engine, table);
    await engine.write((connection) => connection.run("UPDATE moving SET done = 1"));
    return { tables: tables.length, rows, before: [...done.values()].reduce((sum, n) => sum + n, 0) };
  } finally {
    reader.close();
    writer.close();
    await engine.close();
  }
}

async function tablesOf(source: Connection): Promise<Table[]> {
  const names = await source.values<string>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
  );
  const tables: Table[] = [];
  for (const name of names.filter((one) => !OWN.has(one))) {
    const columns = await source.all<{ name: string; type: string; pk: number }>(
      "SELECT name, type, pk FROM pragma_table_info(?)",
      [name],
    );
    const foreign = await source.all<{ to_table: string; from_column: string }>(
      `SELECT "table" AS to_table, "from" AS from_column FROM pragma_foreign_key_list(?)`,
      [name],
    );
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    const [only] = key;
    tables.push({
      name,
      columns: columns.map((column) => column.name),
      key: key.map((column) => column.name),
      counter: key.length === 1 && only?.type === "INTEGER" ? only.name : undefined,
      selves: foreign.filter(({ to_table: to }) => to === name).map(({ from_column: from }) => from),
      parents: foreign.map(({ to_table: to }) => to).filter((to) => to !== name),
    });
  }
  return tables;
}

/** What others refer to comes first. */
function inOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = [];
  const visit = (table: Table): void => {
    if (ordered.includes(table)) return;
    for (const parent of tables.filter(({ name }) => table.parents.includes(name))) visit(parent);
    ordered.push(table);
  };
  for (const table of tables) visit(table);
  return ordered;
}

/** The same file gives the same text, another one another. */
const identityOf = async (source: Connection): Promise<string> =>
  JSON.stringify(
    await source.get(
      `SELECT (SELECT MIN(id) FROM submissions) AS first, (SELECT COUNT(*) FROM submissions) AS submissions,
         (SELECT MAX(cursor) FROM revisions) AS cursor, (SELECT MIN(hash) FROM tokens) AS token`,
    ),
  );

/** How many rows of each table an earlier move has brought over. */
function begin(engine: Engine, source: string): Promise<Map<string, number>> {
  return engine.write(async (connection) => {
    const [known] = await connection.values<string>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'moving'",
    );
    if (known !== undefined) {
      const there = await connection.all<{ name: string; source: string; moved: number; done: number }>(
        "SELECT name, source, moved, done FROM moving",
      );
      if (there.some((line) => line.source !== source || line.done === 1)) throw new TargetTaken("moving");
      return new Map(there.map(({ name, moved }) => [name, moved]));
    }
    for (const table of ["submissions", "revisions", "units", "people", "decisions"]) {
      if ((await connection.value(`SELECT EXISTS (SELECT 1 FROM ${table})`)) === 1)
        throw new TargetTaken(table);
    }
    await connection.run(
      "CREATE TABLE moving (name TEXT PRIMARY KEY, source TEXT NOT NULL, moved BIGINT NOT NULL, done BIGINT NOT NULL)",
    );
    // What a new store begins with: the file has its own.
    for (const table of ["register_entries", "account_names", "account_register"]) {
      await connection.run(`DELETE FROM ${table}`);
    }
    // A line in any case, so that a move broken off at once is known again.
    await connection.run("INSERT INTO moving (name, source, moved, done) VALUES ('', ?, 0, 0)", [source]);
    return new Map<string, number>();
  });
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const NOTE = `INSERT INTO moving (name, source, moved, done)
  SELECT ?, source, ?, 0 FROM moving WHERE name = ''
  ON CONFLICT (name) DO UPDATE SET moved = excluded.moved`;

async function moveTable(
  source: Connection,
  engine: Engine,
  table: Table,
  before: number,
  tell: (table: string, rows: number) => void,
): Promise<number> {
  const { name, columns } = table;
  const insert = `INSERT INTO ${name} (${quoted(columns)}) VALUES (${columns.map(() => "?").join(", ")})`;
  let moved = before;
  let batch: SqlValue[][] = [];
  const write = async (): Promise<void> => {
    const rows = batch;
    batch = [];
    await engine.write(async (connection) => {
      await connection.runEach(insert, rows);
      await connection.run(NOTE, [name, moved + rows.length]);
    });
    moved += rows.length;
    tell(name, moved);
  };
  const last = [...table.selves.map((column) => `"${column}" IS NOT NULL`), quoted(table.key)].join(", ");
  const all = `SELECT ${quoted(columns)} FROM ${name} ORDER BY ${last} LIMIT -1 OFFSET ${before}`;
  for await (const row of source.iterate<Record<string, SqlValue>>(all)) {
    batch.push(columns.map((column) => row[column] ?? null));
    if (batch.length === TOGETHER) await write();
  }
  if (batch.length > 0) await write();
  const { counter } = table;
  if (counter !== undefined) {
    await engine.write(async (connection) => {
      const next = await connection.value<number>(
        `SELECT COALESCE(MAX(${counter}), 0) + 1 AS next FROM ${name}`,
      );
      await connection.run(`ALTER TABLE ${name} ALTER COLUMN ${counter} RESTART WITH ${next ?? 1}`);
    });
  }
  return moved;
}

/** Row by row, in the order of their keys: both sides have the same rows, and nothing besides. */
async function compare(source: Connection, engine: Engine, { name, columns, key }: Table): Promise<void> {
  const all = `SELECT ${quoted(columns)} FROM ${name} ORDER BY ${quoted(key)}`;
  await engine.snapshot(async (connection) => {
    const theirs = connection.iterate<Record<string, SqlValue>>(all)[Symbol.asyncIterator]();
    const textOf = (row: Record<string, SqlValue>): string => JSON.stringify(columns.map((one) => row[one]));
    const at = (row: Record<string, SqlValue>): string => `${name} ${key.map((one) => row[one]).join(" ")}`;
    try {
      for await (const mine of source.iterate<Record<string, SqlValue>>(all)) {
        const { value, done } = await theirs.next();
        if (done === true || textOf(mine) !== textOf(value)) throw new MovedOtherwise(at(mine));
      }
      const { value, done } = await theirs.next();
      if (done !== true) throw new MovedOtherwise(at(value));
    } finally {
      // Read to its end or not: the connection takes nothing else before.
      await theirs.return?.();
    }
  });
}
