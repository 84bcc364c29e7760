/** What an import says: a line for each file as it goes, and all of it as a table in the end. */
import { basename } from "node:path";
import { columnOf, sheetOf } from "../../shared/report/sheets.ts";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import type { FileReport, TakenFile } from "./import-run.ts";

export interface Totals {
  readonly files: number;
  readonly taken: number;
  readonly refused: number;
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly rejected: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Of a file, in the text; all are in the JSON. */
const SHOWN = 10;

export function totalsOf(reports: readonly FileReport[]): Totals {
  const taken = reports.filter((report) => report.taken);
  const sum = (of: (report: TakenFile) => number): number => taken.reduce((all, one) => all + of(one), 0);
  const faults = (severity: string): number =>
    sum((one) => one.faults.filter((fault) => fault.severity === severity).length);
  const rows = taken.map(rowsOf);
  const all = (key: keyof ReturnType<typeof rowsOf>): number => rows.reduce((n, one) => n + one[key], 0);
  return {
    files: reports.length,
    taken: taken.length,
    refused: reports.length - taken.length,
    rows: all("accepted") + all("unchanged") + all("conflicts") + all("rejected"),
    accepted: all("accepted"),
    unchanged: all("unchanged"),
    conflicts: all("conflicts"),
    rejected: all("rejected"),
    errors: faults("error"),
    warnings: faults("warning"),
  };
}

const rowsOf = ({ counts }: TakenFile) => ({
  accepted: counts.created + counts.updated + counts.merged + counts.deleted,
  unchanged: counts.unchanged,
  conflicts: counts.conflict,
  rejected: counts.rejected,
});

export function progressLine(report: FileReport, done: number, files: number): string {
  const file = basename(report.file);
  const says = report.taken
    ? inBoth(ADMIN.importedFile, { file, unit: report.unit, period: report.period, ...rowsOf(report) })
    : `${inBoth(ADMIN.refusedFile, { file })}\n${report.problem.zh.title} ${report.problem.zh.detail}\n${report.problem.en.title}`;
  return `[${done}/${files}] ${says.replaceAll("\n", " · ")}`;
}

export function importText(
  reports: readonly FileReport[],
  totals: Totals & { readonly seconds: number },
  dryRun: boolean,
): string {
  const headings = ADMIN.importHeadings.zh.split("\t");
  const english = ADMIN.importHeadings.en.split("\t");
  const lines = [
    ...reports.flatMap(details),
    ...table([headings, english, ...reports.map(cellsOf)]),
    "",
    inBoth(ADMIN.importTotals, { ...totals }),
    ...(dryRun ? [inBoth(ADMIN.triedOnly)] : []),
  ];
  return lines.join("\n");
}

/** What is to be put right in a file, by the cell. */
function details(report: FileReport): string[] {
  const file = basename(report.file);
  if (!report.taken) {
    const { zh, en } = report.problem;
    return [file, `  ${zh.title} ${zh.detail}`, `  ${en.title} ${en.detail}`, ""];
  }
  const errors = report.faults.filter(({ severity }) => severity === "error");
  const columns = report.sheets.flatMap(({ sheet, name, ignored, lacking }) => [
    ...(ignored.length > 0
      ? [inBoth(ADMIN.importIgnored, { sheet: name, columns: ignored.join("、") })]
      : []),
    ...(lacking.length > 0
      ? [
          inBoth(ADMIN.importLacking, {
            sheet: name,
            columns: lacking.map((key) => columnOf(sheetOf(sheet), key)?.zh ?? key).join("、"),
          }),
        ]
      : []),
  ]);
  if (errors.length === 0 && columns.length === 0) return [];
  return [
    file,
    ...columns,
    ...errors
      .slice(0, SHOWN)
      .map(({ sheet, address, message, english }) => `  ${sheet} ${address} ${message} · ${english}`),
    ...(errors.length > SHOWN ? [inBoth(ADMIN.moreFaults, { count: errors.length - SHOWN })] : []),
    "",
  ];
}

function cellsOf(report: FileReport): string[] {
  const file = basename(report.file);
  if (!report.taken) return [file, "-", "-", "", "", "", "", report.problem.zh.code];
  const { accepted, unchanged, conflicts, rejected } = rowsOf(report);
  return [file, report.unit, report.period, ...[accepted, unchanged, conflicts, rejected].map(String), ""];
}

/** Columns as wide as their widest cell; a Chinese character takes two places of a terminal. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, width(cell))));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - width(cell) + 2))
      .join("")
      .trimEnd(),
  );
}

const width = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u1100-\uffe6]/u.test(sign) ? 2 : 1), 0);
