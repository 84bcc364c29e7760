/** `POST /csv`: rows of one report sheet out of another system (R1). */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { SHEET_KEYS, sheetOf, TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import { readReport } from "../../shared/report/workbook.ts";
import { MAX_BYTES, MAX_ROWS } from "../../shared/sync/protocol.ts";
import { readCsv } from "../intake/csv.ts";
import { tooLarge } from "../intake/intake.ts";
import { takeInWorkbook, WorkbookAnswer } from "../intake/workbook.ts";
import { route } from "./route.ts";
import { ENVELOPE, readUpload } from "./upload.ts";

const CSV_BODY = /^(text\/(csv|plain|tab-separated-values)|application\/(csv|vnd\.ms-excel|octet-stream))$/;

export const csv = [
  route({
    method: "post",
    path: "/csv",
    access: "writeRows",
    summary: {
      zh: "上传一张填报表的 CSV（UTF-8、UTF-16、GB18030）",
      en: "A CSV of one report sheet; encoding and separator are found out. The same file twice changes nothing",
    },
    query: z.object({
      sheet: z.enum(SHEET_KEYS),
      unit: z.string().max(40).optional(),
      period: PeriodText,
      dryRun: z.stringbool().default(false),
    }),
    describedBody: ["text/csv", "multipart/form-data"],
    answer: WorkbookAnswer,
    problems: ["unit_forbidden", "unit_unknown", "submission_differs", "period_invalid", "csv_headings"],
    handle: async ({ person, language, query, request }, { store, clock }) => {
      const { file } = await readUpload(request, MAX_BYTES + ENVELOPE, CSV_BODY);
      const sheet = sheetOf(query.sheet);
      const reading = readReport(readCsv(file, sheet), { period: query.period });
      const [found] = reading.sheets;
      if (!found) {
        const columns = sheet.columns.map((column) => (language === "zh" ? column.zh : column.en));
        throw new Problem("csv_headings", {
          sheet: language === "zh" ? sheet.zh : sheet.en,
          columns: columns.join(language === "zh" ? "、" : ", "),
        });
      }
      if (found.rows.length > MAX_ROWS) throw tooLarge();
      const unit = query.unit ?? person.unit;
      if (unit === null) throw new Problem("malformed", { detail: "unit" });
      const { period, dryRun } = query;
      const filed = { unit, period, channel: "csv", template: TEMPLATE_VERSION, dryRun } as const;
      return takeInWorkbook(store, { person, language, at: clock() }, file, reading, filed);
    },
  }),
];
