/** A store of every earlier step of the schema, opened by this release: nothing is lost, and it is kept as it was. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { takeIn } from "../../server/intake/intake.ts";
import { NotKept } from "../../server/store/sqlite/before-upgrade.ts";
import { verifyCopy } from "../../server/store/sqlite/copy.ts";
import { newestStep } from "../../server/store/sqlite/migrations.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { LEAD } from "../intake/a-store.ts";
import { aFilledStore, theNext } from "./a-filled-store.ts";
import { columnsOf, contentOf, derivedOf, REPLACED, rowsOf, run, writeEarlier } from "./earlier-file.ts";

const UPGRADED = "2026-11-20T02:00:00.000Z";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dakehu-earlier-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const STEPS = Array.from({ length: newestStep - 1 }, (_, at) => at + 1);

test.each(STEPS)(
  "a store that has taken %i steps is good as a backup; opened, it has all its rows, is sound, takes the next one, and lies beside as it was",
  async (step) => {
    const { file, derived } = await anEarlier(step);
    const columns = columnsOf(file);
    for (const table of REPLACED) columns.delete(table);
    const rows = rowsOf(file, columns);
    const before = contentOf(file);
    // As a backup of that release it can be restored: it is looked through in a copy.
    const bytes = readFileSync(file);
    expect(await verifyCopy(file)).toMatchObject({ faults: [] });
    expect([readFileSync(file).equals(bytes), readdirSync(folder)]).toEqual([true, [basename(file)]]);
    const kept: string[] = [];
    const store = openSqliteStore(file, UPGRADED, (upgrade) => {
      expect(upgrade).toMatchObject({ from: step, to: newestStep });
      kept.push(upgrade.kept);
    });
    try {
      expect(rowsOf(file, columns)).toEqual(rows);
      // What was made of the rows is what a store has that kept it from the first row on.
      expect(derivedOf(file)).toEqual(derived);
      expect((await store.verify()).faults).toEqual([]);
      const person = { person: LEAD, language: "zh", at: Date.parse(UPGRADED) } as const;
      expect(JSON.parse(await takeIn(store, person, theNext()))).toMatchObject({ counts: { created: 1 } });
      expect((await store.verify()).faults).toEqual([]);
    } finally {
      await store.close();
    }
    expect(kept).toEqual([`${file}.before-upgrade-from-${step}.sqlite`]);
    expect(contentOf(kept[0] ?? "")).toEqual(before);
  },
);

describe("an upgrade that fails", () => {
  /** A table stands there already that the last step makes. */
  const stumblingBlock = "CREATE TABLE erased_people (somebody)";

  test.each([3, 9])(
    "after step %i leaves the store as it was, however often it is tried, and one copy; mended, it goes through",
    async (step) => {
      const { file } = await anEarlier(step);
      run(file, stumblingBlock);
      const before = contentOf(file);
      for (let attempt = 0; attempt < 3; attempt += 1) {
        expect(() => openSqliteStore(file, UPGRADED)).toThrow("erased_people already exists");
        expect(contentOf(file)).toEqual(before);
      }
      expect(readdirSync(folder).filter((name) => name.includes("before-upgrade"))).toHaveLength(1);
      run(file, "DROP TABLE erased_people");
      const store = openSqliteStore(file, UPGRADED);
      expect((await store.verify()).faults).toEqual([]);
      await store.close();
      // It is another one than the one that was kept.
      expect(readdirSync(folder).filter((name) => name.includes("before-upgrade"))).toHaveLength(2);
    },
  );

  test("since its copy cannot be made leaves the store as it was", async () => {
    const { file } = await anEarlier(9);
    const before = contentOf(file);
    const place = `${file}.before-upgrade-from-9.sqlite.unfinished-${process.pid}`;
    mkdirSync(join(place, "something"), { recursive: true });
    expect(() => openSqliteStore(file, UPGRADED)).toThrow(NotKept);
    expect(contentOf(file)).toEqual(before);
  });
});

test("what a process that was killed had begun to copy is taken away by the next one", async () => {
  const { file } = await anEarlier(9);
  const { pid = 0 } = spawnSync(process.execPath, ["--version"]);
  for (const end of ["", "-journal"]) {
    writeFileSync(`${file}.before-upgrade-from-9.sqlite.unfinished-${pid}${end}`, "half of it");
  }
  await openSqliteStore(file, UPGRADED).close();
  expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);
});

/** Its file, and what a store of today has made of the same rows. */
async function anEarlier(step: number) {
  const file = databaseFile(folder);
  const today = await aFilledStore(step);
  try {
    writeEarlier(file, databaseFile(today.at.folder), step);
    return { file, derived: derivedOf(databaseFile(today.at.folder)) };
  } finally {
    await today.stop();
  }
}
