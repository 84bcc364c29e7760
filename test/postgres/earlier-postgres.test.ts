/** A database of every earlier step of the schema, opened by this release: nothing is lost. */
import { takeIn } from "../../server/intake/intake.ts";
import { newestStep } from "../../server/store/sqlite/migrations.ts";
import { StoreTooNew } from "../../server/store/too-new.ts";
import { LEAD } from "../intake/a-store.ts";
import type { ADesk } from "../screening/a-desk.ts";
import { aFilledStore, theNext } from "../store/a-filled-store.ts";
import { contentOf, derivedOf, FIRST, stepsOf, takeBackTo } from "./earlier-database.ts";

const UPGRADED = "2026-11-20T02:00:00.000Z";

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
