/**
 * The host's workbook as a file, exactly as the host holds it. Written straight through hucre and not through the
 * service's own painter, so that the host cannot flatter it.
 */
import { writeXlsx, type Cell, type ColumnDef, type RowDef, type SheetChart, type WriteSheet } from "hucre";
import { fileStyle } from "./save-look.ts";
import { saveRules } from "./save-rules.ts";
import { ROWS, parseArea, splitSheet, type Area } from "./workbook/area.ts";
import type { Look } from "./workbook/look.ts";
import { STANDARD_HEIGHT, STANDARD_POINTS } from "./workbook/sheet.ts";
import type { HostChart, HostSheet, HostWorkbook } from "./workbook/state.ts";

/** Where the settings of `Office.context.document` go: Excel has a part of its own for them, hucre has not. */
export const SETTINGS_PROPERTY = "officeSettings";

export async function saveXlsx(state: HostWorkbook): Promise<Uint8Array> {
  return writeXlsx({
    sheets: state.sheets.map((sheet) => sheetOf(sheet, state)),
    activeSheet: Math.max(
      0,
      state.sheets.findIndex(({ name }) => name === state.active),
    ),
    dateSystem: state.date1904 ? "1904" : "1900",
    namedRanges: [
      ...state.names.map(({ name, formula, comment }) => ({
        name,
        range: formula.replace(/^=/, ""),
        ...(comment ? { comment } : {}),
      })),
      ...state.sheets.flatMap((sheet) =>
        sheet.names.map(({ name, formula }) => ({
          name,
          range: formula.replace(/^=/, ""),
          scope: sheet.name,
        })),
      ),
    ],
    properties: {
      ...state.properties,
      custom: { [SETTINGS_PROPERTY]: JSON.stringify(state.settings) },
    },
  });
}

function sheetOf(sheet: HostSheet, state: HostWorkbook): WriteSheet {
  const looks = sheet.looks.flatMap(({ range, look }) => {
    const area = parseArea(range);
    return area ? [{ area, look }] : [];
  });
  const { zoom } = sheet.page;
  const isFitted = zoom.horizontalFitToPages !== undefined || zoom.verticalFitToPages !== undefined;
  return {
    name: sheet.name,
    columns: columnsOf(sheet, looks),
    rows: [],
    cells: cellsOf(sheet, looks),
    rowDefs: new Map(
      sheet.rows.map((row): [number, RowDef] => [
        row.row,
        { ...(row.height === null ? {} : { height: row.height }), hidden: row.hidden },
      ]),
    ),
    merges: sheet.merges.flatMap((range) => {
      const area = parseArea(range);
      return area
        ? [{ startRow: area.top, startCol: area.left, endRow: area.bottom, endCol: area.right }]
        : [];
    }),
    ...saveRules(sheet),
    ...(sheet.freeze ? { freezePane: { rows: sheet.freeze.rows, columns: sheet.freeze.columns } } : {}),
    ...(sheet.protection ? { protection: protectionOf(sheet.protection) } : {}),
    pageSetup: {
      orientation: sheet.page.orientation === "Landscape" ? "landscape" : "portrait",
      paperSize: sheet.page.paperSize === "Letter" ? "letter" : "a4",
      ...(isFitted
        ? {
            fitToPage: true,
            fitToWidth: zoom.horizontalFitToPages ?? 0,
            fitToHeight: zoom.verticalFitToPages ?? 0,
          }
        : {}),
      ...(sheet.page.titleRows === null ? {} : { printTitlesRow: sheet.page.titleRows }),
      ...(sheet.page.printArea === null ? {} : { printArea: sheet.page.printArea }),
    },
    ...(sheet.page.breaks.length === 0 ? {} : { rowBreaks: sheet.page.breaks.map((row) => row - 1) }),
    headerFooter: { oddHeader: bandOf(sheet.page.header), oddFooter: bandOf(sheet.page.footer) },
    view: {
      showGridLines: sheet.gridlines,
      ...(sheet.tabColor === "" ? {} : { tabColor: { rgb: sheet.tabColor.slice(1) } }),
    },
    hidden: sheet.visibility === "Hidden",
    veryHidden: sheet.visibility === "VeryHidden",
    tables: sheet.tables.map((table) => ({
      name: table.name,
      range: table.range,
      columns: table.columns.map(({ name }) => ({ name })),
      style: table.style,
      showRowStripes: table.bandedRows,
      showColumnStripes: table.bandedColumns,
      showAutoFilter: table.showFilterButton,
      showTotalRow: table.showTotals,
    })),
    charts: sheet.charts.map((chart) => chartOf(chart, sheet, state)),
  };
}

