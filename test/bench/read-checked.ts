/** Filled workbooks, read into checked rows. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { checkReport } from "../../shared/report/check-report.ts";
import { dayInChina } from "../../shared/report/dates.ts";
import { META_HEAD, readReport } from "../../shared/report/workbook.ts";
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
      const reading = readReport(await readWorkbook(await readFile(path), { heads: META_HEAD }));
      found += checkReport(reading, context).filter(({ sound }) => sound).length;
    }
  });
  return { ms, found };
}
