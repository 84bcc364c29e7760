/** Questions about a whole month are answered in a thread, as they would be here, while this thread goes on. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { Surveyors } from "../../server/store/sqlite/surveyors.ts";
import { summaryParams } from "../../shared/summary/params.ts";
import { SUMMARY_QUERIES } from "../../shared/summary/queries.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";

const SCRIPT = pathToFileURL("dist/server/store/sqlite/survey-thread.js");
const PERIOD = "2026-10";
/** Some tenths of a second of SQLite's time. */
const COUNTING = `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2000000)
  SELECT COUNT(*) AS found FROM number`;

let at: AService;
let surveyors: Surveyors;
beforeEach(async () => {
  at = await aService();
  surveyors = new Surveyors(SCRIPT, databaseFile(at.folder));
});
afterEach(async () => {
  await surveyors.close();
  await at.stop();
});

const report = (units: number): Promise<unknown> =>
  at
    .token("lead", "P01")
    .then((lead) => at.push(lead, aSubmission({ rows: [aPurchase({ units })], period: PERIOD })));

const QUERIES = Object.entries(SUMMARY_QUERIES).map(([name, { sql, params }]) => ({
  name,
  sql,
  parameters: Object.fromEntries(params.map((param) => [param, summaryParams(PERIOD)[param]])),
}));

test("the month's figures and who has reported are the same as without a thread, after each submission anew", async () => {
  for (const units of [3, 5]) {
    await report(units);
    expect(await surveyors.ask("queries", QUERIES)).toEqual(await at.store.survey(QUERIES));
    const filed = await surveyors.ask("filed", { period: PERIOD, sight: "all" });
    expect(filed).toEqual(await at.store.periods.filed(PERIOD, "all"));
    expect(filed.some(({ rows }) => rows > 0)).toBe(true);
  }
});

test("this thread goes on meanwhile", async () => {
  await surveyors.ask("queries", []);
  let turns = 0;
  let answered = false;
  const answer = surveyors
    .ask("queries", [{ name: "counted", sql: COUNTING, parameters: {} }])
    .finally(() => (answered = true));
  while (!answered) {
    await new Promise(setImmediate);
    turns += 1;
  }
  expect((await answer).get("counted")).toEqual([{ found: 2_000_000 }]);
  expect(turns).toBeGreaterThan(100);
});

test("a file that cannot be opened is told with SQLite's own code, and the next question is answered", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dakehu-nowhere-"));
  const nowhere = new Surveyors(SCRIPT, databaseFile(folder));
  try {
    await expect(nowhere.ask("queries", [])).rejects.toMatchObject({ code: "SQLITE_CANTOPEN" });
  } finally {
    await nowhere.close();
    rmSync(folder, { recursive: true });
  }
  await expect(
    surveyors.ask("queries", [{ name: "none", sql: "SELECT nothing", parameters: {} }]),
  ).rejects.toMatchObject({ code: "SQLITE_ERROR" });
  expect(await surveyors.ask("queries", [{ name: "one", sql: "SELECT 1 AS one", parameters: {} }])).toEqual(
    new Map([["one", [{ one: 1 }]]]),
  );
});