/** Points to the file's width, which counts the digits of the default font with their margin. */
const widthOf = (points: number): number => Math.round(((points * 4) / 3 / 7) * 100) / 100;

interface PlacedLook {
  readonly area: Area;
  readonly look: Look;
}

/** A look that reaches the bottom of the sheet is the column's own, from `top` on. */
function columnLooks(looks: readonly PlacedLook[]): Map<number, { top: number; look: Look }> {
  const found = new Map<number, { top: number; look: Look }>();
  for (const { area, look } of looks) {
    if (area.bottom !== ROWS - 1 || area.right - area.left > 1000) continue;
    for (let column = area.left; column <= area.right; column++) found.set(column, { top: area.top, look });
  }
  return found;
}

function columnsOf(sheet: HostSheet, looks: readonly PlacedLook[]): ColumnDef[] {
  const styles = columnLooks(looks);
  const sizes = new Map(sheet.columns.map((column) => [column.column, column]));
  const last = Math.max(-1, ...styles.keys(), ...sizes.keys());
  return Array.from({ length: last + 1 }, (_, column): ColumnDef => {
    const size = sizes.get(column);
    const look = styles.get(column)?.look;
    return {
      width: widthOf(size?.width ?? STANDARD_POINTS),
      ...(size?.hidden ? { hidden: true } : {}),
      ...(look ? { style: fileStyle(look) } : {}),
    };
  });
}

function cellsOf(sheet: HostSheet, looks: readonly PlacedLook[]): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  const own = columnLooks(looks);
  // Rows above the point from which a column's own look holds have looks of their own, or none.
  for (const [column, { top }] of own) {
    for (let row = 0; row < top; row++) cells.set(`${row},${column}`, { value: null, style: {} });
  }
  for (const { area, look } of looks) {
    if (area.bottom === ROWS - 1) continue;
    const style = fileStyle(look);
    for (let row = area.top; row <= area.bottom; row++) {
      for (let column = area.left; column <= Math.min(area.right, area.left + 1000); column++) {
        cells.set(`${row},${column}`, { value: null, style });
      }
    }
  }
  const styles = new Map(
    [...own].map(([column, { top, look }]) => [column, { top, style: fileStyle(look) }]),
  );
  for (const { row, column, value, formula, error, link } of sheet.cells) {
    const key = `${row},${column}`;
    const below = styles.get(column);
    const made: Partial<Cell> = {
      ...cells.get(key),
      ...(below && row >= below.top ? { style: below.style } : {}),
    };
    if (formula === undefined) Object.assign(made, { value, ...(error ? { type: "error" } : {}) });
    else
      Object.assign(made, {
        formula: formula.replace(/^=/, ""),
        ...(value === "" ? {} : { formulaResult: value }),
      });
    if (link) {
      const isInner = link.address.startsWith("#");
      made.hyperlink = {
        target: isInner ? "" : link.address,
        ...(isInner ? { location: link.address.slice(1) } : {}),
        ...(link.tip ? { tooltip: link.tip } : {}),
      };
    }
    cells.set(key, made);
  }
  for (const { cell, content, author } of sheet.comments) {
    const at = parseArea(cell);
    if (!at) continue;
    const key = `${at.top},${at.left}`;
    cells.set(key, {
      value: null,
      ...cells.get(key),
      comment: { text: content, ...(author ? { author } : {}) },
    });
  }
  return cells;
}

