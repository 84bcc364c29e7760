/** Sorting rows and hiding them by filters. */
import { addressOf, columnsOf, holds, parseArea, rowsOf, type Area } from "./area.ts";
import type { CellContent } from "./cells.ts";
import { relocated } from "./formula.ts";
import { problem } from "./problem.ts";
import { bodyOf, type Sheet, type Table } from "./sheet.ts";
import type { FilterCriteria, SortField } from "./state.ts";
import { textOf } from "./text.ts";
import type { Author, Workbook } from "./workbook.ts";

/** Sorts the rows of the area by its columns. Looks and comments move with the rows; validations stay. */
export function sortRows(
  book: Workbook,
  sheet: Sheet,
  rows: Area,
  fields: readonly SortField[],
  by: Author,
): void {
  if (sheet.protection && sheet.protection.options.allowSort !== true) throw problem("AccessDenied");
  if (sheet.merges.some((merge) => holds(rows, merge.top, merge.left))) throw problem("InvalidOperation");
  for (const { key } of fields) if (key < 0 || key >= columnsOf(rows)) throw problem("InvalidArgument");
  const order = Array.from({ length: rowsOf(rows) }, (_, i) => i);
  const content = (i: number, key: number) => sheet.cells.at(rows.top + i, rows.left + key);
  order.sort((a, b) => {
    for (const { key, ascending } of fields) {
      const found = compareCells(content(a, key), content(b, key), ascending);
      if (found !== 0) return found;
    }
    return a - b;
  });
  const target = new Map(order.map((from, to) => [rows.top + from, rows.top + to]));
  const formulas: [number, number, number][] = [];
  sheet.cells.move(rows, (row, column) => {
    const to = target.get(row) ?? row;
    if (to !== row) formulas.push([to, column, to - row]);
    return [to, column];
  });
  for (const [row, column, by] of formulas) {
    const moved = sheet.cells.at(row, column);
    if (moved?.formula !== undefined)
      sheet.cells.put(row, column, { ...moved, formula: relocated(moved.formula, by, 0) });
  }
  sheet.looks.reorder(rows.top, order, rows.left, rows.right);
  sheet.comments = sheet.comments.map((comment) => {
    const at = parseArea(comment.cell);
    if (!at || !holds(rows, at.top, at.left)) return comment;
    const row = target.get(at.top) ?? at.top;
    return { ...comment, cell: addressOf({ ...at, top: row, bottom: row }) };
  });
  book.tell({ what: "sorted", sheet, area: rows, by });
}

/** Numbers before text before truth values before errors; blanks last, up or down. */
function compareCells(a: CellContent | undefined, b: CellContent | undefined, ascending: boolean): number {
  const isBlank = (cell: CellContent | undefined) => !cell || cell.value === "";
  if (isBlank(a) || isBlank(b)) return Number(isBlank(a)) - Number(isBlank(b));
  if (!a || !b) return 0;
  const rank = ({ value, error }: CellContent) =>
    error ? 3 : typeof value === "number" ? 0 : typeof value === "string" ? 1 : 2;
  const order =
    rank(a) - rank(b) ||
    (typeof a.value === "string" && typeof b.value === "string"
      ? PINYIN.compare(a.value, b.value)
      : Number(a.value) - Number(b.value));
  return ascending ? order : -order;
}

const PINYIN = new Intl.Collator("zh-CN-u-co-pinyin", { sensitivity: "base" });

/** Hides the rows that the table's filters leave out, anew from the values of now. */
export function applyFilters(book: Workbook, sheet: Sheet, table: Table): void {
  const body = bodyOf(table);
  for (let row = body.top; row <= body.bottom; row++) {
    const passes = [...table.filters].every(([id, criteria]) => {
      const index = table.columns.findIndex((column) => column.id === id);
      if (index < 0) return true;
      const column = body.left + index;
      return passesFilter(
        criteria,
        sheet.cells.at(row, column),
        sheet.numberFormat(row, column),
        book.date1904,
      );
    });
    if (passes) sheet.filteredRows.delete(row);
    else sheet.filteredRows.add(row);
  }
  book.tell({ what: "filtered", sheet, table });
}

function passesFilter(
  criteria: FilterCriteria,
  content: CellContent | undefined,
  numberFormat: string,
  date1904: boolean,
): boolean {
  const text = textOf(content, numberFormat, date1904);
  if (criteria.filterOn === "Values") return (criteria.values ?? []).includes(text);
  if (criteria.filterOn === "Custom") {
    const first = passesCriterion(criteria.criterion1 ?? "", content, text);
    if (criteria.criterion2 === undefined) return first;
    const second = passesCriterion(criteria.criterion2, content, text);
    return criteria.operator === "Or" ? first || second : first && second;
  }
  throw problem("NotImplemented", `the host does not filter on ${criteria.filterOn}`);
}

function passesCriterion(criterion: string, content: CellContent | undefined, text: string): boolean {
  const [, op = "=", wanted = ""] = /^(<>|<=|>=|<|>|=)?(.*)$/s.exec(criterion) ?? [];
  const number = Number(wanted);
  if (["<", ">", "<=", ">="].includes(op)) {
    if (typeof content?.value !== "number" || Number.isNaN(number)) return false;
    const { value } = content;
    return op === "<"
      ? value < number
      : op === ">"
        ? value > number
        : op === "<="
          ? value <= number
          : value >= number;
  }
  const pattern = new RegExp(
    `^${wanted
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "isu",
  );
  return pattern.test(text) === (op === "=");
}
