/** A database of every earlier step of the schema, opened by this release: nothing is lost. */
import { takeIn } from "../../server/intake/intake.ts";
import { newestStep } from "../../server/store/sqlite/migrations.ts";
import { StoreTooNew } from "../../server/store/too-new.ts";
import { LEAD } from "../intake/a-store.ts";
import type { ADesk } from "../screening/a-desk.ts";
import type { ADatabase } from "../store/a-database.ts";
import { aFilledStore, DERIVED, type Line, sorted, theNext } from "../store/a-filled-store.ts";

const UPGRADED = "2026-11-20T02:00:00.000Z";

/** What takes a step back, by its number: as the database was before it. */
const BACK: Readonly<Record<number, string>> = {
  10: "ALTER TABLE tokens DROP COLUMN idle_days; DROP TABLE company_accounts",
  11: "DROP TABLE audit",
  12: "DROP TABLE erasures; DROP TABLE erased_cells; DROP TABLE erased_people",
};
/** What a database here begins with. */
const FIRST = 9;

let desk: ADesk;
afterEach(async () => {
  // Whatever a test did to it: the next one gets this database.
  await (await desk.at.database.open(UPGRADED)).close();
  await desk.at.stop();
});

test.each(Array.from({ length: newestStep - FIRST }, (_, at) => FIRST + at))(
  "one that has taken %i steps has all its rows afterwards, is sound, and takes the next one",
  async (step) => {
    desk = await aFilledStore(step);
    const { database } = desk.at;
    await takeBackTo(database, step);
    const before = await contentOf(database);
    const derived = await derivedOf(database);
    const store = await database.open(UPGRADED);
    const after = await contentOf(database, before.columns);
    expect(after.rows).toEqual(before.rows);
    expect(await derivedOf(database)).toEqual(derived);
    expect(await stepsOf(database)).toEqual(
      Array.from({ length: newestStep - FIRST + 1 }, (_, at) => FIRST + at),
    );
    expect((await store.verify()).faults).toEqual([]);
    const person = { person: LEAD, language: "zh", at: Date.parse(UPGRADED) } as const;
    expect(JSON.parse(await takeIn(store, person, theNext()))).toMatchObject({ counts: { created: 1 } });
    expect((await store.verify()).faults).toEqual([]);
    await store.close();
  },
);

test("an upgrade in which a step fails leaves everything as it was; mended, it goes through", async () => {
  desk = await aFilledStore(FIRST);
  const { database } = desk.at;
  await takeBackTo(database, FIRST);
  // It stands there already, though the last step makes it.
  await database.run("CREATE TABLE erased_people (somebody TEXT)");
  const before = await contentOf(database);
  await expect(database.open(UPGRADED)).rejects.toThrow('"erased_people" already exists');
  expect(await contentOf(database)).toEqual(before);
  expect(await stepsOf(database)).toEqual([FIRST]);
  await database.run("DROP TABLE erased_people");
  const store = await database.open(UPGRADED);
  expect((await store.verify()).faults).toEqual([]);
  await store.close();
});

test("one that a later release has written is left alone, and the steps are named", async () => {
  desk = await aFilledStore(newestStep);
  const { database } = desk.at;
  await database.run("INSERT INTO migrations (version, name, applied_at) VALUES (999, 'of the future', 'x')");
  const before = await contentOf(database);
  const opened = database.open(UPGRADED);
  await expect(opened).rejects.toThrow(StoreTooNew);
  await expect(opened).rejects.toMatchObject({ version: 999, known: newestStep });
  expect(await contentOf(database)).toEqual(before);
  await database.run("DELETE FROM migrations WHERE version = 999");
});

async function takeBackTo(database: ADatabase, step: number): Promise<void> {
  for (let taken = newestStep; taken > step; taken -= 1) {
    const back = BACK[taken];
    if (back === undefined) throw new Error(`what takes step ${taken} back?`);
    await database.run(back);
    await database.run("DELETE FROM migrations WHERE version = ?", [taken]);
  }
}

const stepsOf = async (database: ADatabase): Promise<number[]> =>
  (await database.all<{ version: number }>("SELECT version FROM migrations ORDER BY version")).map(
    ({ version }) => version,
  );

type Columns = ReadonlyMap<string, readonly string[]>;

/** Every row of every table but the list of steps; `columns`: only as far as these go. */
async function contentOf(database: ADatabase, columns?: Columns) {
  const wanted = columns ?? (await columnsOf(database));
  // One question for all of them: each is asked on a connection of its own.
  const parts = [...wanted].map(
    ([table, names]) =>
      `SELECT '${table}' AS place, CAST(row_to_json(line) AS TEXT) AS said FROM (SELECT ${names.join(", ")} FROM ${table}) AS line`,
  );
  const rows = sorted(await database.all<Line>(parts.join(" UNION ALL ")));
  return { columns: wanted, rows };
}

async function columnsOf(database: ADatabase): Promise<Columns> {
  const all = await database.all<{ table: string; column: string }>(
    `SELECT table_name AS table, '"' || column_name || '"' AS column FROM information_schema.columns
      WHERE table_schema = current_schema() ORDER BY table_name, column_name`,
  );
  const columns = new Map<string, string[]>();
  for (const { table, column } of all) columns.set(table, [...(columns.get(table) ?? []), column]);
  columns.delete("migrations");
  return columns;
}

async function derivedOf(database: ADatabase): Promise<Map<string, string[]>> {
  const lists = new Map<string, string[]>();
  for (const [table, sql] of Object.entries(DERIVED)) {
    lists.set(table, sorted(await database.all<Line>(sql)));
  }
  return lists;
}
