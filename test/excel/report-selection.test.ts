import type { WorkbookPlan } from "../../shared/plan/plan.ts";
import type { ReportSelection } from "../../addin/workbook.ts";
import { LEVELS, open } from "./open.ts";

const SHEET = "月报 2026-10";
const MADE_AT = "生成时间 2026-11-03 10:00";

/** A report's sheet with no more than its head and a number. */
const aReport = (period = "2026-10"): WorkbookPlan => ({
  title: "月报",
  names: [],
  active: `月报 ${period}`,
  sheets: [
    {
      key: "summary",
      name: `月报 ${period}`,
      visibility: "visible",
      columns: [],
      blocks: [
        { row: 0, column: 1, cells: [["大客户信息月报"]], style: "title" },
        { row: 1, column: 1, cells: [[MADE_AT]], style: "subtitle" },
        { row: 5, column: 2, cells: [[15]], style: "figure" },
      ],
      tables: [],
      highlights: [],
      charts: [],
    },
  ],
});

const afterAWhile = () => new Promise((resolve) => setTimeout(resolve, 400));

describe.each(LEVELS)("the selected cell of a report's sheet with ExcelApi %s", (apiLevel) => {
  it("is told with its month, its place, and the head that says which report it is", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aReport());
    host.select(SHEET, "C6");
    const selected = await workbook.selectedReportCell();
    expect(selected).toMatchObject({ sheet: SHEET, period: "2026-10", row: 5, column: 2 });
    expect(selected?.head[1]?.[1]).toBe(MADE_AT);
  });

  it("is none on other sheets", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aReport());
    host.select("Sheet1", "C6");
    expect(await workbook.selectedReportCell()).toBeNull();
  });

  it("is told on a report that was drawn only after the pane began to listen, and no more after the end", async () => {
    const { host, workbook } = open({ apiLevel });
    const told: (ReportSelection | null)[] = [];
    const stop = await workbook.followReportSelection((selection) => told.push(selection));
    expect(told).toEqual([null]);
    await workbook.replace(aReport());
    await afterAWhile();
    for (const cell of ["C3", "C4", "C6"]) host.select(SHEET, cell);
    await afterAWhile();
    expect(told.at(-1)).toMatchObject({ period: "2026-10", row: 5, column: 2 });
    expect(told.filter((selection) => selection?.row === 3)).toEqual([]);
    host.activate("Sheet1");
    await afterAWhile();
    expect(told.at(-1)).toBeNull();
    const before = told.length;
    await stop();
    host.select(SHEET, "C6");
    await afterAWhile();
    expect(told).toHaveLength(before);
  });
});
