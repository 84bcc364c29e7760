/** The same workbooks by ExcelJS, cell by cell. */
import ExcelJS from "exceljs";
import { z } from "zod";
import { timed } from "./measure.ts";
import type { Read } from "./workbooks.ts";

const Input = z.object({ paths: z.array(z.string()) });

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