function protectionOf({
  options,
  password,
}: NonNullable<HostSheet["protection"]>): NonNullable<WriteSheet["protection"]> {
  const may = (key: string) => options[key] === true;
  return {
    sheet: true,
    objects: !may("allowEditObjects"),
    scenarios: !may("allowEditScenarios"),
    formatCells: may("allowFormatCells"),
    formatColumns: may("allowFormatColumns"),
    formatRows: may("allowFormatRows"),
    insertColumns: may("allowInsertColumns"),
    insertRows: may("allowInsertRows"),
    deleteColumns: may("allowDeleteColumns"),
    deleteRows: may("allowDeleteRows"),
    sort: may("allowSort"),
    autoFilter: may("allowAutoFilter"),
    ...(password === "" ? {} : { password }),
  };
}

const bandOf = ({ left, center, right }: { left: string; center: string; right: string }): string =>
  [left && `&L${left}`, center && `&C${center}`, right && `&R${right}`].filter(Boolean).join("");

const KINDS = [
  { starts: "Column", type: "column" },
  { starts: "Bar", type: "bar" },
  { starts: "Line", type: "line" },
  { starts: "Pie", type: "pie" },
  { starts: "Doughnut", type: "doughnut" },
  { starts: "Area", type: "area" },
] as const;

function chartOf(chart: HostChart, sheet: HostSheet, state: HostWorkbook): SheetChart {
  const type = KINDS.find(({ starts }) => chart.type.startsWith(starts))?.type;
  if (!type) throw new Error(`no way to save a chart of type ${chart.type}`);
  const position = chart.legend.position.toLowerCase();
  const side = position === "top" || position === "left" || position === "right" ? position : "bottom";
  const { left, top, width, height } = chart.place;
  const rows = new Map(sheet.rows.map((row) => [row.row, row.hidden ? 0 : (row.height ?? STANDARD_HEIGHT)]));
  const columns = new Map(
    sheet.columns.map((column) => [column.column, column.hidden ? 0 : (column.width ?? STANDARD_POINTS)]),
  );
  const x = (points: number) => lineAt(points, (column) => columns.get(column) ?? STANDARD_POINTS);
  const y = (points: number) => lineAt(points, (row) => rows.get(row) ?? STANDARD_HEIGHT);
  return {
    type,
    ...(chart.title === null || chart.title === "" ? {} : { title: chart.title }),
    series: chart.series.map((series) => ({
      name: seriesName(series.name, state),
      values: series.values.replace(/^=/, ""),
      ...(series.categories === "" ? {} : { categories: series.categories.replace(/^=/, "") }),
      ...(series.color === null ? {} : { color: series.color.slice(1) }),
    })),
    anchor: { from: { row: y(top), col: x(left) }, to: { row: y(top + height), col: x(left + width) } },
    ...(chart.type.includes("Stacked") ? { barGrouping: "stacked" as const } : {}),
    legend: chart.legend.visible ? side : false,
    altText: chart.name,
    axes: {
      ...(chart.categoryAxisTitle === null ? {} : { x: { title: chart.categoryAxisTitle } }),
      ...(chart.valueAxisTitle === null ? {} : { y: { title: chart.valueAxisTitle } }),
    },
  };
}

/** The row or column that a distance in points from the sheet's corner falls into. */
function lineAt(points: number, size: (line: number) => number): number {
  let line = 0;
  for (let left = points; line < 100_000 && left >= size(line) - 0.01; line++) left -= size(line);
  return line;
}

function seriesName(name: string, state: HostWorkbook): string {
  if (!name.startsWith("=")) return name;
  const { sheet, address } = splitSheet(name.slice(1));
  const area = parseArea(address);
  const cells = state.sheets.find((one) => one.name === sheet)?.cells ?? [];
  return String(cells.find(({ row, column }) => row === area?.top && column === area.left)?.value ?? "");
}
