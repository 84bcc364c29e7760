/** The first sheet of the template: what it is, for whom, and how to fill it in. */
import { periodInChinese } from "../report/dates.ts";
import { SHEETS } from "../report/sheets.ts";
import { GUIDE } from "../text/guide.ts";
import type { TemplateInput } from "./inputs.ts";
import type { BlockPlan, Cell, SheetPlan } from "./plan.ts";
import type { StyleName } from "./styles.ts";

export function guideSheet(input: TemplateInput): SheetPlan {
  const facts: Cell[][] = [
    [GUIDE.unit, `${input.unit.code} ${input.unit.name}`],
    [GUIDE.period, `${periodInChinese(input.period)}(${input.period})`],
  ];
  const steps: Cell[][] = GUIDE.steps.map((step, index) => [`${index + 1}`, step]);
  const sheets: Cell[][] = SHEETS.map((sheet) => [
    sheet.zh,
    `${sheet.oneRow.zh}\n${sheet.en}: ${sheet.oneRow.en}`,
  ]);
  const legend: [string, string, StyleName][] = [
    [GUIDE.required, GUIDE.requiredMeans, "headRequired"],
    [GUIDE.optional, GUIDE.optionalMeans, "headOptional"],
    [GUIDE.system, GUIDE.systemMeans, "headSystem"],
  ];
  const blocks: BlockPlan[] = [{ row: 0, column: 1, cells: [[GUIDE.title]], style: "title" }];
  let row = 1;
  const rowHeights = [{ row: 0, points: 36 }];
  const put = (cells: readonly (readonly Cell[])[], style: BlockPlan["style"]): void => {
    blocks.push({ row, column: 1, cells, style });
    cells.forEach((line, index) => {
      const twoLines = line.some((cell) => typeof cell === "string" && cell.includes("\n"));
      rowHeights.push({ row: row + index, points: twoLines ? 34 : 20 });
    });
    row += cells.length;
  };
  put([[GUIDE.subtitle]], "subtitle");
  row += 1;
  put(facts, ["label", "text"]);
  row += 1;
  put([[GUIDE.howTo, ""]], "heading");
  put(steps, ["cellCenter", "cellWrap"]);
  row += 1;
  put([[GUIDE.whichSheet, ""]], "heading");
  put(sheets, ["cell", "cellWrap"]);
  row += 1;
  put([[GUIDE.colours, ""]], "heading");
  put(
    legend.map(([name, means]) => [name, means]),
    legend.map(([, , style]) => [style, "cellWrap"] as const),
  );
  return {
    key: "guide",
    name: GUIDE.sheetName,
    visibility: "visible",
    tabColor: "#0F4C81",
    columns: [{ width: 2 }, { width: 20 }, { width: 90 }],
    rowHeights,
    blocks,
    tables: [],
    highlights: [],
    charts: [],
    gridlines: false,
    print: { orientation: "landscape", footer: "&R&P / &N" },
  };
}
