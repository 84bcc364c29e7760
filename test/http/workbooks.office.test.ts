/** Filled workbooks as they really come: under wrong names, from old templates, twice, with their faults marked. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import type { WorkbookAnswer } from "../../server/intake/workbook.ts";
import { takeInWorkbook } from "../../server/intake/workbook.ts";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { unzip } from "../../server/xlsx/unzip.ts";
import type { Cell, SheetPlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { LIST_SHEET, readReport } from "../../shared/report/workbook.ts";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { inFolder, savedByPython } from "../xlsx/inspect.ts";
import { savedByLibreOffice } from "../xlsx/libreoffice.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let lead: string;
let hq: string;
beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
  hq = await at.token("hq", undefined, "王志远");
});
afterEach(() => at.stop());

type Row = Readonly<Record<string, Cell>>;

const PURCHASE: Row = {
  月份: "2026-10",
  大客户: "招商物流",
  产品类别: "半挂车",
  供应商: "本集团",
  "数量(台)": 8,
};
const BRANCH: Row = { 所属大客户: "招商物流", 分支机构名称: "华东分公司", 省份: "上海" };

/** The template of P01 for 2026-10 with these rows typed in, by sheet name and heading. */
async function aPlan(rows: Readonly<Record<string, readonly Row[]>>): Promise<WorkbookPlan> {
  const plan = templatePlan({
    unit: { code: "P01", name: "扬州工厂" },
    period: "2026-10",
    register: await at.store.register.lists(null),
    rows: [],
    language: "zh",
  });
  const sheets = plan.sheets.map((sheet): SheetPlan => ({
    ...sheet,
    tables: sheet.tables.map((table) => ({
      ...table,
      rows: (rows[sheet.name] ?? []).map((row) => table.columns.map(({ header }) => row[header] ?? null)),
    })),
  }));
  return { ...plan, sheets };
}

const filled = async (rows: Readonly<Record<string, readonly Row[]>>): Promise<Uint8Array> =>
  drawWorkbook(await aPlan(rows));

/** The workbook as a Python script leaves it, which finds it at `source` and saves it to `path`. */
const changedByPython = (workbook: Uint8Array, body: string): Promise<Uint8Array> =>
  inFolder(async (folder) => {
    const source = join(folder, "source.xlsx");
    writeFileSync(source, workbook);
    return savedByPython(`source = ${JSON.stringify(source)}\n${body}`);
  });

