/** Two ways to read the same workbooks: into checked rows, and into ExcelJS's cells. */
import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import { z } from "zod";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { checkReport } from "../../shared/report/check-report.ts";
import { dayInChina } from "../../shared/report/dates.ts";
import { readReport } from "../../shared/report/workbook.ts";
import { timed } from "./measure.ts";
import { REGISTER } from "./register.ts";
import { NOW, PERIOD } from "./units.ts";
import type { Read } from "./workbooks.ts";

const Input = z.object({ paths: z.array(z.string()) });

/** `found`: rows that are sound. */
export async function readChecked(input: unknown): Promise<z.infer<typeof Read>> {
  const { paths } = Input.parse(input);
  const context = { today: dayInChina(NOW), period: PERIOD, register: REGISTER };
  let found = 0;
  const ms = await timed(async () => {
    for (const path of paths) {
      const reading = readReport(await readWorkbook(await readFile(path)));
      found += checkReport(reading, context).filter(({ sound }) => sound).length;
    }
  });
  return { ms, found };
}

/** It makes an entry for every cell of a dropdown's range, and ours reach to the sheet's last row: it would not end. */
const CELLS_ONLY = { ignoreNodes: ["dataValidations"] };

/** `found`: cells that are not empty. */
export async function readWithExceljs(input: unknown): Promise<z.infer<typeof Read>> {
  const { paths } = Input.parse(input);
  let found = 0;
  const ms = await timed(async () => {
    for (const path of paths) {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(path, CELLS_ONLY);
      workbook.eachSheet((sheet) =>
        sheet.eachRow((row) =>
          row.eachCell(({ value }) => {
            if (value !== null) found += 1;
          }),
        ),
      );
    }
  });
  return { ms, found };
}
