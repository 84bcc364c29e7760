import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { WriteQueue } from "../../server/store/sql/write-queue.ts";
import { writerOn } from "../../server/store/sqlite/engine.ts";
import { StoreTooNew } from "../../server/store/too-new.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { storeFault } from "../../server/store-faults.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import { storedColumns } from "../../shared/summary/tables.ts";

const NOW = "2026-11-03T02:00:00Z";
let file: string;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dakehu-sqlite-"));
  file = databaseFile(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a store's file", () => {
  test("is in WAL mode with every commit on disk, and each sheet has its typed table", async () => {
    const store = openSqliteStore(file, NOW);
    await store.close();
    const database = new Database(file);
    expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
    for (const sheet of SHEETS) {
      const columns = database.prepare(`SELECT name, type FROM pragma_table_info('${sheet.table}')`).all();
      expect(columns).toEqual(
        expect.arrayContaining(storedColumns(sheet).map(({ name, type }) => ({ name, type }))),
      );
    }
    database.close();
  });

  test("gains the columns that its sheets have gained, and keeps its rows", async () => {
    await openSqliteStore(file, NOW).close();
    const database = new Database(file);
    database.exec("ALTER TABLE ka_contacts DROP COLUMN email");
    database.close();
    const store = openSqliteStore(file, NOW);
    const columns = await store.snapshot([
      { name: "columns", sql: "SELECT name FROM pragma_table_info('ka_contacts')", parameters: {} },
    ]);
    expect(columns.get("columns")).toContainEqual({ name: "email" });
    await store.close();
  });

  test("that is opened again is not migrated again", async () => {
    await openSqliteStore(file, NOW).close();
    const store = openSqliteStore(file, "2027-01-01T00:00:00Z");
    const applied = await store.snapshot([
      { name: "at", sql: "SELECT DISTINCT applied_at FROM migrations", parameters: {} },
    ]);
    expect(applied.get("at")).toEqual([{ applied_at: NOW }]);
    await store.close();
  });

  test("that a newer service has written is left alone, and it is said what to do", async () => {
    await openSqliteStore(file, NOW).close();
    const database = new Database(file);
    database.exec("INSERT INTO migrations VALUES (999, 'from the future', 'x')");
    database.close();
    const before = readFileSync(file);
    const opened = (): unknown => openSqliteStore(file, NOW);
    expect(opened).toThrow(StoreTooNew);
    expect(storeFault(faultOf(opened))).toMatch(
      /第 999 步.*请安装更新的版本.*step 999.*Install the later release/s,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

function faultOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("writers that wait at the same moment", () => {
  let database: Database.Database;
  let queue: WriteQueue;
  beforeEach(() => {
    database = new Database(join(folder, "queue.sqlite"));
    database.exec("CREATE TABLE written (n INTEGER PRIMARY KEY)");
    queue = new WriteQueue(writerOn(database));
  });
  afterEach(() => void database.close());

  const write = (n: number): Promise<number> =>
    queue.add(async () => Number(database.prepare("INSERT INTO written VALUES (?)").run(n).lastInsertRowid));
  const written = (): unknown[] => database.prepare("SELECT n FROM written ORDER BY n").pluck().all();

  test("all write, each answered with its own", async () => {
    const numbers = Array.from({ length: 100 }, (_, n) => n + 1);
    expect(await Promise.all(numbers.map(write))).toEqual(numbers);
    expect(written()).toEqual(numbers);
  });

  test("lose nothing by one that fails half-way, and nothing of that one stays", async () => {
    const failing = queue.add(async () => {
      database.exec("INSERT INTO written VALUES (50)");
      throw new Error("half-way");
    });
    const results = await Promise.allSettled([write(1), failing, write(2), write(1), write(3)]);
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(written()).toEqual([1, 2, 3]);
  });

  test("are all told when the commit fails", async () => {
    const blocker = new Database(join(folder, "queue.sqlite"));
    blocker.exec("BEGIN EXCLUSIVE");
    database.pragma("busy_timeout = 1");
    const results = await Promise.allSettled([write(1), write(2)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    blocker.exec("ROLLBACK");
    blocker.close();
    expect(await write(3)).toBe(3);
    expect(written()).toEqual([3]);
  });
});
