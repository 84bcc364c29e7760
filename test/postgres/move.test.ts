/** A store in a file goes to PostgreSQL, whole. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { takeIn } from "../../server/intake/intake.ts";
import { holdFolder } from "../../server/store/in-use.ts";
import { MovedOtherwise, moveStore, TargetTaken } from "../../server/store/move.ts";
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

describe("that was altered on its way", () => {
  /** Once everything is over, before it is compared. */
  const alterWhenMoved = async (sql: string): Promise<unknown> => {
    // Copied once, so that the second run has nothing left but to compare.
    await move();
    await target.run(`UPDATE moving SET done = 0; ${sql}`);
    return move().catch((error: unknown) => error);
  };

  test.each([
    [
      "a value",
      "UPDATE ka_purchases SET units = units + 1 WHERE cursor = (SELECT MIN(cursor) FROM ka_purchases)",
      /^ka_purchases [\w-]{36}$/,
    ],
    ["a text", "UPDATE units SET name = name || ' ' WHERE code = 'P02'", /^units P02$/],
    ["a row that is lost", "DELETE FROM revisions WHERE cursor = 3", /^revisions 3$/],
    [
      "a row too many",
      "INSERT INTO units (code, name, kind) VALUES ('ZZ9', '多出来的工厂', 'plant')",
      /^units ZZ9$/,
    ],
  ])("%s is found, and the row is named", async (_, sql, row) => {
    const fault = await alterWhenMoved(sql);
    expect(fault).toBeInstanceOf(MovedOtherwise);
    expect(String((fault as Error).message)).toMatch(row);
    expect(await target.all("SELECT done FROM moving WHERE done = 1")).toEqual([]);
  });
});

test("an altered row at the beginning of a long table is found as well", async () => {
  const source = new Database(file);
  source.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO erased_people (mark, erasure_id) SELECT printf('%05d', i), 1 FROM n`);
  source.close();
  await move();
  await target.run(
    "UPDATE moving SET done = 0; UPDATE erased_people SET erasure_id = 2 WHERE mark = '00001'",
  );
  await expect(move()).rejects.toThrow("erased_people 00001");
});

describe("by the command at the console", () => {
  const admin = (...words: string[]) => {
    const environment = { ...process.env, DATA_DIR: folder, DATABASE_URL: "" };
    const ran = spawnSync(process.execPath, ["dist/server/admin.js", "move", ...words], {
      env: environment,
      encoding: "utf8",
    });
    return { code: ran.status, out: ran.stdout, err: ran.stderr };
  };
  const to = (): string[] => ["--to", target.url ?? ""];

  test("it tells how far it is, then what was moved, and what to do next; a second time it leaves the target alone", async () => {
    const { code, out, err } = admin(...to());
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/逐行核对一致。请设置 DATABASE_URL.*every row agrees with its original/s),
    ]);
    expect(err).toMatch(/ka_purchases：40 行/);
    const again = admin(...to());
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("没有改动。请换一个空库")]);
  });

  test("an altered row is named, and the target is not to be used", async () => {
    await move();
    await target.run("UPDATE moving SET done = 0; UPDATE units SET name = '别的名字' WHERE code = 'P01'");
    const { code, err } = admin(...to());
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/核对不一致：units P01。请勿使用目标库.*Do not use the target/s),
    ]);
  });

  test("a service that uses the folder, a folder without a store, and a target that is none are refused in words", async () => {
    const inUse = holdFolder(folder);
    expect(admin(...to())).toMatchObject({
      code: 1,
      err: expect.stringContaining("服务正在使用这个数据目录"),
    });
    inUse.release();
    expect(admin("--to", "mysql://somewhere/dakehu").code).toBe(2);
    rmSync(file);
    expect(admin(...to())).toMatchObject({ code: 1, err: expect.stringContaining("不存在") });
  });
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
