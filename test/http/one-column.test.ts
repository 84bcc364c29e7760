/** A column added to the sheets' definition, and nowhere else. */
import type { Sheet } from "../../shared/report/sheets.ts";

jest.mock("../../shared/report/sheets.ts", () => {
  const actual = jest.requireActual<{ SHEETS: Sheet[] }>("../../shared/report/sheets.ts");
  const events = actual.SHEETS.find(({ key }) => key === "events");
  Object.assign(events ?? {}, {
    columns: [
      ...(events?.columns ?? []),
      { key: "rivalBid", zh: "对手报价(万元)", en: "Rival bid", type: "amount", width: 12 },
    ],
  });
  return actual;
});

import { masterPlan } from "../../shared/plan/master.ts";
import { ROW_SCHEMAS } from "../../shared/report/schema.ts";
import { readReport } from "../../shared/report/workbook.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
beforeAll(async () => {
  at = await aService();
});
afterAll(() => at.stop());

test("a column added in one place shows up everywhere", async () => {
  const lead = await at.token("lead", "P01");
  const hq = await at.token("hq");

  // On the wire, checked by its type, and in the store as a typed column in hundredths.
  const sound = aRow("events", { rivalBid: "12.5万元" });
  const bad = aRow("events", { rivalBid: "很低" });
  const { outcomes } = await at.push(lead, aSubmission({ rows: [sound, bad] }));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created", "rejected"]);
  const stored = await at.store.snapshot([
    { name: "bids", sql: "SELECT rival_bid FROM ka_events", parameters: {} },
  ]);
  expect(stored.get("bids")).toEqual([{ rival_bid: 1250 }]);

  // In the schemas: zod and the API's description.
  expect(ROW_SCHEMAS.get("events")?.shape).toHaveProperty("rivalBid");
  const api = await (await at.get("/openapi.json", "")).json();
  expect(api).toHaveProperty("components.schemas.EventsValues.properties.rivalBid");

  // In the template that units fill in, with the row's value in it; in the master and its CSV.
  const template = await at.get("/template.xlsx?period=2026-10", lead);
  const { sheets } = readReport(await readWorkbook(new Uint8Array(await template.arrayBuffer())));
  const events = sheets.find(({ sheet }) => sheet === "events");
  expect(events?.columnAt).toHaveProperty("rivalBid");
  expect(events?.rows[0]?.values.rivalBid).toBe(12.5);
  const columns = masterPlan([], 0).sheets.find(({ key }) => key === "events")?.tables[0]?.columns;
  expect(columns?.map(({ header }) => header)).toContain("对手报价(万元)");
  const csv = await (await at.get("/master.csv?sheet=events", hq)).text();
  expect(csv.split("\r\n")[0]).toContain("对手报价(万元)");
  expect(csv.split("\r\n")[1]).toContain(",12.5,");
});
