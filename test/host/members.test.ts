import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listMembers, projectProgram } from "./members.ts";
import { isLater } from "./set-order.ts";

/** A project of one file beside this project's packages. */
function membersOf(text: string) {
  const folder = mkdtempSync(join(tmpdir(), "members-"));
  try {
    symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "ES2022",
          lib: ["ES2023", "DOM"],
          strict: true,
          types: ["office-js"],
          noEmit: true,
        },
        files: ["pane.ts"],
      }),
    );
    writeFileSync(join(folder, "pane.ts"), text);
    return listMembers(projectProgram(folder), (file) => file.endsWith("pane.ts"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const TEXT = `
const isNew = () => Office.context.requirements.isSetSupported("ExcelApi", "1.13");
// range.autoFill is only a word here
export async function draw(context: Excel.RequestContext): Promise<void> {
  const { worksheets } = context.workbook;
  const sheet = worksheets.getItem("x");
  sheet.getRange("A1").dataValidation.rule = { list: { inCellDropDown: true, source: "=A1" } };
  sheet.getRange("A1").set({ format: { wrapText: true } });
  if (isNew()) sheet.tables.getItem("t").resize("A1:B2");
  sheet.pageLayout.orientation = Excel.PageOrientation.landscape;
  const merged = isNew() ? sheet.getRange().getMergedAreasOrNullObject() : undefined;
  merged?.load("address");
  later(sheet);
  await context.sync();
}
function later(sheet: Excel.Worksheet): void {
  if (!Office.context.requirements.isSetSupported("ExcelApi", "1.10")) return;
  sheet.comments.load("items");
}
`;

describe("the members of Office.js that a program uses", () => {
  const found = membersOf(TEXT);
  const named = (member: string) => found.filter((one) => one.member === member);

  test("each is listed with the requirement set it came with", () => {
    const sets = new Map(found.map(({ member, set }) => [member, set]));
    expect(sets.get("Excel.WorksheetCollection.getItem")).toBe("ExcelApi 1.1");
    expect(sets.get("Excel.Workbook.worksheets")).toBe("ExcelApi 1.1");
    expect(sets.get("Excel.Range.dataValidation")).toBe("ExcelApi 1.8");
    expect(sets.get("Excel.DataValidationRule.list")).toBe("ExcelApi 1.8");
    expect(sets.get("Excel.Table.resize")).toBe("ExcelApi 1.13");
    expect(sets.get("Excel.PageLayout.orientation")).toBe("ExcelApi 1.9");
    expect(sets.get("Excel.Interfaces.RangeFormatUpdateData.wrapText")).toBe("ExcelApi 1.1");
    expect(sets.has("Office.RequirementSetSupport.isSetSupported")).toBe(true);
    expect(found.some(({ member }) => member.endsWith("autoFill"))).toBe(false);
  });

  test("what stands behind a question for the set is told from what does not", () => {
    const late = found.filter(({ set }) => set !== null && isLater(set, "ExcelApi 1.8"));
    const open = late.filter(({ isGuarded }) => !isGuarded).map(({ member, line }) => `${member} ${line}`);
    expect(open.sort()).toEqual(["Excel.PageLayout.orientation 10", "Excel.Worksheet.pageLayout 10"]);
    expect(named("Excel.Table.resize")).toMatchObject([{ isGuarded: true, line: 9 }]);
    expect(named("Excel.RangeAreas.load")).toMatchObject([{ isGuarded: true }]);
    expect(named("Excel.Worksheet.comments")).toMatchObject([{ isGuarded: true }]);
  });
});
