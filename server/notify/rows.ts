/** The rows of a report as tables of a mail, and as a workbook to go with it. */
import { masterCells, masterSheet } from "../../shared/plan/master.ts";
import type { WorkbookPlan } from "../../shared/plan/plan.ts";
import { type Column, type Sheet, SHEETS } from "../../shared/report/sheets.ts";
import type { Value } from "../../shared/report/value.ts";
import { MAIL } from "../../shared/text/mail.ts";
import type { ReportedRow, StoredReport } from "../store/copies-store.ts";
import type { MailCell, MailTable } from "./content.ts";

/** Rows of one sheet that a mail shows; a mail client is no place for a thousand. */
const MOST_ROWS = 30;

/** One table for each sheet that has rows, with the columns that hold anything. */
export function tablesOf(rows: readonly ReportedRow[], most = MOST_ROWS): MailTable[] {
  return SHEETS.flatMap((sheet) => {
    const own = rows.filter((row) => row.sheet === sheet.key);
    return own.length === 0 ? [] : [tableOf(sheet, own, most)];
  });
}

function tableOf(sheet: Sheet, rows: readonly ReportedRow[], most: number): MailTable {
  const shown = rows.slice(0, most);
  const columns = sheet.columns.filter(({ key }) =>
    shown.some(({ values, before }) => isFilled(values[key]) || isFilled(before?.[key])),
  );
  const corrected = shown.some(({ reason }) => reason !== null);
  return {
    heading: MAIL.table(sheet.zh, rows.length),
    columns: [MAIL.change.heading, ...columns.map(({ zh }) => zh), ...(corrected ? [MAIL.reason] : [])],
    rows: shown.map((row) => [
      { text: MAIL.change[changeOf(row)] },
      ...columns.map((column) => cellOf(row, column)),
      ...(corrected ? [{ text: row.reason ?? "" }] : []),
    ]),
    left: rows.length - shown.length,
  };
}

type Change = "created" | "updated" | "deleted" | "restored";

export function changeOf({ deleted, before, revision }: ReportedRow): Change {
  if (deleted) return "deleted";
  if (before !== null) return "updated";
  return revision === 1 ? "created" : "restored";
}

function cellOf(row: ReportedRow, { key }: Column): MailCell {
  const text = textOf(row.values[key]);
  if (changeOf(row) !== "updated") return { text };
  const before = textOf(row.before?.[key]);
  return before === text ? { text } : { text, before };
}

const isFilled = (value: Value | undefined): boolean => value !== null && value !== undefined && value !== "";

const textOf = (value: Value | undefined): string => (isFilled(value) ? String(value) : "");

/** All rows of the report, sheet by sheet, drawn as the master draws them. */
export function workbookOf({
  unit,
  unitName,
  author,
  channel,
  receivedAt,
  rows,
}: StoredReport): WorkbookPlan {
  const sheets = SHEETS.flatMap((sheet) => {
    const own = rows.filter((row) => row.sheet === sheet.key);
    if (own.length === 0) return [];
    const cells = own.map((row) =>
      masterCells({ ...row, account: null, unit, unitName, by: author.name, channel, at: receivedAt }),
    );
    const drawn = masterSheet(sheet, cells);
    return [
      {
        ...drawn,
        name: sheet.zh,
        print: { orientation: "landscape" as const, titleRows: "$1:$1", footer: `&L${sheet.zh}&R&P / &N` },
      },
    ];
  });
  return { title: unitName, sheets, names: [], active: sheets[0]?.name ?? "" };
}
