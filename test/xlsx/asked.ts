/** What a plan asks a painter to draw, in the words of `drawn.ts`: the yardstick for both painters. */
import { cellAddress, columnName, LAST_ROW, parseRange, rangeAddress } from "../../shared/plan/address.ts";
import type { Cell, ChartPlan, SheetPlan, TablePlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import { lookOf } from "../../shared/plan/styles.ts";
import type { CellLook, StyleName } from "../../shared/plan/styles.ts";
import { PLAIN_LOOK } from "./drawn.ts";
import type {
  DrawnCell,
  DrawnChart,
  DrawnLook,
  DrawnSheet,
  DrawnValidation,
  DrawnWorkbook,
} from "./drawn.ts";

export const askedOf = (plan: WorkbookPlan): DrawnWorkbook => ({
  active: plan.active,
  names: [...plan.names].sort((a, b) => (a.name < b.name ? -1 : 1)),
  sheets: plan.sheets.map(askedSheet),
});

function askedSheet(sheet: SheetPlan): DrawnSheet {
  const { print } = sheet;
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    tabColor: sheet.tabColor ?? null,
    protected: sheet.protected ?? false,
    freeze: sheet.freeze ?? { rows: 0, columns: 0 },
    gridlines: sheet.gridlines ?? true,
    columns: Object.fromEntries(
      sheet.columns.map((c, i) => [columnName(i), { width: c.width, hidden: c.hidden ?? false }]),
    ),
    foot: foot(sheet),
    rowHeights: Object.fromEntries((sheet.rowHeights ?? []).map((h) => [`${h.row + 1}`, h.points])),
    cells: askedCells(sheet),
    merges: byRange((sheet.merges ?? []).map((range) => ({ range }))).map((m) => m.range),
    tables: byRange(
      sheet.tables.map((table) => ({
        name: table.name,
        range: rangeAddress(
          table.row,
          table.column,
          1 + Math.max(1, table.rows.length),
          table.columns.length,
        ),
        headers: table.columns.map((c) => c.header),
        style: table.style,
        filter: table.filter,
      })),
    ),
    validations: byRange(sheet.tables.flatMap(askedValidations)),
    highlights: byRange(
      sheet.highlights.map((h) => ({
        range: h.range,
        formula: h.formula,
        fill: h.fill ?? null,
        color: h.color ?? null,
        bold: h.bold ?? false,
        strike: h.strike ?? false,
      })),
    ),
    charts: sheet.charts.map(askedChart).sort((a, b) => order(a.place, b.place)),
    print: print
      ? {
          orientation: print.orientation,
          titleRows: print.titleRows ?? null,
          header: print.header ?? "",
          footer: print.footer ?? "",
        }
      : null,
  };
}

function foot(sheet: SheetPlan): Record<string, DrawnLook> {
  const styles = new Map<number, StyleName>(sheet.columns.map((c, i) => [i, c.style ?? "plain"]));
  for (const table of [...sheet.tables].sort((a, b) => a.row - b.row)) {
    table.columns.forEach((c, i) => styles.set(table.column + i, c.style));
  }
  const looks = [...styles].map(([column, style]): [string, DrawnLook] => [
    columnName(column),
    askedLook(style),
  ]);
  return Object.fromEntries(looks.filter(([, look]) => !same(look, PLAIN_LOOK)));
}

