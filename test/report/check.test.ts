import { checkRow } from "../../shared/report/check.ts";
import { checkReport } from "../../shared/report/check-report.ts";
import type { RawCell, SheetGrid, WorkbookGrid } from "../../shared/report/grid.ts";
import { knownNames } from "../../shared/report/known.ts";
import { SHEETS, type SheetKey, sheetOf, SYSTEM_COLUMNS } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";
import { addressOf, readReport } from "../../shared/report/workbook.ts";
import type { Register } from "../../shared/sync/protocol.ts";

const register: Register = {
  accounts: [
    { name: "招商物流", aliases: ["招商局物流"], category: null, level: "集团大客户", note: "" },
    { name: "中外运", aliases: [], category: null, level: "集团大客户", note: "" },
  ],
  branches: [{ account: "中外运", name: "中海壳牌项目" }],
  carriers: [],
};
const context = { today: "2026-10-20", period: "2026-10", register };
const faultsOf = (sheet: SheetKey, values: Values): string[] =>
  checkRow(sheetOf(sheet), values, { ...context, known: knownNames(register, []) }).map(
    ({ column, code, severity }) => `${severity} ${column} ${code}`,
  );

const anEvent: Values = {
  happenedOn: "2026-10-12",
  account: "招商物流",
  side: "总部",
  kind: "招标投标",
  weight: "重要",
  body: "发布采购招标",
  channel: "电话",
};
const aPurchase: Values = {
  period: "2026-10",
  account: "招商物流",
  product: "半挂车",
  supplier: "本集团",
  units: 3,
};

describe("a row is checked as a whole", () => {
  it("a complete event has no fault", () => expect(faultsOf("events", anEvent)).toEqual([]));
  it("what is missing is named", () => {
    expect(faultsOf("events", { ...anEvent, body: null, kind: null })).toEqual([
      "error kind required",
      "error body required",
    ]);
  });
  it("an event cannot lie in the future", () => {
    expect(faultsOf("events", { ...anEvent, happenedOn: "2026-10-21" })).toEqual([
      "error happenedOn date_future",
    ]);
    expect(faultsOf("events", { ...anEvent, happenedOn: "2026-10-20" })).toEqual([]);
  });
  it("a term cannot end before the event", () => {
    expect(faultsOf("events", { ...anEvent, dueOn: "2026-10-11" })).toEqual(["error dueOn due_before_event"]);
    expect(faultsOf("events", { ...anEvent, dueOn: "2026-10-12" })).toEqual([]);
  });
  it("no units without a reason", () => {
    expect(faultsOf("purchases", { ...aPurchase, units: 0 })).toEqual(["error units units_zero"]);
    expect(faultsOf("purchases", { ...aPurchase, units: 0, remark: "推迟到下月" })).toEqual([]);
  });
  it("an unknown account is refused, an alias is known", () => {
    expect(faultsOf("purchases", { ...aPurchase, account: "没听说过" })).toEqual([
      "error account unknown_account",
    ]);
    expect(faultsOf("purchases", { ...aPurchase, account: "招商局物流有限公司" })).toEqual([]);
  });
  it("a new branch is taken, with word that it is a proposal", () => {
    expect(faultsOf("purchases", { ...aPurchase, branch: "海口分公司" })).toEqual([
      "warning branch branch_proposed",
    ]);
    expect(faultsOf("purchases", { ...aPurchase, account: "中外运", branch: "中海壳牌 项目" })).toEqual([]);
    expect(faultsOf("purchases", { ...aPurchase, branch: "中海壳牌项目" })).toEqual([
      "warning branch branch_proposed",
    ]);
  });
  it("a branch that is the side in question should be named", () => {
    expect(faultsOf("events", { ...anEvent, side: "承运商" })).toEqual(["warning carrier side_without_name"]);
  });
  it("a row of another month is pointed out", () => {
    expect(faultsOf("purchases", { ...aPurchase, period: "2026-09" })).toEqual([
      "warning period period_other",
    ]);
  });
  it("two people in one row of contacts are pointed out", () => {
    const contact = { account: "招商物流", side: "总部", title: "经理", role: "采购", strength: 3 };
    expect(faultsOf("contacts", { ...contact, name: "张三、李四" })).toEqual(["warning name two_people"]);
    expect(faultsOf("contacts", { ...contact, name: "欧阳 修" })).toEqual([]);
  });
});

/** A sheet as a workbook has it: headings, then rows by column key. */
function aSheet(
  key: SheetKey,
  rows: Record<string, RawCell>[],
  options: Partial<SheetGrid> & { headings?: string[] } = {},
): SheetGrid {
  const sheet = sheetOf(key);
  const keys = [...sheet.columns.map((column) => column.key), ...SYSTEM_COLUMNS.map((column) => column.key)];
  const headings = options.headings ?? [...sheet.columns, ...SYSTEM_COLUMNS].map(({ zh }) => zh);
  return {
    name: sheet.zh,
    hidden: false,
    top: 0,
    left: 0,
    merges: [],
    tables: [{ name: sheet.table, range: `A1:Z${rows.length + 1}` }],
    rows: [headings, ...rows.map((row) => keys.map((column) => row[column] ?? null))],
    ...options,
  };
}
const aWorkbook = (...sheets: SheetGrid[]): WorkbookGrid => ({ date1904: false, sheets });
const id = (n: number): string => `01933b1e-0000-7000-8000-${String(n).padStart(12, "0")}`;

