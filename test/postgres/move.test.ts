/** A store in a file goes to PostgreSQL, whole. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takeIn } from "../../server/intake/intake.ts";
import { moveStore, TargetTaken } from "../../server/store/move.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { UNITS } from "../http/a-service.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { LEAD } from "../intake/a-store.ts";
import { type ADatabase, aDatabase } from "../store/a-database.ts";

const AT = "2026-11-03T02:00:00Z";
const REPORTS = 40;

let folder: string;
let file: string;
let target: ADatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dakehu-move-"));
  file = join(folder, "dakehu.sqlite");
  target = await aDatabase();
  const store = openSqliteStore(file, AT);
  for (const unit of UNITS) await store.units.add({ ...unit, headEmail: "head@p.example", active: true });
  await store.people.addToken({ hash: "hash", person: LEAD, at: AT, expiresAt: null });
  for (let n = 0; n < REPORTS; n += 1) {
    const rows = [
      aRow("purchases"),
      aRow("carriers", { name: `车队${n}` }),
      aRow("contacts"),
      aRow("events"),
    ];
    await takeIn(store, { person: LEAD, language: "zh", at: Date.parse(AT) }, aSubmission({ rows }));
  }
  await store.close();
});
afterEach(async () => {
  await target.run("DROP TABLE IF EXISTS moving");
  await target.remove();
  rmSync(folder, { recursive: true, force: true });
});

const move = (tell?: () => void) => moveStore(file, target.url ?? "", AT, tell);

test("with every row, every name and every sign-in, and goes on counting where it was", async () => {
  await move();
  const store = await target.open(AT);
  expect(await store.verify()).toMatchObject({ rows: 4 * REPORTS, submissions: REPORTS, faults: [] });
  expect(await store.people.token("hash", AT)).toMatchObject({ person: LEAD });
  const rows = [aRow("purchases"), aRow("carriers", { name: "新车队" })];
  await takeIn(store, { person: LEAD, language: "zh", at: Date.parse(AT) }, aSubmission({ rows }));
  const { cursor } = await store.rows.since({ since: 0, limit: 1000, sight: "all" });
  expect(cursor).toBe(4 * REPORTS + 2);
  expect((await store.verify()).faults).toEqual([]);
  await store.close();
});

test("goes on where it was broken off", async () => {
  let batches = 0;
  const breakOff = (): void => {
    batches += 1;
    if (batches === 5) throw new Error("broken off");
  };
  await expect(move(breakOff)).rejects.toThrow("broken off");
  const moved = await move();
  expect(moved.before).toBeGreaterThan(0);
  expect(moved.rows).toBeGreaterThan(moved.before);
  const store = await target.open(AT);
  expect(await store.verify()).toMatchObject({ rows: 4 * REPORTS, faults: [] });
  await store.close();
});

test("leaves a database alone that holds something else", async () => {
  const store = await target.open(AT);
  await store.units.add({
    code: "X01",
    name: "别的工厂",
    kind: "plant",
    base: null,
    headEmail: null,
    active: true,
  });
  await expect(move()).rejects.toThrow(TargetTaken);
  expect(await store.units.all()).toHaveLength(1);
  await store.close();
});
