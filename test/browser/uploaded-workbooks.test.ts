/** 上传 on the desk with filled workbooks: faults by cell and marked in a copy, a password, fifty files at once. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { writeXlsx } from "hucre";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { unzip } from "../../server/xlsx/unzip.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import type { Cell, SheetPlan } from "../../shared/plan/plan.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { type AService, aService, UNITS } from "../http/a-service.ts";
import { aBrowser } from "./a-browser.ts";

jest.setTimeout(300_000);

const browser = aBrowser();
let at: AService;
let page: Page;

beforeEach(async () => {
  at = await aService();
});
afterEach(() => at.stop());

async function open(token: string): Promise<void> {
  page = await browser.page(token);
  await page.clock.install({ time: at.clock });
  await page.goto(`${at.url}/#/upload`);
  await page.getByRole("button", { name: "选择文件" }).waitFor();
}

interface Given {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const aFile = (name: string, bytes: Uint8Array | string): Given => ({
  name,
  mimeType: XLSX,
  buffer: Buffer.from(bytes),
});

type Row = Readonly<Record<string, Cell>>;
const PURCHASE: Row = {
  月份: "2026-10",
  大客户: "招商物流",
  产品类别: "半挂车",
  供应商: "本集团",
  "数量(台)": 8,
};

/** The unit's template for 2026-10 with these purchases typed in. */
async function filled(unit: { code: string; name: string }, purchases: readonly Row[]): Promise<Uint8Array> {
  const register = await at.store.register.lists(null);
  const plan = templatePlan({ unit, period: "2026-10", register, rows: [], language: "zh" });
  const sheets = plan.sheets.map((sheet): SheetPlan => ({
    ...sheet,
    tables: sheet.tables.map((table) => ({
      ...table,
      rows:
        sheet.name === "月度采购"
          ? purchases.map((row) => table.columns.map(({ header }) => row[header] ?? null))
          : [],
    })),
  }));
  return drawWorkbook({ ...plan, sheets });
}

const choose = (...files: Given[]): Promise<void> => page.locator("input[type=file]").setInputFiles(files);
const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const answer = (name: string): Promise<void> =>
  page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

async function rowsAtService(token: string): Promise<FeedPage["rows"]> {
  const next = (await (await at.get("/rows?since=0&limit=5000", token)).json()) as FeedPage;
  return next.rows;
}

test("a workbook with faults: each is told by its cell, the sound rows are written, the rest marked in a copy", async () => {
  const lead = await at.token("lead", "P01", "李明");
  await open(lead);
  const workbook = await filled(UNITS[0], [
    PURCHASE,
    { ...PURCHASE, "数量(台)": "若干" },
    { ...PURCHASE, 大客户: "没有备案的客户" },
    { ...PURCHASE, 产品类别: "罐式车" },
  ]);
  await choose(aFile("十月.xlsx", workbook));
  await page.getByText("可写入 2 行").waitFor();
  await press("查看各行：十月.xlsx");
  const found = page.getByRole("table", { name: "问题" }).getByRole("row");
  const lines = (await found.allInnerTexts()).slice(1).map((line) => line.split("\t").map((x) => x.trim()));
  expect(lines).toEqual([
    ["月度采购", "H3", "错误", "“若干”不是数字"],
    ["月度采购", "B4", "错误", expect.stringContaining("“没有备案的客户”不在大客户名录中")],
  ]);
  expect(await rowsAtService(lead)).toEqual([]);

  const [copy] = await Promise.all([page.waitForEvent("download"), press("下载标注副本：十月.xlsx")]);
  expect(copy.suggestedFilename()).toContain("标注副本.xlsx");
  expect(await marksIn(await copy.path())).toEqual({
    notes: ["H3 “若干”不是数字", expect.stringMatching(/^B4 “没有备案的客户”不在大客户名录中/)],
    fills: ["H3:H3", "B4:B4"],
  });

  await press("写入 十月.xlsx");
  await page.getByRole("dialog").getByText("有错误的 2 行不写入").waitFor();
  await answer("写入");
  await page.getByText("已写入 1 / 1 个文件").waitFor();
  const rows = await rowsAtService(lead);
  expect(rows.map(({ values, channel }) => [values.product, values.units, channel])).toEqual([
    ["半挂车", 8, "web"],
    ["罐式车", 8, "web"],
  ]);
});

