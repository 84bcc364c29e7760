/** The demonstration season holds what it is there to show. */
import { demoCommands } from "../../server/admin/demo.ts";
import { monthlyReport, readMonth } from "../../server/report/monthly-report.ts";
import { listMatches } from "../../server/screening/matches.ts";
import { readConfig } from "../../server/config.ts";
import { placeOf, readReports } from "../../server/store/open-reading.ts";
import { SUMMARY_QUERIES } from "../../shared/summary/queries.ts";
import { type AStore, aStore } from "../intake/a-store.ts";

let one: AStore;
const load = (period: string) =>
  demoCommands[0]?.run(
    { period },
    {
      store: async () => one.store,
      recorded: async () => one.store,
      clock: () => Date.parse("2026-11-25T00:00:00Z"),
      config: readConfig({}, "."),
    },
  );

beforeAll(async () => {
  one = await aStore();
  await load("2026-08..2026-10");
}, 120_000);
afterAll(async () => {
  await one.close();
});

test("nominations are accepted, kept apart, declined, endorsed, and wait", async () => {
  const filings = await one.store.screening.filings({ sight: "all" });
  expect(Object.fromEntries(filings.map(({ values, state }) => [values.name, state]))).toEqual({
    顺丰速运: "accepted",
    金陵个体车队联盟: "declined",
    中原冷链: "potential",
    黄金叶烟草物流: "endorsed",
    招商物流集团华南有限公司: "nominated",
  });
});

test("each month has units that are late and units that are missing", async () => {
  const filings = async (period: string) => {
    const place = placeOf({ dataDir: one.database.folder, databaseUrl: one.database.url });
    const month = await readReports(place, (reading) => readMonth(reading, period, SUMMARY_QUERIES));
    const { filings: units } = monthlyReport(month, period, Date.parse("2026-11-25T00:00:00Z"));
    const those = (state: string) => units.filter((unit) => unit.state === state).map(({ unit }) => unit);
    return { late: those("late"), missing: those("missing") };
  };
  expect(await filings("2026-08")).toEqual({ late: ["P03", "S06"], missing: [] });
  expect(await filings("2026-09")).toEqual({ late: ["S01"], missing: ["S03"] });
  expect(await filings("2026-10")).toEqual({ late: ["S05"], missing: ["S06"] });
});

test("two carriers are told under names that nearly agree, and wait for a person", async () => {
  const matches = await listMatches(one.store.screening, ["carrier"], { offset: 0, limit: 10 });
  const pairs = matches.map(({ from, into }) => [from.name, into.name].toSorted());
  expect(pairs).toContainEqual(["安达汽车运输有限公司", "安达运输有限公司"].toSorted());
});

test("two units do not agree on a branch's fleet", async () => {
  const differences = await one.store.merged.differences({ limit: 100 });
  expect(differences.map(({ name, column, told }) => [name, column, told.length])).toEqual([
    ["华东分公司", "fleetSize", 2],
  ]);
});

test("loaded again it changes nothing", async () => {
  const again = await load("2026-08..2026-10");
  expect(again?.json).toMatchObject({ written: 0 });
  expect((await one.store.verify()).faults).toEqual([]);
});
