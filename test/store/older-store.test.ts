/** A store as the first release left it: before filings, entries and keys were kept beside the rows. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { verifyCopy } from "../../server/store/sqlite/copy.ts";
import { migrate } from "../../server/store/sqlite/migrations.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore, type SqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { nameKey } from "../../shared/register/names.ts";
import { type SheetKey, SHEETS, sheetOf } from "../../shared/report/sheets.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import { storedColumns, toSql } from "../../shared/summary/tables.ts";

const FIRST_RELEASE = 3;
const AT = "2026-10-20T02:00:00.000Z";
const ZHAOSHANG = 1;
const SHUNFENG = 10;

let folder: string;
let backup: string;
let store: SqliteStore;
let database: Database.Database;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dakehu-older-"));
  const file = databaseFile(folder);
  mkdirSync(dirname(file), { recursive: true });
  writeOlderStore(file);
  backup = join(folder, "backup.sqlite");
  copyFileSync(file, backup);
  store = openSqliteStore(file, "2026-11-03T02:00:00Z");
  database = new Database(file, { readonly: true });
});
afterAll(async () => {
  database.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeOlderStore(file: string): void {
  const older = new Database(file);
  migrate(older, AT, FIRST_RELEASE);
  for (const sheet of SHEETS) {
    const own = storedColumns(sheet).map(({ name, type }) => `"${name}" ${type}`);
    older.exec(`CREATE TABLE ${sheet.table} (row_id TEXT PRIMARY KEY, unit TEXT NOT NULL, period TEXT,
      account_id INTEGER, name_key TEXT, revision INTEGER NOT NULL, cursor INTEGER NOT NULL, deleted INTEGER NOT NULL,
      late INTEGER NOT NULL, first_at TEXT NOT NULL, ${own.join(", ")})`);
  }
  older.exec(`INSERT INTO units (code, name, kind) VALUES ('P01', '扬州工厂', 'plant'), ('P02', '深圳工厂', 'plant');
    INSERT INTO account_register (id, name, category, level, state, sort)
      VALUES (${SHUNFENG}, '顺丰速运', NULL, '单位级·潜在大客户', 'nominated', ${SHUNFENG});
    INSERT INTO account_names VALUES ('${nameKey("顺丰速运")}', '', ${SHUNFENG}, '顺丰速运', 'name');
    INSERT INTO register_carriers VALUES (${ZHAOSHANG}, '${nameKey("德邦物流")}', '德邦物流');`);
  const put = writer(older);
  put("a1", "accounts", SHUNFENG, { name: "顺丰速运" });
  put("a2", "accounts", ZHAOSHANG, { name: "招商物流" });
  put("a3", "accounts", SHUNFENG, { name: "顺丰速运" }, { unit: "P02", deleted: true });
  put("k1", "contacts", ZHAOSHANG, { account: "招商物流", name: "刘 志峰", carrier: "安达运输有限公司" });
  put("p1", "purchases", ZHAOSHANG, {
    account: "招商物流",
    branch: "华东 分公司",
    carrier: "德邦物流",
    amount: 3.5,
  });
  put("p2", "purchases", ZHAOSHANG, { account: "招商物流" }, { deleted: true });
  older.close();
}

function writer(older: Database.Database) {
  let cursor = 0;
  const revision = older.prepare(
    `INSERT INTO revisions (cursor, row_id, revision, sheet, unit, period, account_id, deleted, late, row_values,
       author_name, author_unit, author_role, channel, submission_id, at)
     VALUES (?, ?, ?, ?, ?, NULL, ?, ?, 0, ?, '李明', 'P01', 'lead', 'excel', ?, ?)`,
  );
  const submission = older.prepare(
    `INSERT INTO submissions (id, body_hash, unit, period, channel, author_name, author_unit, author_role,
       received_at, cursor, answer) VALUES (?, '', 'P01', '2026-10', 'excel', '李明', 'P01', 'lead', ?, ?, ?)`,
  );
  return (
    rowId: string,
    sheet: SheetKey,
    accountId: number,
    values: Values,
    { unit = "P01", deleted = false } = {},
  ): void => {
    const last = deleted ? 2 : 1;
    for (let n = 1; n <= last; n += 1) {
      const gone = n === 2 ? 1 : 0;
      const id = `${rowId}-${n}`;
      cursor += 1;
      revision.run(cursor, rowId, n, sheet, unit, accountId, gone, JSON.stringify(values), id, AT);
      const outcomes = [{ rowId, outcome: gone ? "deleted" : "created", revision: n }];
      submission.run(id, AT, cursor, JSON.stringify({ submissionId: id, cursor, outcomes }));
    }
    const cells: Record<string, Value> = {
      row_id: rowId,
      unit,
      account_id: accountId,
      revision: last,
      cursor,
      deleted: deleted ? 1 : 0,
      late: 0,
      first_at: AT,
    };
    for (const { column, name } of storedColumns(sheetOf(sheet))) {
      cells[name] = toSql(column, values[column.key] ?? null);
    }
    const names = Object.keys(cells);
    older
      .prepare(
        `INSERT INTO ${sheetOf(sheet).table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      )
      .run(Object.values(cells));
  };
}

describe("a store of an earlier release, opened by this one", () => {
  test("is sound", async () => {
    expect(await store.verify()).toMatchObject({ rows: 6, revisions: 8, faults: [] });
  });

  test("has the keys of what each row names", () => {
    expect(
      database.prepare("SELECT branch_key, carrier_key FROM ka_purchases WHERE row_id = 'p1'").get(),
    ).toEqual({ branch_key: nameKey("华东 分公司"), carrier_key: nameKey("德邦物流") });
    expect(database.prepare("SELECT name_key, carrier_key FROM ka_contacts").get()).toEqual({
      name_key: `刘志峰@${nameKey("安达运输")}`,
      carrier_key: nameKey("安达运输"),
    });
  });

  test("has an entry for each, registered where the register had it", () => {
    const entries = database
      .prepare(
        "SELECT kind, name, state FROM register_entries WHERE name IN ('德邦物流', '华东 分公司') OR kind <> 'branch'",
      )
      .all();
    expect(entries).toHaveLength(4);
    expect(entries).toEqual(
      expect.arrayContaining([
        { kind: "carrier", name: "德邦物流", state: "registered" },
        { kind: "branch", name: "华东 分公司", state: "proposed" },
        { kind: "carrier", name: "安达运输有限公司", state: "proposed" },
        { kind: "contact", name: "刘 志峰", state: "registered" },
      ]),
    );
  });

  test("has a filing for each row of 大客户备案, with its steps", () => {
    const filings = database.prepare(
      `SELECT f.row_id AS id, f.state, GROUP_CONCAT(s.step, ' ') AS steps
         FROM filings f JOIN (SELECT * FROM filing_steps ORDER BY id) s ON s.row_id = f.row_id
        GROUP BY f.row_id ORDER BY f.row_id`,
    );
    expect(filings.all()).toEqual([
      { id: "a1", state: "nominated", steps: "nominated" },
      { id: "a2", state: "accepted", steps: "nominated accepted" },
      { id: "a3", state: "withdrawn", steps: "nominated withdrawn" },
    ]);
  });

  test("knows which unit deals with which account", () => {
    expect(database.prepare("SELECT * FROM unit_accounts").raw().all()).toEqual([
      ["P01", ZHAOSHANG, 3],
      ["P01", SHUNFENG, 1],
    ]);
  });
});

describe("a backup of an earlier release", () => {
  test("is found sound before it is restored, and left as it is", async () => {
    const before = readFileSync(backup);
    expect(await verifyCopy(backup)).toMatchObject({ rows: 6, faults: [] });
    expect(readFileSync(backup).equals(before)).toBe(true);
  });
});
