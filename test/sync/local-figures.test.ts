/** The service's engine and the pane's say the same of the same rows: a season of all units, with HQ's decisions. */
import Database from "better-sqlite3";
import initSqlJs from "sql.js";
import { memoryDrawer } from "../../addin/sync/drawer.ts";
import { LocalDatabase } from "../../addin/sync/local/database.ts";
import { LocalReplica } from "../../addin/sync/local/replica.ts";
import { serviceOf } from "../../addin/sync/service.ts";
import { demoCommands } from "../../server/admin/demo.ts";
import { readConfig } from "../../server/config.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import { SIDE_TABLES } from "../../shared/summary/definitions.ts";
import { OWN_MONTH_SQL, ownMonthOf, ownMonthParams } from "../../shared/summary/own-month.ts";
import { Summary } from "../../shared/summary/summary.ts";
import { rowTable } from "../../shared/summary/tables.ts";
import { type AService, aService } from "../http/a-service.ts";

const NOW = Date.parse("2026-11-25T00:00:00Z");

let at: AService;

beforeAll(async () => {
  at = await aService("2026-11-25T00:00:00Z");
  await demoCommands[0]?.run(
    { period: "2026-08..2026-10" },
    {
      store: async () => at.store,
      recorded: async () => at.store,
      clock: () => NOW,
      config: readConfig({}, "."),
    },
  );
}, 120_000);
afterAll(async () => {
  await at.stop();
});

async function aReplica(token: string, hq: boolean): Promise<LocalReplica> {
  const service = serviceOf({ origin: at.url, token: () => token, language: () => "zh" });
  const replica = new LocalReplica(
    await initSqlJs(),
    memoryDrawer(),
    { owner: "one", hq },
    {
      feed: service.feed,
      tables: service.replicaTables,
      now: () => NOW,
    },
  );
  await replica.open();
  await replica.catchUp();
  return replica;
}

test.each(["2026-09", "2026-10", "2026-11"])("HQ's report of %s, block by block", async (period) => {
  const token = await at.token("hq");
  const replica = await aReplica(token, true);
  const answer = await at.get(`/summary?period=${period}`, token);
  const told = Summary.parse(await answer.json());
  expect(told.rows.purchases > 0 || period === "2026-11").toBe(true);
  expect(replica.summary(period)).toEqual({
    ...told,
    madeAt: "2026-11-25T00:00:00.000Z",
    // HQ's own words and the last issued report are not kept in the pane.
    words: {},
    changes: null,
  });
});

test("a unit's own month, from its own rows alone", async () => {
  const replica = await aReplica(await at.token("lead", "P01"), false);
  for (const period of ["2026-08", "2026-09", "2026-10"]) {
    const parameters = ownMonthParams("P01", period);
    const found = await at.store.snapshot([{ name: "own", sql: OWN_MONTH_SQL, parameters }]);
    const told = ownMonthOf(found.get("own") ?? []);
    expect(told.purchases).toBeGreaterThan(0);
    expect(replica.ownMonth("P01", period)).toEqual(told);
  }
  expect(replica.ownMonth("P02", "2026-10")).toMatchObject({ purchases: 0, reviews: 0, events: 0 });
});

test("what a replica is given is for headquarters only", async () => {
  const answer = await at.get("/replica?from=2026-01", await at.token("head", "P01"));
  expect(answer.status).toBe(403);
});

test("the pane's tables have the columns and types that the service's have", async () => {
  const service = new Database(databaseFile(at.folder), { readonly: true });
  const replica = LocalDatabase.empty(await initSqlJs());
  try {
    for (const table of [...SHEETS.map(rowTable), ...Object.keys(SIDE_TABLES)]) {
      const sql = `SELECT name, type FROM pragma_table_info('${table}')`;
      expect([table, service.prepare(sql).all()]).toEqual([table, expect.arrayContaining(replica.all(sql))]);
    }
  } finally {
    service.close();
    replica.close();
  }
});
