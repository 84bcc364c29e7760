/** The service's resources for files: filled workbooks, and what the headings of CSV files stand for. */
import { z } from "zod";
import { SHEET_KEYS, type SheetKey } from "../../shared/report/sheets.ts";
import { CsvHeadings, type NewCsvHeadings } from "../../shared/sync/csv.ts";
import { Issue, RowOutcome, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { ask, type Connection, type Request, send } from "./api.ts";

/** What the service found in a workbook; without `dryRun` also what became of its rows. */
export const Uploaded = SubmissionAnswer.extend({
  unit: z.string(),
  period: z.string(),
  dryRun: z.boolean(),
  /** The template's version, where the workbook says it and the service tells. */
  template: z.int().nullish(),
  outcomes: z.array(
    RowOutcome.extend({
      sheet: z.enum(SHEET_KEYS),
      row: z.int(),
      issues: z.array(Issue.extend({ address: z.string() })),
    }),
  ),
  sheets: z.array(z.object({ sheet: z.enum(SHEET_KEYS), name: z.string(), issues: z.array(Issue) })),
  missing: z.array(z.enum(SHEET_KEYS)),
});
export type Uploaded = z.infer<typeof Uploaded>;

export interface WorkbookUpload {
  readonly file: Blob;
  readonly name: string;
  /** Left out: as the workbook says. */
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
  readonly password?: string | undefined;
}

const FILE_TIMEOUT_MS = 180_000;

export function uploadsOf(connection: Connection) {
  return {
    /** @param dryRun nothing is written */
    workbook: (upload: WorkbookUpload, dryRun: boolean, signal: AbortSignal) =>
      ask(connection, Uploaded, {
        ...workbookRequest("/workbooks", upload, signal),
        query: { ...queryOf(upload), dryRun: String(dryRun) },
      }),

    /** A copy of the workbook with its faults marked in it. */
    markedWorkbook: async (upload: WorkbookUpload, signal: AbortSignal): Promise<Blob> => {
      const request = workbookRequest("/workbooks/marked", upload, signal);
      return (await send(connection, { ...request, query: queryOf(upload) })).blob();
    },

    csvHeadings: (unit: string, sheet: SheetKey, signal?: AbortSignal) =>
      ask(connection, CsvHeadings, {
        path: "/csv/mapping",
        query: { unit, sheet },
        ...(signal ? { signal } : {}),
      }),

    rememberCsvHeadings: (unit: string, sheet: SheetKey, headings: NewCsvHeadings) =>
      ask(connection, CsvHeadings, {
        method: "PUT",
        path: "/csv/mapping",
        query: { unit, sheet },
        body: JSON.stringify(headings),
      }),
  };
}

function workbookRequest(
  path: string,
  { file, name, password }: WorkbookUpload,
  signal: AbortSignal,
): Request {
  const form = new FormData();
  form.append("file", file, name);
  if (password !== undefined) form.append("password", password);
  return { method: "POST", path, form, signal, timeoutMs: FILE_TIMEOUT_MS };
}

/** Whoever chooses a unit or a month has looked: it counts also where the workbook says another. */
const queryOf = ({ unit, period }: WorkbookUpload) => ({
  unit,
  period,
  channel: "web",
  ...(unit === undefined && period === undefined ? {} : { confirmed: "true" }),
});
