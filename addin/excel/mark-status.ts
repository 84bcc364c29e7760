/** What a row's status columns say of its marks. */
import type { CellMark } from "../workbook.ts";
import { columnOf, type SheetKey, sheetOf, SYSTEM_COLUMNS } from "../../shared/report/sheets.ts";
import { MARK_STATUS } from "../../shared/text/workbook.ts";
import type { ReportPlace } from "./find.ts";
import { excelLanguage } from "./language.ts";
import { literalAnywhere } from "./literal.ts";
import type { Portions } from "./run.ts";
import { Writes } from "./writes.ts";

const STATUSES = new Set<string>(Object.values(MARK_STATUS).flatMap(({ zh, en }) => [zh, en]));

/** Marked rows say why; rows that were marked and are sound now say nothing; all others keep what they say. */
export async function writeStatuses(
  context: Excel.RequestContext,
  portions: Portions,
  place: ReportPlace,
  marks: readonly CellMark[],
  rows: number,
): Promise<void> {
  const status = place.columnAt.get("status");
  const statusNote = place.columnAt.get("statusNote");
  if (status === undefined || rows === 0) return;
  const there = place.worksheet.getRangeByIndexes(place.header + 1, status, rows, 1).load("values");
  await context.sync();
  const writes = new Writes(place.worksheet);
  const put = (row: number, word: string, why: string): void => {
    writes.put(row, status, literalAnywhere(word));
    if (statusNote !== undefined) writes.put(row, statusNote, literalAnywhere(why));
  };
  there.values.forEach(([word], i) => {
    if (STATUSES.has(String(word))) put(place.header + 1 + i, "", "");
  });
  const byRow = new Map<number, CellMark[]>();
  for (const mark of marks) {
    if (mark.sheet !== place.sheet || mark.row <= place.header) continue;
    byRow.set(mark.row, [...(byRow.get(mark.row) ?? []), mark]);
  }
  for (const [row, own] of byRow) {
    const severity = own.some((mark) => mark.severity === "error") ? "error" : "warning";
    put(row, MARK_STATUS[severity][excelLanguage()], own.map((mark) => saying(place.sheet, mark)).join("\n"));
  }
  await writes.flush(portions);
}

/** `客户名称:必填项未填写` */
function saying(sheet: SheetKey, { column, message }: CellMark): string {
  const label = columnOf(sheetOf(sheet), column) ?? SYSTEM_COLUMNS.find(({ key }) => key === column);
  if (!label) return message;
  return excelLanguage() === "zh" ? `${label.zh}:${message}` : `${label.en}: ${message}`;
}
