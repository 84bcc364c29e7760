/** The same by ExcelJS: the report sheets of many workbooks put together into one; nothing is checked or stored. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { z } from "zod";
import { SHEETS } from "../../shared/report/sheets.ts";

/** Dropdowns it would make into an entry for every cell; tables that openpyxl or LibreOffice wrote it does not survive. */
const CELLS_ONLY = { ignoreNodes: ["dataValidations", "tableParts"] };

const Input = z.object({ folder: z.string(), out: z.string() });

export const Joined = z.object({ rows: z.int() });

export async function consolidateExceljs(input: unknown): Promise<z.infer<typeof Joined>> {
  const { folder, out } = Input.parse(input);
  const target = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: out,
    useStyles: false,
    useSharedStrings: false,
  });
  const sheets = SHEETS.map(({ zh }) => ({ zh, drawn: target.addWorksheet(zh), headed: false }));
  let rows = 0;
  for (const name of readdirSync(folder).sort()) {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(folder, name), CELLS_ONLY);
    for (const sheet of sheets) {
      workbook.getWorksheet(sheet.zh)?.eachRow((row, number) => {
        const values = Array.isArray(row.values) ? row.values.slice(1) : [];
        if (number === 1 ? sheet.headed : values.every((value) => (value ?? null) === null)) return;
        sheet.drawn.addRow([number === 1 ? "文件" : name, ...values]).commit();
        sheet.headed = true;
        if (number > 1) rows += 1;
      });
    }
  }
  for (const { drawn } of sheets) drawn.commit();
  await target.commit();
  return { rows };
}