function askedCells(sheet: SheetPlan): Record<string, DrawnCell> {
  const cells: Record<string, DrawnCell> = {};
  const feet = foot(sheet);
  const merges = (sheet.merges ?? []).map(parseRange);
  const swallowed = (row: number, column: number): boolean =>
    merges.some(
      (m) =>
        row >= m.row &&
        row < m.row + m.rows &&
        column >= m.column &&
        column < m.column + m.columns &&
        (row > m.row || column > m.column),
    );
  const put = (row: number, column: number, cell: Cell, style: StyleName): void => {
    if (swallowed(row, column)) return;
    const look = askedLook(style);
    const blank = cell === null || cell === "";
    if (blank && same(look, feet[columnName(column)] ?? PLAIN_LOOK)) return;
    const formula = typeof cell === "object" && cell !== null ? cell.formula : null;
    const value = typeof cell === "object" || cell === "" ? null : cell;
    cells[cellAddress(row, column)] = { value, formula, look };
  };
  // Above its header a table's look does not reach: there a column looks as the sheet says.
  for (const table of sheet.tables) {
    table.columns.forEach((_, i) => {
      const column = table.column + i;
      const style = sheet.columns[column]?.style ?? "plain";
      for (let row = 0; row < table.row; row++) put(row, column, null, style);
    });
  }
  for (const table of sheet.tables) {
    table.columns.forEach((c, i) => put(table.row, table.column + i, c.header, c.headerStyle));
    table.rows.forEach((row, r) =>
      row.forEach((cell, i) =>
        put(table.row + 1 + r, table.column + i, cell, table.columns[i]?.style ?? "plain"),
      ),
    );
  }
  for (const block of sheet.blocks) {
    block.cells.forEach((row, r) =>
      row.forEach((cell, c) => {
        delete cells[cellAddress(block.row + r, block.column + c)];
        const { style } = block;
        const perRow =
          typeof style === "string" ? style : (style[typeof style[0] === "string" ? c : r] ?? "plain");
        put(
          block.row + r,
          block.column + c,
          cell,
          typeof perRow === "string" ? perRow : (perRow[c] ?? "plain"),
        );
      }),
    );
  }
  return cells;
}

function askedLook(style: StyleName): DrawnLook {
  const look: CellLook = lookOf(style);
  return {
    format: look.format ?? PLAIN_LOOK.format,
    bold: look.bold ?? false,
    italic: look.italic ?? false,
    size: look.size ?? PLAIN_LOOK.size,
    color: look.color?.toUpperCase() ?? null,
    fill: look.fill?.toUpperCase() ?? null,
    align: look.align ?? PLAIN_LOOK.align,
    valign: look.valign ?? PLAIN_LOOK.valign,
    wrap: look.wrap ?? false,
    line: look.line?.toUpperCase() ?? null,
  };
}

const askedValidations = (table: TablePlan): DrawnValidation[] =>
  table.columns.flatMap(({ validation }, i) => {
    if (!validation) return [];
    const { rule } = validation;
    const column = columnName(table.column + i);
    const measured = rule.kind === "list" || rule.kind === "custom" ? null : rule;
    return [
      {
        range: `${column}${table.row + 2}:${column}${LAST_ROW}`,
        kind: rule.kind,
        operator: measured?.operator ?? null,
        formula1: rule.kind === "list" || rule.kind === "custom" ? rule.formula : rule.formula1,
        formula2: measured?.formula2 ?? null,
        onError: validation.onError,
        ignoreBlank: true,
        errorTitle: validation.errorTitle,
        errorMessage: validation.errorMessage,
        promptTitle: validation.promptTitle ?? "",
        promptMessage: validation.promptMessage ?? "",
      },
    ];
  });

function askedChart(chart: ChartPlan): DrawnChart {
  const source = parseRange(chart.source);
  return {
    name: chart.name,
    title: chart.title,
    type: chart.type,
    valueAxisTitle: chart.valueAxisTitle ?? null,
    series: Array.from({ length: source.columns - 1 }, (_, i) => ({
      name: cellAddress(source.row, source.column + 1 + i),
      categories: rangeAddress(source.row + 1, source.column, source.rows - 1, 1),
      values: rangeAddress(source.row + 1, source.column + 1 + i, source.rows - 1, 1),
    })),
    place: chart.place,
  };
}

const same = (a: DrawnLook, b: DrawnLook): boolean => JSON.stringify(a) === JSON.stringify(b);

const byRange = <T extends { readonly range: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => order(a.range, b.range));

function order(a: string, b: string): number {
  const [first, second] = [parseRange(a), parseRange(b)];
  return first.row - second.row || first.column - second.column;
}
