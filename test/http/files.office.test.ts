import type { WorkbookAnswer } from "../../server/intake/workbook.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import { readReport } from "../../shared/report/workbook.ts";
import type { WorkbookGrid } from "../../shared/report/grid.ts";
import type { SheetPlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { aDeletion, aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";
import { fill, type Step } from "./fill.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

let at: AService;
let lead: string;
let hq: string;
beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
  hq = await at.token("hq", undefined, "王志远");
});
afterEach(() => at.stop());

async function download(path: string, token: string): Promise<{ bytes: Uint8Array; headers: Headers }> {
  const response = await at.get(path, token);
  expect(response.status).toBe(200);
  return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
}

const gridOf = async (path: string, token: string): Promise<WorkbookGrid> =>
  readWorkbook((await download(path, token)).bytes);

/** Every cell of a file, as text. */
const cellsOf = (grid: WorkbookGrid): string[] =>
  grid.sheets.flatMap(({ rows }) => rows.flat().map((cell) => (typeof cell === "string" ? cell : "")));

async function upload(bytes: Uint8Array, token: string, query = ""): Promise<Response> {
  return fetch(`${at.url}/api/v1/workbooks${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": XLSX },
    body: new Uint8Array(bytes),
  });
}

/** The unit's template, filled in by somebody with a spreadsheet. */
const filled = async (...steps: Step[]): Promise<Uint8Array> =>
  fill((await download("/template.xlsx?period=2026-10", lead)).bytes, steps);

const purchase = (row: number, values: Record<string, string | number> = {}): Step => ({
  sheet: "月度采购",
  row,
  values: { ...PURCHASE, ...values },
});

const templateOf = async (code: string): Promise<WorkbookPlan> =>
  templatePlan({
    unit: { code, name: code },
    period: "2026-10",
    register: await at.store.register.lists(null),
    rows: [],
    language: "zh",
  });

const aSheet: SheetPlan = {
  key: "x",
  name: "x",
  visibility: "visible",
  columns: [],
  blocks: [{ row: 0, column: 0, cells: [["x"]], style: "plain" }],
  tables: [],
  highlights: [],
  charts: [],
};

const PURCHASE = { 月份: "2026-10", 大客户: "招商物流", 产品类别: "半挂车", 供应商: "本集团", "数量(台)": 8 };

describe("the template", () => {
  test("holds the unit's standing rows and the month's, and no other unit's", async () => {
    await at.push(
      lead,
      aSubmission({ rows: [aRow("branches"), aPurchase(), aPurchase({ period: "2026-09" })] }),
    );
    await at.push(hq, aSubmission({ unit: "P02", rows: [aRow("branches", { name: "别家的" })] }));
    const { sheets, meta } = readReport(await gridOf("/template.xlsx?period=2026-10", lead));
    expect(meta).toMatchObject({ unit: "P01", unitName: "扬州工厂", period: "2026-10" });
    const rows = Object.fromEntries(sheets.map(({ sheet, rows }) => [sheet, rows.length]));
    expect(rows).toMatchObject({ branches: 1, purchases: 1, events: 0 });
  });

  test("does not hold deleted rows", async () => {
    const rowId = newId();
    await at.push(lead, aSubmission({ rows: [aPurchase({}, { rowId })] }));
    await at.push(lead, aSubmission({ rows: [aDeletion("purchases", rowId, 1)] }));
    const { sheets } = readReport(await gridOf("/template.xlsx?period=2026-10", lead));
    expect(sheets.flatMap(({ rows }) => rows)).toEqual([]);
  });

  test("is saved under its Chinese name", async () => {
    const { headers } = await download("/template.xlsx?period=2026-10", lead);
    const name = encodeURIComponent("大客户信息填报 扬州工厂 2026-10.xlsx");
    expect(headers.get("content-disposition")).toContain(`filename*=UTF-8''${name}`);
  });

  test.each([
    ["lead", "/template.xlsx?period=2026-10&unit=P02", 403],
    ["lead", "/template.xlsx?period=October", 400],
    ["lead", "/template.xlsx", 400],
    ["hq", "/template.xlsx?period=2026-10", 400],
    ["hq", "/template.xlsx?period=2026-10&unit=X9", 404],
  ])("%s who asks for %s is answered %i", async (who, path, status) => {
    expect((await at.get(path, who === "hq" ? hq : lead)).status).toBe(status);
  });
});

describe("a filled workbook", () => {
  test("is taken in like a push, and the same file again changes nothing", async () => {
    // Two rows that say the same are two rows.
    const bytes = await filled(purchase(2), purchase(3));
    const first = (await (await upload(bytes, lead)).json()) as WorkbookAnswer;
    expect(first).toMatchObject({ unit: "P01", period: "2026-10", dryRun: false, missing: [] });
    expect(first.counts).toMatchObject({ created: 2, rejected: 0 });
    expect((await upload(bytes, lead)).status).toBe(200);
    const grid = await gridOf("/template.xlsx?period=2026-10", lead);
    expect(readReport(grid).sheets.find(({ sheet }) => sheet === "purchases")?.rows).toHaveLength(2);
  });

  test("saved anew, so that its bytes differ, is known row by row", async () => {
    await upload(await filled(purchase(2)), lead);
    const empty = await drawWorkbook(await templateOf("P01"));
    const answer = (await (
      await upload(fill(empty, [purchase(2), purchase(3)]), lead)
    ).json()) as WorkbookAnswer;
    expect(answer.counts).toMatchObject({ created: 1, unchanged: 1 });
  });

  test("tried out writes nothing", async () => {
    const answer = (await (
      await upload(await filled(purchase(2)), lead, "?dryRun=true")
    ).json()) as WorkbookAnswer;
    expect(answer).toMatchObject({ dryRun: true, counts: { created: 1 } });
    expect(await (await at.get("/rows", lead)).json()).toMatchObject({ rows: [] });
  });

  test("names the cell of every fault, and takes the sound rows", async () => {
    const bytes = await filled(
      purchase(2, { "数量(台)": "很多" }),
      purchase(3, { 备注: "#N/A" }),
      purchase(4, { "数量(台)": "8 台" }),
      purchase(5, { 大客户: "查无此客户" }),
      purchase(6, { 备注: "=1+1" }),
      purchase(7, { 备注: "合并" }),
      { sheet: "月度采购", merge: "K7:K8" },
    );
    const answer = (await (await upload(bytes, lead)).json()) as WorkbookAnswer;
    const told = answer.outcomes.map(({ row, outcome, issues }) => [
      row,
      outcome,
      ...issues.map(({ code, address }) => `${code} ${address}`),
    ]);
    expect(told).toEqual([
      [2, "rejected", "number_invalid H2"],
      [3, "rejected", "cell_error K3"],
      [4, "created"],
      [5, "rejected", "unknown_account B5"],
      [6, "created"],
      [7, "rejected", "cell_merged K7"],
    ]);
    expect(answer.counts).toMatchObject({ created: 2, rejected: 4 });
  });

  test("comes in a form as well, and HQ enters it for a unit by e-mail", async () => {
    const bytes = await filled(purchase(2));
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(bytes)]), "填报.xlsx");
    const response = await fetch(`${at.url}/api/v1/workbooks?channel=email`, {
      method: "POST",
      headers: { Authorization: `Bearer ${hq}` },
      body: form,
    });
    expect(response.status).toBe(200);
    const { rows } = (await (await at.get("/rows", lead)).json()) as { rows: unknown[] };
    expect(rows).toMatchObject([{ unit: "P01", channel: "email", by: { name: "王志远", role: "hq" } }]);
  });

  test.each([
    ["what is no workbook", 415, "not_a_workbook", async () => new TextEncoder().encode("just words")],
    [
      "half a workbook",
      422,
      "file_unreadable",
      async () => (await download("/template.xlsx?period=2026-10", lead)).bytes.slice(0, 5000),
    ],
    [
      "a workbook without a report sheet",
      422,
      "no_report_sheets",
      async () => drawWorkbook({ title: "x", names: [], active: "x", sheets: [aSheet] }),
    ],
    ["6 MB", 413, "too_large", async () => new Uint8Array(6 * 1024 * 1024)],
    ["another unit's workbook", 403, "unit_forbidden", async () => drawWorkbook(await templateOf("P02"))],
  ])("%s is answered %i %s", async (_, status, code, file) => {
    const response = await upload(await file(), lead);
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
});

describe("text that a spreadsheet would compute", () => {
  const COMPUTED = ["=1+1", "+8613800000000", "-5%", "@SUM(A1)"];

  test("comes out of master, report and CSV as text", async () => {
    const rows = [
      ...COMPUTED.map((remark) => aPurchase({ remark, brand: remark })),
      ...COMPUTED.map((action) => aRow("events", { action, owner: action, weight: "紧急" })),
      aRow("reviews", { outlook: "=cmd|' /C calc'!A0" }),
    ];
    const { counts } = await at.push(lead, aSubmission({ rows }));
    expect(counts.created).toBe(rows.length);
    for (const path of ["/master.xlsx", "/summary.xlsx?period=2026-10"]) {
      const grid = await gridOf(path, hq);
      const cells = cellsOf(grid);
      for (const text of path.startsWith("/master") ? COMPUTED : ["=cmd|' /C calc'!A0"])
        expect(cells).toContain(text);
      const formulas = grid.sheets.flatMap(({ rows: all }) =>
        all.flat().filter((cell) => typeof cell === "object" && cell !== null && "formula" in cell),
      );
      expect(formulas.filter((cell) => JSON.stringify(cell).includes("calc"))).toEqual([]);
    }
    const csv = Buffer.from((await download("/master.csv?sheet=purchases", hq)).bytes).toString("utf8");
    expect(csv.startsWith("\ufeff单位,单位名称,月份,大客户")).toBe(true);
    for (const text of COMPUTED) expect(csv).toContain(`'${text}`);
    expect(csv).not.toMatch(/(^|[,"\n])[=+@]/);
  });

  test("numbers and days stay what they are in CSV", async () => {
    await at.push(lead, aSubmission({ rows: [aRow("events"), aPurchase({ amount: 1345.6 })] }));
    const text = async (sheet: string): Promise<string> =>
      Buffer.from((await download(`/master.csv?sheet=${sheet}`, hq)).bytes).toString("utf8");
    expect(await text("purchases")).toContain(",12,1345.6,");
    expect(await text("events")).toContain(",2026-10-20,");
    expect(await text("events")).toContain(",2026-11-03 10:00:00,");
  });
});

describe("the month's report", () => {
  test("has the same figures as data and as a file", async () => {
    await at.push(
      lead,
      aSubmission({
        rows: [
          aPurchase({ units: 12, amount: 345.6 }),
          aPurchase({ units: 8, amount: 0.1, supplier: "竞争对手" }),
          aPurchase({ units: 3, amount: 0.2, account: "中外运" }),
          aRow("reviews"),
          aRow("events", { weight: "紧急" }),
        ],
      }),
    );
    const summary = (await (await at.get("/summary?period=2026-10", hq)).json()) as Summary;
    expect(summary.figures).toMatchObject({
      ourUnits: { value: 15 },
      ourAmount: { value: 345.8 },
      rivalUnits: { value: 8 },
      averageRating: { value: 4 },
      importantEvents: { value: 1 },
    });
    expect(summary.filings.map(({ unit }) => unit).sort()).toEqual(["P01", "P02", "S01"]);
    const grid = await gridOf("/summary.xlsx?period=2026-10", hq);
    const report = grid.sheets.find(({ name }) => name === "月报 2026-10");
    const row = report?.rows.find((cells) => cells.includes("招商物流")) ?? [];
    expect(row).toEqual(expect.arrayContaining([12, 8, 345.6]));
  });

  test("does not count deleted rows", async () => {
    const rowId = newId();
    await at.push(lead, aSubmission({ rows: [aPurchase({}, { rowId })] }));
    await at.push(lead, aSubmission({ rows: [aDeletion("purchases", rowId, 1)] }));
    const summary = (await (await at.get("/summary?period=2026-10", hq)).json()) as Summary;
    expect(summary.figures.ourUnits.value).toBe(0);
    const csv = Buffer.from((await download("/master.csv?sheet=purchases", hq)).bytes).toString("utf8");
    expect(csv).toContain("已删除");
  });
});
