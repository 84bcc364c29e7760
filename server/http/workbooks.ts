/** `POST /workbooks`: a filled workbook, however it came (R1). */
import { z } from "zod";
import { type Language, Problem } from "../../shared/problems.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import { META_HEAD, readReport } from "../../shared/report/workbook.ts";
import type { WorkbookGrid } from "../../shared/report/grid.ts";
import { CHANNELS, MAX_BYTES } from "../../shared/sync/protocol.ts";
import { FILE_FAULTS } from "../../shared/text/files.ts";
import { tooLarge } from "../intake/intake.ts";
import { takeInWorkbook, WorkbookAnswer } from "../intake/workbook.ts";
import { readWorkbook, UnreadableWorkbook } from "../xlsx/read.ts";
import { readUpload, type Upload, WORKBOOK_BODY, ENVELOPE } from "./upload.ts";
import { XLSX } from "./reply.ts";
import { route } from "./route.ts";

export const workbooks = [
  route({
    method: "post",
    path: "/workbooks",
    access: "writeRows",
    summary: {
      zh: "上传填好的工作簿",
      en: "A filled workbook: unit and month are the workbook's own unless given. The same file twice changes nothing",
    },
    query: z.object({
      unit: z.string().max(40).optional(),
      period: PeriodText.optional(),
      channel: z.enum(CHANNELS).default("web"),
      dryRun: z.stringbool().default(false),
    }),
    describedBody: [XLSX, "multipart/form-data"],
    answer: WorkbookAnswer,
    problems: [
      "unit_forbidden",
      "unit_unknown",
      "submission_differs",
      "template_newer",
      "period_invalid",
      "file_unreadable",
      "file_encrypted",
      "no_report_sheets",
    ],
    handle: async ({ person, language, query, request }, { store, clock }) => {
      const upload = await readUpload(request, MAX_BYTES + ENVELOPE, WORKBOOK_BODY);
      const reading = readReport(await gridOf(upload, language), { period: query.period });
      if (reading.sheets.length === 0) throw new Problem("no_report_sheets");
      const { meta } = reading;
      const unit = query.unit ?? meta?.unit ?? person.unit;
      const period = query.period ?? meta?.period;
      if (unit === null) throw new Problem("malformed", { detail: "unit" });
      if (period === undefined) throw new Problem("malformed", { detail: "period" });
      const template = meta && Number.isInteger(meta.template) ? meta.template : TEMPLATE_VERSION;
      const { channel, dryRun } = query;
      const sender = { person, language, at: clock() };
      return takeInWorkbook(store, sender, upload.file, reading, { unit, period, channel, template, dryRun });
    },
  }),
];

async function gridOf({ file, password }: Upload, language: Language): Promise<WorkbookGrid> {
  try {
    return await readWorkbook(file, { heads: META_HEAD, ...(password !== undefined && { password }) });
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
    switch (error.reason) {
      case "not_xlsx":
        throw new Problem("unsupported_media");
      case "encrypted":
      case "wrong_password":
        throw new Problem("file_encrypted");
      case "too_large":
        throw tooLarge();
      case "damaged":
        throw new Problem("file_unreadable", { detail: FILE_FAULTS.damaged[language] });
    }
  }
}
