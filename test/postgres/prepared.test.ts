/** Statements are kept prepared by each connection, and many rows go by one of them. */
import { openPostgresEngine } from "../../server/store/postgres/postgres-store.ts";
import type { PostgresEngine } from "../../server/store/postgres/engine.ts";
import type { SqlValue } from "../../server/store/store.ts";
import { type ADatabase, aDatabase } from "../store/a-database.ts";

const NOW = "2026-11-01T00:00:00.000Z";
const UNIT = "INSERT INTO units (code, name, kind, base, head_email, active) VALUES (?, ?, ?, ?, ?, ?)";
const UNITS = "SELECT code, name, kind, base, head_email, active FROM units ORDER BY code";

let database: ADatabase;
let engine: PostgresEngine;
beforeEach(async () => {
  database = await aDatabase();
  engine = await openPostgresEngine(String(database.url), NOW);
});
afterEach(async () => {
  await engine.close();
  await database.remove();
});

const lineOf = (code: string, name: string, mail: string | null = null, active = 1): SqlValue[] => [
  code,
  name,
  "plant",
  null,
  mail,
  active,
];

test("whatever stands in the cells of many rows comes back as it was: quotes, braces, NULL as a word, nothing at all", async () => {
  const lines = [
    lineOf("P01", `扬州"工厂"`, null),
    lineOf("P02", "{深圳,工厂}", "", 0),
    lineOf("P03", "back\\slash 'and' quote", "NULL"),
    lineOf("P04", "two\nlines\tand 🚚", " mail "),
  ];
  expect(await engine.write((connection) => connection.runEach(UNIT, lines))).toBe(4);
  const stored = await engine.reader.all<Record<string, SqlValue>>(UNITS);
  expect(stored.map((row) => Object.values(row))).toEqual(lines);
});

test("many rows are one statement, and it tells how many of them were new", async () => {
  const insert = `${UNIT} ON CONFLICT (code) DO NOTHING`;
  const lines = (codes: readonly string[]): SqlValue[][] => codes.map((code) => lineOf(code, code));
  const written = (codes: readonly string[]): Promise<number> =>
    engine.write((connection) => connection.runEach(insert, lines(codes)));
  expect(await written(["P01", "P02"])).toBe(2);
  expect(await written(["P02", "P03", "P04"])).toBe(2);
  expect(await written([])).toBe(0);
  const prepared = await engine.write((connection) =>
    connection.values<string>(
      "SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO units%'",
    ),
  );
  expect(prepared).toEqual([expect.stringContaining("unnest")]);
});

test("a service goes on when a newer one has given its tables another column", async () => {
  const all = (): Promise<{ code: string }[]> =>
    engine.write((connection) => connection.all("SELECT * FROM units"));
  const read = (): Promise<{ code: string }[]> =>
    engine.snapshot((connection) => connection.all("SELECT * FROM units"));
  await engine.write((connection) => connection.runEach(UNIT, [lineOf("P01", "扬州工厂")]));
  await all();
  await read();
  await database.run("ALTER TABLE units ADD COLUMN later TEXT");
  try {
    expect(await all()).toMatchObject([{ code: "P01", later: null }]);
    await database.run("ALTER TABLE units ADD COLUMN later_still TEXT");
    expect(await read()).toMatchObject([{ code: "P01", later_still: null }]);
  } finally {
    await database.run("ALTER TABLE units DROP COLUMN IF EXISTS later, DROP COLUMN IF EXISTS later_still");
  }
});
