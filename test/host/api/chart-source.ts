/** Which series Excel makes of a block of cells, and where a chart over some cells lies. */
import { columnsOf, rowsOf, type Area } from "../workbook/area.ts";
import { absolute } from "../workbook/formula.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HostChart, HostSeries } from "../workbook/state.ts";

/**
 * The first row names the series and the first column the categories where they hold text (or nothing, in the
 * corner); `Auto` takes the longer side for the categories.
 */
export function seriesOf(sheet: Sheet, area: Area, seriesBy: "Auto" | "Rows" | "Columns"): HostSeries[] {
  const isText = (row: number, column: number) => typeof sheet.cells.at(row, column)?.value !== "number";
  const headRow = rowsOf(area) > 1 && isText(area.top, area.right) ? 1 : 0;
  const headColumn = columnsOf(area) > 1 && isText(area.bottom, area.left) ? 1 : 0;
  const body = { ...area, top: area.top + headRow, left: area.left + headColumn };
  const byRows = seriesBy === "Rows" || (seriesBy === "Auto" && columnsOf(body) > rowsOf(body));
  const range = (a: Area) => absolute(sheet.name, a);
  const count = byRows ? rowsOf(body) : columnsOf(body);
  return Array.from({ length: count }, (_, i) => {
    const line = byRows
      ? { ...body, top: body.top + i, bottom: body.top + i }
      : { ...body, left: body.left + i, right: body.left + i };
    const name = byRows
      ? { ...line, left: area.left, right: area.left }
      : { ...line, top: area.top, bottom: area.top };
    const categories = byRows
      ? { ...body, top: area.top, bottom: area.top }
      : { ...body, left: area.left, right: area.left };
    const hasName = byRows ? headColumn > 0 : headRow > 0;
    const hasCategories = byRows ? headRow > 0 : headColumn > 0;
    return {
      name: hasName ? range(name) : "",
      values: range(line),
      categories: hasCategories ? range(categories) : "",
      color: null,
      labels: false,
    };
  });
}

export function placeOver(sheet: Sheet, first: Area, last: Area): HostChart["place"] {
  const x = (column: number) => sum(column, (c) => sheet.columnPoints(c));
  const y = (row: number) => sum(row, (r) => sheet.rowPoints(r));
  const left = x(first.left);
  const top = y(first.top);
  return { left, top, width: x(last.right + 1) - left, height: y(last.bottom + 1) - top };
}

function sum(until: number, size: (line: number) => number): number {
  let total = 0;
  for (let line = 0; line < until; line++) total += size(line);
  return total;
}
