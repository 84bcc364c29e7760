/** `POST /csv`: rows of one report sheet out of another system (R1). */
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { type Language, Problem } from "../../shared/problems.ts";
import { CSV_ENCODINGS } from "../../shared/report/csv-encoding.ts";
import type { HeadingChoices } from "../../shared/report/csv-mapping.ts";
import { CSV_SEPARATORS } from "../../shared/report/csv-records.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { SHEET_KEYS, type SheetKey } from "../../shared/report/sheets.ts";
import { CsvAnswer, csvTooLarge, MAX_CSV_BYTES, takeInCsv } from "../intake/csv.ts";
import { choicesFrom } from "./csv-choices.ts";
import { parse } from "./parse.ts";
import { route } from "./route.ts";
import { ENVELOPE, readUpload } from "./upload.ts";

const CSV_BODY = /^(text\/(csv|plain|tab-separated-values)|application\/(csv|vnd\.ms-excel|octet-stream))$/;

/** By the headings as the file writes them: a column's key, or null to leave out what stands there. */
const Mapping = z.record(z.string().max(200), z.string().max(40).nullable());

export const csv = [
  route({
    method: "post",
    path: "/csv",
    access: "writeRows",
    summary: {
      zh: "上传一张填报表的 CSV（UTF-8、UTF-16、GB18030，最多 10 万行），列标题可另行对应",
      en: "A CSV of one report sheet, up to 100,000 rows; encoding and separator are found out unless given. `mapping` is JSON, heading → column key or null; without it the unit's remembered one counts. The same file twice changes nothing",
    },
    query: z.object({
      sheet: z.enum(SHEET_KEYS),
      unit: z.string().max(40).optional(),
      period: PeriodText,
      dryRun: z.stringbool().default(false),
      encoding: z.enum(CSV_ENCODINGS).optional(),
      separator: z.enum(CSV_SEPARATORS).optional(),
      mapping: z.string().max(20_000).optional(),
    }),
    describedBody: ["text/csv", "multipart/form-data"],
    answer: CsvAnswer,
    problems: [
      "unit_forbidden",
      "unit_unknown",
      "submission_differs",
      "period_invalid",
      "csv_headings",
      "file_unreadable",
    ],
    handle: async ({ person, language, query, request }, { store, clock }) => {
      const { sheet, period, dryRun, encoding, separator } = query;
      const unit = query.unit ?? person.unit;
      if (unit === null) throw new Problem("malformed", { detail: "unit" });
      const chosen = query.mapping === undefined ? undefined : givenChoices(query.mapping, sheet, language);
      const { file } = await readCsvUpload(request);
      return takeInCsv(store, { person, language, at: clock() }, file, {
        sheet,
        unit,
        period,
        dryRun,
        format: { ...(encoding && { encoding }), ...(separator && { separator }) },
        ...(chosen && { chosen }),
      });
    },
  }),
];

function givenChoices(text: string, sheet: SheetKey, language: Language): HeadingChoices {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Problem("malformed", { detail: "mapping" });
  }
  const mapping = parse(Mapping, json, language);
  return choicesFrom(
    Object.entries(mapping).map(([heading, column]) => ({ heading, column })),
    sheet,
    "mapping",
  );
}

/** What is too large for a CSV is more than what is too large for a push. */
async function readCsvUpload(request: IncomingMessage): Promise<{ readonly file: Uint8Array }> {
  try {
    return await readUpload(request, MAX_CSV_BYTES + ENVELOPE, CSV_BODY);
  } catch (error) {
    throw error instanceof Problem && error.code === "too_large" ? csvTooLarge() : error;
  }
}