/** What is written beside cells, and which cells are painted: on opening, by a rule that always holds. */
async function marksIn(path: string): Promise<{ notes: string[]; fills: string[] }> {
  const limits = { entries: 100, total: 1e8, part: () => 1e8 };
  const parts = await unzip(readFileSync(path), (part) => part.endsWith(".xml"), limits);
  const text = (pattern: RegExp): string =>
    [...parts].flatMap(([part, bytes]) => (pattern.test(part) ? [bytes.toString("utf8")] : [])).join("");
  const notes = text(/comments/).matchAll(/<comment ref="(\w+)".*?<t [^>]*>([^<]*)</g);
  const fills = text(/worksheets\/sheet/).matchAll(
    /<conditionalFormatting sqref="([^"]*)">(?:(?!<conditionalFormatting ).)*?<formula>1=1</g,
  );
  return {
    notes: [...notes].map(([, cell, says]) => `${cell} ${says}`),
    fills: [...fills].map(([, range = ""]) => range),
  };
}

test("a workbook with a password: it is asked for, a wrong one is said to be wrong, the right one opens it", async () => {
  const lead = await at.token("lead", "P01", "李明");
  await open(lead);
  const rows = [
    ["大客户", "产品类别", "供应商", "数量(台)"],
    ["招商物流", "半挂车", "本集团", 8],
  ];
  const encryption = { password: "开门 1", spinCount: 1000 };
  const locked = await writeXlsx({ sheets: [{ name: "月度采购", rows }], encryption });
  await choose(aFile("锁.xlsx", locked));
  const password = page.getByLabel("打开密码");
  await password.fill("关门");
  await password.press("Enter");
  await page.getByText("密码不正确").first().waitFor();
  await password.fill("开门 1");
  await password.press("Enter");
  // It was made by hand, and does not say its month.
  await page.getByRole("combobox", { name: "月份" }).selectOption("2026-10");
  await press("重新检查");
  await page.getByText("可写入 1 行").waitFor();
  await press("写入 锁.xlsx");
  await answer("写入");
  await page.getByText("已写入 1 / 1 个文件").waitFor();
  expect(await rowsAtService(lead)).toMatchObject([
    { unit: "P01", period: "2026-10", values: { account: "招商物流", units: 8 } },
  ]);
});

test("fifty files dragged in: each is recognised, the old one is refused with the way out, and a second time changes nothing", async () => {
  const hq = await at.token("hq", undefined, "王志远");
  await open(hq);
  const files: Given[] = [];
  for (let n = 1; n < 50; n += 1) {
    const unit = UNITS[n % UNITS.length] ?? UNITS[0];
    files.push(aFile(`附件 ${n}.xlsx`, await filled(unit, [{ ...PURCHASE, "数量(台)": n }])));
  }
  files.push(aFile("旧表.xls", "old"));
  await drop(files);
  await page.getByText(/已检查 \d+ \/ 49 个文件/).waitFor();
  await page.getByText("已检查 49 / 49 个文件").waitFor();
  const items = page.getByRole("list", { name: "文件" }).locator(":scope > li");
  await expect(items.count()).resolves.toBe(50);
  for (const { name } of UNITS) await page.getByText(`${name}、2026-10`).first().waitFor();
  const refused = items.filter({ hasText: "旧表.xls" });
  await expect(refused.innerText()).resolves.toContain("另存为 .xlsx");
  expect(await rowsAtService(hq)).toEqual([]);

  await press("写入全部无误的文件（49 个）");
  await page.getByRole("dialog").getByText("将写入 49 个文件，共 49 行。").waitFor();
  await answer("写入");
  await page.getByText("已写入 49 / 49 个文件").waitFor();
  const rows = await rowsAtService(hq);
  expect(rows.map(({ values }) => Number(values.units)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 49 }, (_, n) => n + 1),
  );

  await page.reload();
  await page.getByRole("button", { name: "选择文件" }).waitFor();
  await drop(files);
  await press("写入全部无误的文件（49 个）");
  await answer("写入");
  await page.getByText("已写入 49 / 49 个文件").waitFor();
  expect(await rowsAtService(hq)).toEqual(rows);
});

/** All at once, as from a folder. */
async function drop(files: readonly Given[]): Promise<void> {
  const given = files.map(({ name, buffer }) => ({ name, base64: buffer.toString("base64") }));
  const transfer = await page.evaluateHandle((all) => {
    const held = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      held.items.add(new File([bytes], name));
    }
    return held;
  }, given);
  const zone = page.getByText("把文件拖到这里");
  await zone.dispatchEvent("dragover", { dataTransfer: transfer });
  await zone.dispatchEvent("drop", { dataTransfer: transfer });
}