const send = (file: Uint8Array, token: string, query = "", password?: string): Promise<Response> => {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(file)]), "填报.xlsx");
  if (password !== undefined) form.set("password", password);
  const [path = "", asked = ""] = query.split("?");
  return fetch(`${at.url}/api/v1/workbooks${path}?${asked}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  });
};

async function taken(
  file: Uint8Array,
  token: string,
  query = "",
  password?: string,
): Promise<WorkbookAnswer> {
  const response = await send(file, token, query, password);
  const answer: unknown = await response.json();
  expect([response.status, answer]).toEqual([200, expect.anything()]);
  return answer as WorkbookAnswer;
}

async function refusal(file: Uint8Array, token: string, query = "", password?: string): Promise<unknown> {
  const response = await send(file, token, query, password);
  const { code } = (await response.json()) as { code: string };
  return [response.status, code];
}

const storedRows = async (): Promise<unknown[]> =>
  ((await (await at.get("/rows", hq)).json()) as { rows: unknown[] }).rows;

describe("whose workbook it is", () => {
  test("it says itself; who says otherwise is told so, and heard once that is confirmed", async () => {
    const file = await filled({ 月度采购: [PURCHASE] });
    expect(await refusal(file, hq, "?unit=P02")).toEqual([409, "workbook_of_other_unit"]);
    expect(await refusal(file, hq, "?period=2026-11")).toEqual([409, "workbook_of_other_period"]);
    expect(await taken(file, hq, "?unit=P01&period=2026-10&dryRun=true")).toMatchObject({ template: 1 });
    expect(await taken(file, hq, "?unit=P02&confirmed=true")).toMatchObject({
      unit: "P02",
      period: "2026-10",
      counts: { created: 1 },
    });
  });

  test("a month that is confirmed fills the months that are empty", async () => {
    const file = await filled({ 月度采购: [{ ...PURCHASE, 月份: null }] });
    expect(await taken(file, lead, "?period=2026-09&confirmed=true")).toMatchObject({ period: "2026-09" });
    expect(await storedRows()).toMatchObject([{ period: "2026-09", values: { period: "2026-09" } }]);
  });

  test("another unit's rows keep no identity when their workbook is taken for one's own", async () => {
    const rowId = newId();
    await at.push(lead, aSubmission({ rows: [aPurchase({ units: 8 }, { rowId })] }));
    const file = await filled({ 月度采购: [{ ...PURCHASE, rowId, baseRevision: 1 }] });
    const answer = await taken(file, hq, "?unit=P02&confirmed=true");
    expect(answer.counts).toMatchObject({ created: 1, rejected: 0 });
    expect(answer.outcomes[0]?.rowId).not.toBe(rowId);
  });

  test("where it does not say, it is asked for", async () => {
    const plan = await aPlan({ 月度采购: [PURCHASE] });
    const bare = await drawWorkbook({
      ...plan,
      names: [],
      sheets: plan.sheets
        .filter(({ name }) => name === "月度采购")
        .map((sheet) => ({
          ...sheet,
          highlights: [],
          tables: sheet.tables.map((table) => ({
            ...table,
            columns: table.columns.map(({ key, header, headerStyle, style }) => ({
              key,
              header,
              headerStyle,
              style,
            })),
          })),
        })),
    });
    expect(await refusal(bare, hq)).toEqual([422, "unit_not_named"]);
    expect(await refusal(bare, lead)).toEqual([422, "period_not_named"]);
    expect(await taken(bare, lead, "?period=2026-10")).toMatchObject({
      unit: "P01",
      template: null,
      counts: { created: 1 },
    });
  });
});

describe("a workbook of another make", () => {
  test("has its columns known by what they were called before, and names those that are not", async () => {
    const plan = await aPlan({});
    const table = (headers: readonly string[], rows: readonly (readonly Cell[])[]) => ({
      name: "ka_purchases",
      row: 2,
      column: 1,
      columns: headers.map(
        (header) => ({ key: header, header, headerStyle: "plain", style: "plain" }) as const,
      ),
      rows,
      style: "TableStyleLight9",
      filter: true,
    });
    const old = await drawWorkbook({
      ...plan,
      sheets: plan.sheets.map((sheet) =>
        sheet.name === "月度采购"
          ? {
              ...sheet,
              highlights: [],
              tables: [
                table(
                  ["台数", "客户名称", "产品类别", "审批人", "供应商"],
                  [["8台", "招商物流", "半挂车", "张三", "本集团"]],
                ),
              ],
            }
          : sheet,
      ),
    });
    const answer = await taken(old, lead);
    expect(answer.outcomes).toMatchObject([{ row: 4, outcome: "created" }]);
    expect(answer.sheets.find(({ sheet }) => sheet === "purchases")).toMatchObject({
      ignored: ["审批人"],
      lacking: ["period", "branch", "carrier", "brand", "amount", "deliverTo", "remark"],
    });
    expect(await storedRows()).toMatchObject([
      { period: "2026-10", values: { account: "招商物流", units: 8, period: "2026-10" } },
    ]);
  });

  test("rearranged by hand and saved by openpyxl and LibreOffice says the same", async () => {
    const template = await filled({ 月度采购: [PURCHASE, { ...PURCHASE, 备注: "第二行" }] });
    const rearranged = await changedByPython(
      template,
      `
import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
wb = openpyxl.load_workbook(source)
wb.create_sheet("草稿", 0)["A1"] = "随手记"
ws = wb["月度采购"]
ws.column_dimensions["C"].hidden = True
ws.row_dimensions[3].hidden = True
ws.auto_filter.add_filter_column(1, ["招商物流"])
ws.freeze_panes = "C2"
ws["H2"] = "12"
events = wb["重要动态"]
for column, value in enumerate([44853, "招商物流", "总部", None, None, "招标投标", "一般", "下月公开招标六十台。"], 1):
    events.cell(2, column).value = value
events["J2"] = "电话"
events["K2"] = '="尽快"&"拜访"'
wb.epoch = CALENDAR_MAC_1904
wb.save(path)`,
    );
    const byPython = await taken(rearranged, lead, "?dryRun=true");
    const told = ({ outcomes }: WorkbookAnswer): unknown[] =>
      outcomes.map(({ sheet, row, outcome, issues }) => [
        sheet,
        row,
        outcome,
        ...issues.map(({ code, address }) => `${code} ${address}`),
      ]);
    expect(told(byPython)).toEqual([
      ["events", 2, "rejected", "formula_uncomputed K2"],
      ["purchases", 2, "created"],
      ["purchases", 3, "created"],
    ]);
    const byLibreOffice = await taken(await savedByLibreOffice(rearranged, "xlsx"), lead);
    expect(told(byLibreOffice).map((one) => JSON.stringify(one))).toEqual([
      expect.stringContaining('["events",2,"created"'),
      ...told(byPython)
        .slice(1)
        .map((one) => JSON.stringify(one)),
    ]);
    const [event] = (await storedRows()).filter((row) => JSON.stringify(row).includes("尽快拜访"));
    // 44,853 days after 1904 began.
    expect(event).toMatchObject({ values: { happenedOn: "2026-10-20" } });
  }, 180_000);
});

describe("a file that cannot be read says why", () => {
  test.each([
    ["an .xls or .et", "d0cf11e0a1b11ae1".padEnd(4096, "0"), 415, "file_old_format"],
    ["a PDF", Buffer.from("%PDF-1.7\n").toString("hex"), 415, "not_a_workbook"],
    ["a CSV", Buffer.from("大客户,数量\n").toString("hex"), 415, "not_a_workbook"],
    ["an archive", "504b0304".padEnd(400, "0"), 422, "file_unreadable"],
  ])("%s", async (_, hex, status, code) => {
    expect(await refusal(Buffer.from(hex, "hex"), lead)).toEqual([status, code]);
  });

  test("a password that is missing is told from a wrong one; with the right one the file is read", async () => {
    const rows = [
      Object.keys(PURCHASE),
      Object.values(PURCHASE).map((cell) => (typeof cell === "object" ? "" : cell)),
    ];
    const locked = await writeXlsx({
      sheets: [{ name: "月度采购", rows }],
      encryption: { password: "开门 1", spinCount: 1000 },
    });
    expect(await refusal(locked, lead, "?period=2026-10")).toEqual([422, "file_encrypted"]);
    expect(await refusal(locked, lead, "?period=2026-10", "关门")).toEqual([422, "password_wrong"]);
    expect((await taken(locked, lead, "?period=2026-10", "开门 1")).counts).toMatchObject({ created: 1 });
  });
});

describe("a workbook that comes again", () => {
  test("after the pane has pushed its rows it changes nothing, with their identities or without", async () => {
    const rowId = newId();
    const pushed = [aPurchase({ units: 8, amount: null }, { rowId }), aRow("branches")];
    await at.push(lead, aSubmission({ rows: pushed }));
    const file = await filled({
      // Saved before the service had answered, and before the pane had given an identity.
      月度采购: [{ ...PURCHASE, rowId }],
      分支机构: [BRANCH],
    });
    expect((await taken(file, hq, "?channel=email")).counts).toMatchObject({ unchanged: 2, created: 0 });
    expect(await storedRows()).toHaveLength(2);
  });

  test("an older copy takes nothing back that has been changed meanwhile", async () => {
    const rowId = newId();
    await at.push(lead, aSubmission({ rows: [aPurchase({ units: 8, amount: null }, { rowId })] }));
    const later = aPurchase({ units: 9, amount: null }, { rowId, baseRevision: 1 });
    await at.push(lead, aSubmission({ rows: [later] }));
    const file = await filled({ 月度采购: [{ ...PURCHASE, rowId, baseRevision: 1 }] });
    expect((await taken(file, lead)).counts).toMatchObject({ merged: 1, conflict: 0 });
    expect((await storedRows()).at(-1)).toMatchObject({ rowId, revision: 2, values: { units: 9 } });
  });

  test("two rows that say the same stay two, and a third one is new", async () => {
    await at.push(lead, aSubmission({ rows: [aRow("branches"), aRow("branches")] }));
    const answer = await taken(await filled({ 分支机构: [BRANCH, BRANCH, BRANCH] }), lead);
    expect(answer.counts).toMatchObject({ unchanged: 2, created: 1 });
  });

  test("brings the rows that were refused, once the register knows their account", async () => {
    const file = await filled({ 月度采购: [PURCHASE, { ...PURCHASE, 大客户: "顺丰速运" }] });
    const first = await taken(file, lead);
    expect(first.counts).toMatchObject({ created: 1, rejected: 1 });
    at.clock += 60_000;
    expect(await taken(file, lead)).toEqual(first);
    await at.push(lead, aSubmission({ rows: [aRow("accounts")] }));
    const again = await taken(file, lead);
    expect(again.outcomes.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, "created"],
      [3, "created"],
    ]);
    expect(await storedRows()).toHaveLength(3);
    const submissions = async () => (await at.store.verify()).submissions;
    const count = await submissions();
    expect((await taken(file, lead)).counts).toMatchObject({ created: 1, unchanged: 1, rejected: 0 });
    expect([(await storedRows()).length, await submissions()]).toEqual([3, count]);
  });

  test("after its row has been changed elsewhere it is still the same file", async () => {
    const rowId = newId();
    await at.push(lead, aSubmission({ rows: [aRow("branches", {}, { rowId })] }));
    const file = await filled({ 分支机构: [BRANCH] });
    const first = await taken(file, lead);
    expect(first.outcomes).toMatchObject([{ rowId, outcome: "unchanged" }]);
    await at.push(
      lead,
      aSubmission({ rows: [aRow("branches", { city: "上海" }, { rowId, baseRevision: 1 })] }),
    );
    expect(await taken(file, lead)).toEqual(first);
    expect(await storedRows()).toHaveLength(2);
  });

  test("with more rows than one submission takes it goes as several, under the same ids each time", async () => {
    const grid = {
      date1904: false,
      sheets: [
        {
          name: "分支机构",
          hidden: false,
          top: 0,
          left: 0,
          rows: [
            Object.keys(BRANCH),
            ...Array.from({ length: 5_001 }, (_, i) => ["招商物流", `第${i}分公司`, "上海"]),
          ],
          merges: [],
          tables: [],
        },
      ],
    };
    const sender = {
      person: { name: "王志远", unit: null, role: "hq" },
      language: "zh",
      at: Date.parse("2026-11-03T02:00:00Z"),
    } as const;
    const filed = { unit: "P01", period: "2026-10", channel: "email", template: 1, dryRun: false } as const;
    const take = () => takeInWorkbook(at.store, sender, "hash", readReport(grid), filed);
    const first = await take();
    expect([first.outcomes.length, first.counts.created]).toEqual([5_001, 5_001]);
    const again = await take();
    expect([again.submissionId, again.counts.created + again.counts.unchanged]).toEqual([
      first.submissionId,
      5_001,
    ]);
    expect(again.cursor).toBe(first.cursor);
  });
});

describe("the copy with its faults marked", () => {
  const FAULTY = {
    月度采购: [
      PURCHASE,
      { ...PURCHASE, "数量(台)": "很多", 备注: "见合同" },
      { ...PURCHASE, 大客户: "查无此客户" },
      { ...PURCHASE, 供应商: "竞争对手", 品牌: null },
    ],
  };

  const marked = async (file: Uint8Array, query = ""): Promise<Uint8Array> => {
    const response = await send(file, lead, `/marked${query}`);
    expect(response.status).toBe(200);
    const name = encodeURIComponent("大客户信息填报 扬州工厂 2026-10 待更正.xlsx");
    expect(response.headers.get("content-disposition")).toContain(name);
    return new Uint8Array(await response.arrayBuffer());
  };

  const sheetIn = async (file: Uint8Array) =>
    (await readWorkbook(file)).sheets.find(({ name }) => name === "月度采购");

  test("holds the file's own rows, what is wrong on each, and writes nothing", async () => {
    const copy = await marked(await filled(FAULTY));
    expect(await storedRows()).toEqual([]);
    const rows = (await sheetIn(copy))?.rows.slice(1, 5) ?? [];
    expect(rows.map((row) => [row[1], row[7], row[11], row[12]])).toEqual([
      ["招商物流", 8, "可接收", null],
      ["招商物流", "很多", "待更正", "数量(台)：“很多”不是数字"],
      ["查无此客户", 8, "待更正", expect.stringMatching(/^大客户：“查无此客户”不在大客户名录中/)],
      ["招商物流", 8, "可接收", null],
    ]);
  });

  test("has a note and a fill on each cell that is wrong", async () => {
    const limits = { entries: 100, total: 1e8, part: () => 1e8 };
    const parts = await unzip(await marked(await filled(FAULTY)), (path) => path.endsWith(".xml"), limits);
    const text = (pattern: RegExp): string =>
      [...parts].flatMap(([path, part]) => (pattern.test(path) ? [part.toString("utf8")] : [])).join("");
    const notes = [...text(/comments/).matchAll(/<comment ref="(\w+)".*?<t [^>]*>([^<]*)</g)];
    expect(notes.map(([, cell, says]) => `${cell} ${says}`)).toEqual([
      "H3 “很多”不是数字",
      expect.stringMatching(/^B4 “查无此客户”不在/),
    ]);
    const fills = [
      ...text(/worksheets\/sheet/).matchAll(
        /<conditionalFormatting sqref="([^"]*)">(?:(?!<conditionalFormatting ).)*?<formula>1=1</g,
      ),
    ];
    expect(fills.map(([, range]) => range)).toEqual(["H3:H3", "B4:B4"]);
  });

  test("corrected and sent in the file's place brings the rows that were wrong, and the others no second time", async () => {
    const file = await filled(FAULTY);
    expect((await taken(file, lead)).counts).toMatchObject({ created: 2, rejected: 2 });
    const copy = await marked(file);
    const statuses = (await sheetIn(copy))?.rows.slice(1, 5).map((row) => [row[11], row[14]]);
    expect(statuses).toEqual([
      ["已接收", 1],
      ["待更正", null],
      ["待更正", null],
      ["已接收", 1],
    ]);
    const corrected = await changedByPython(
      copy,
      `
import openpyxl
wb = openpyxl.load_workbook(source)
ws = wb["月度采购"]
ws["H3"] = 5; ws["B4"] = "中外运"; ws["H2"] = 9
wb.save(path)`,
    );
    expect((await taken(corrected, lead)).counts).toMatchObject({
      created: 2,
      updated: 1,
      unchanged: 1,
      rejected: 0,
      conflict: 0,
    });
    const grid = await readWorkbook(copy);
    expect(grid.sheets.map(({ name }) => name)).toContain(LIST_SHEET);
  });

  test("shows what the other side has where a row is in conflict", async () => {
    const rowId = newId();
    await at.push(lead, aSubmission({ rows: [aPurchase({ units: 8, amount: null }, { rowId })] }));
    await at.push(
      hq,
      aSubmission({ rows: [aPurchase({ units: 9, amount: null }, { rowId, baseRevision: 1 })] }),
    );
    const file = await filled({ 月度采购: [{ ...PURCHASE, "数量(台)": 7, rowId, baseRevision: 1 }] });
    const limits = { entries: 100, total: 1e8, part: () => 1e8 };
    const parts = await unzip(await marked(file), (path) => path.includes("comments"), limits);
    expect([...parts.values()].join("")).toContain("已被 王志远 改为“9”");
  });
});