describe("a workbook is read row by row", () => {
  it("blank rows are passed over, the sheet's month fills empty month cells", () => {
    const reading = readReport(
      aWorkbook(aSheet("purchases", [{}, { account: "招商物流", units: 3 }, { period: "2026-10" }])),
      { period: "2026-10" },
    );
    expect(reading.sheets[0]?.rows).toMatchObject([
      { row: 2, values: { account: "招商物流", units: 3, period: "2026-10" } },
    ]);
    expect(reading.missing).toHaveLength(6);
  });
  it("a renamed sheet is found by its table, and without the table by its headings", () => {
    const renamed = aSheet("events", [{ body: "发布采购招标" }], { name: "十月动态" });
    for (const sheet of [renamed, { ...renamed, tables: [] }]) {
      const [found] = readReport(aWorkbook(sheet)).sheets;
      expect(found).toMatchObject({ sheet: "events", name: "十月动态" });
    }
  });
  it("columns may stand in any order, with English headings or stars, among others that are not ours", () => {
    const sheet = aSheet("reviews", [], {});
    const [found] = readReport(
      aWorkbook({
        ...sheet,
        rows: [
          ["备注列", "Account", "关系评级*", "关系 评述"],
          ["我的", "招商物流", "４", "关系良好,交付顺利,客户满意"],
        ],
      }),
    ).sheets;
    expect(found?.rows[0]?.values).toMatchObject({ account: "招商物流", rating: 4 });
    expect(found?.faults.map(({ code, params }) => `${code} ${params.text}`)).toEqual([
      "column_unknown 备注列",
      "column_missing 月份",
      "column_missing 较上月",
    ]);
    expect(found && addressOf(found, 1, "rating")).toBe("C2");
  });
  it("merged cells below the heading are an error in every cell they cover", () => {
    const sheet = aSheet("purchases", [{ account: "招商物流", units: 1 }, { units: 2 }], {
      merges: ["B2:B3", "A1:C1"],
    });
    const rows = readReport(aWorkbook(sheet)).sheets[0]?.rows ?? [];
    expect(rows.map(({ faults }) => faults.map(({ column, code }) => `${column} ${code}`))).toEqual([
      ["account cell_merged"],
      ["account cell_merged"],
    ]);
  });
  it("a row whose cells were all emptied but which has an identity was cleared", () => {
    const [sheet] = readReport(aWorkbook(aSheet("branches", [{ rowId: id(1), baseRevision: 4 }]))).sheets;
    expect(sheet?.rows).toMatchObject([{ rowId: id(1), baseRevision: 4, cleared: true }]);
  });
  it("what is no identity counts as none, and a revision without an identity as none", () => {
    const [sheet] = readReport(
      aWorkbook(aSheet("branches", [{ name: "上海分公司", rowId: "第一行", baseRevision: 4 }])),
    ).sheets;
    expect(sheet?.rows).toMatchObject([{ rowId: null, baseRevision: null }]);
  });
  it("error cells and formulas are read for what they are", () => {
    const [sheet] = readReport(
      aWorkbook(aSheet("purchases", [{ account: { error: "#N/A" }, units: { formula: "=A1*2", value: 6 } }])),
    ).sheets;
    expect(sheet?.rows[0]?.faults.map(({ column, code }) => `${column} ${code}`)).toEqual([
      "account cell_error",
      "units cell_formula",
    ]);
  });
  it("all seven sheets are told apart by their headings alone", () => {
    const grid = aWorkbook(
      ...[...SHEETS].reverse().map(({ key }, i) => aSheet(key, [], { name: `Sheet${i}`, tables: [] })),
    );
    expect(readReport(grid).missing).toEqual([]);
  });
});

describe("rows are checked against each other", () => {
  const check = (...sheets: SheetGrid[]) =>
    checkReport(readReport(aWorkbook(...sheets), { period: "2026-10" }), context);
  const review = { account: "招商物流", rating: 4, trend: "持平", remark: "与客户保持正常联系,交付顺利" };

  it("an account has one review a month, under whichever name", () => {
    const rows = check(aSheet("reviews", [review, { ...review, account: "招商物流有限公司" }]));
    expect(rows.map(({ sound, faults }) => [sound, faults.map(({ code }) => code)])).toEqual([
      [true, []],
      [false, ["review_doubled"]],
    ]);
  });
  it("an account filed on the first sheet is known on the others", () => {
    const filed = {
      name: "新客户",
      category: "一类·采购频繁",
      level: "集团大客户",
      grounds: "采购频繁,覆盖全国多个省份",
      filedOn: "2026-10-01",
    };
    expect(
      check(aSheet("accounts", [filed]), aSheet("reviews", [{ ...review, account: "新客户" }])).every(
        ({ sound }) => sound,
      ),
    ).toBe(true);
    expect(check(aSheet("reviews", [{ ...review, account: "新客户" }])).every(({ sound }) => sound)).toBe(
      false,
    );
  });
  it("a branch on the workbook's own sheet is no proposal again elsewhere", () => {
    const rows = check(
      aSheet("branches", [{ account: "招商物流", name: "海口分公司", province: "海南" }]),
      aSheet("purchases", [{ ...aPurchase, branch: "海口 分公司" }]),
    );
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
  });
  it("a cell that could not be read is not also missing", () => {
    const rows = check(aSheet("purchases", [{ ...aPurchase, units: "很多" }]));
    expect(rows.flatMap(({ faults }) => faults.map(({ column, code }) => `${column} ${code}`))).toEqual([
      "units number_invalid",
    ]);
  });
});
