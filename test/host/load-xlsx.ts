/** A file as the host's workbook, so that a test can open it as a person would. */
import { readXlsx, type Sheet as FileSheet, type SheetProtection } from "hucre";
import { lookFrom } from "./save-look.ts";
import { conditionalsFrom, validationsFrom } from "./save-rules.ts";
import { SETTINGS_PROPERTY } from "./save-xlsx.ts";
import { ROWS, addressOf, area, columnName } from "./workbook/area.ts";
import type { CellValue } from "./workbook/cells.ts";
import { ERRORS, serialOf } from "./workbook/entry.ts";
import { look } from "./workbook/look.ts";
import { PLAIN_PAGE } from "./workbook/sheet.ts";
import type { HostCell, HostChart, HostSheet, HostWorkbook } from "./workbook/state.ts";

export async function loadXlsx(bytes: Uint8Array): Promise<HostWorkbook> {
  const file = await readXlsx(bytes, { readStyles: true });
  const date1904 = file.dateSystem === "1904";
  let made = 0;
  const number = () => ++made;
  const sheets = file.sheets.map((sheet) => sheetFrom(sheet, date1904, number));
  const settings: unknown = JSON.parse(String(file.properties?.custom?.[SETTINGS_PROPERTY] ?? "{}"));
  const { title, subject, company, keywords } = file.properties ?? {};
  const names = (file.namedRanges ?? []).map(({ name, range, scope, comment }) => ({
    scope,
    item: { name, formula: `=${range}`, visible: true, comment: comment ?? "" },
  }));
  return {
    date1904,
    active: sheets[file.activeSheet ?? 0]?.name ?? sheets[0]?.name ?? "",
    sheets: sheets.map((sheet) => ({
      ...sheet,
      names: names.filter(({ scope }) => scope === sheet.name).map(({ item }) => item),
    })),
    names: names.filter(({ scope }) => scope === undefined).map(({ item }) => item),
    settings: typeof settings === "object" && settings !== null ? { ...settings } : {},
    customXml: [],
    properties: Object.fromEntries(
      Object.entries({ title, subject, company, keywords }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
    calculationMode: "Automatic",
  };
}

function sheetFrom(sheet: FileSheet, date1904: boolean, number: () => number): HostSheet {
  const { header, footer } = PLAIN_PAGE;
  const { pageSetup } = sheet;
  return {
    name: sheet.name,
    id: "",
    visibility: sheet.veryHidden ? "VeryHidden" : sheet.hidden ? "Hidden" : "Visible",
    tabColor:
      sheet.view?.tabColor?.rgb === undefined ? "" : `#${sheet.view.tabColor.rgb.slice(-6).toUpperCase()}`,
    gridlines: sheet.view?.showGridLines ?? true,
    headings: sheet.view?.showRowColHeaders ?? true,
    standardWidth: 8.43,
    selection: "A1",
    freeze: sheet.freezePane
      ? { rows: sheet.freezePane.rows ?? 0, columns: sheet.freezePane.columns ?? 0 }
      : null,
    protection: sheet.protection?.sheet ? { options: optionsFrom(sheet.protection), password: "" } : null,
    cells: cellsFrom(sheet, date1904),
    looks: looksFrom(sheet),
    columns: (sheet.columns ?? []).flatMap(({ width, hidden }, column) =>
      width === undefined && !hidden
        ? []
        : [
            {
              column,
              width: width === undefined ? null : Math.round(width * 7 * 0.75 * 100) / 100,
              hidden: hidden ?? false,
            },
          ],
    ),
    rows: [...(sheet.rowDefs ?? [])].map(([row, { height, hidden }]) => ({
      row,
      height: height ?? null,
      hidden: hidden ?? false,
      filtered: false,
    })),
    validations: validationsFrom(sheet.dataValidations ?? []),
    conditionals: conditionalsFrom(sheet.conditionalRules ?? [], number),
    merges: (sheet.merges ?? []).map((one) =>
      addressOf({ top: one.startRow, left: one.startCol, bottom: one.endRow, right: one.endCol }),
    ),
    tables: (sheet.tables ?? []).map((table) => ({
      id: String(number()),
      name: table.displayName ?? table.name,
      range: table.range ?? "A1:A2",
      columns: table.columns.map(({ name }, i) => ({ id: i + 1, name })),
      style: table.style ?? "TableStyleMedium2",
      showHeaders: true,
      showTotals: table.showTotalRow ?? false,
      showFilterButton: table.showAutoFilter ?? false,
      bandedRows: table.showRowStripes ?? false,
      bandedColumns: table.showColumnStripes ?? false,
      filters: [],
      sort: [],
    })),
    charts: chartsFrom(sheet, number),
    names: [],
    comments: [...(sheet.cells ?? [])].flatMap(([key, { comment }]) => {
      const [row = 0, column = 0] = key.split(",").map(Number);
      if (!comment) return [];
      return [
        {
          id: `{${number()}}`,
          cell: addressOf(area(row, column, 1, 1)),
          content: comment.text,
          author: comment.author ?? "",
        },
      ];
    }),
    page: {
      ...PLAIN_PAGE,
      orientation: pageSetup?.orientation === "landscape" ? "Landscape" : "Portrait",
      zoom: pageSetup?.fitToPage
        ? { horizontalFitToPages: pageSetup.fitToWidth ?? 1, verticalFitToPages: pageSetup.fitToHeight ?? 0 }
        : { scale: 100 },
      titleRows: pageSetup?.printTitlesRow ?? null,
      printArea: pageSetup?.printArea ?? null,
      header: { ...header, ...bandFrom(sheet.headerFooter?.oddHeader ?? "") },
      footer: { ...footer, ...bandFrom(sheet.headerFooter?.oddFooter ?? "") },
    },
  };
}

function bandFrom(text: string): { left?: string; center?: string; right?: string } {
  const part = (letter: string) => new RegExp(`&${letter}((?:(?!&[LCR]).)*)`, "s").exec(text)?.[1];
  const [left, center, right] = [part("L"), part("C"), part("R")];
  return { ...(left ? { left } : {}), ...(center ? { center } : {}), ...(right ? { right } : {}) };
}

function cellsFrom(sheet: FileSheet, date1904: boolean): HostCell[] {
  const found: HostCell[] = [];
  sheet.rows.forEach((values, row) => {
    values.forEach((plain, column) => {
      const detail = sheet.cells?.get(`${row},${column}`);
      const raw = detail?.formula === undefined ? plain : (detail.formulaResult ?? plain);
      const value: CellValue | null = raw instanceof Date ? dateSerial(raw, date1904) : raw;
      const link = detail?.hyperlink;
      const links = link
        ? {
            link: {
              address: link.location === undefined ? link.target : `#${link.location}`,
              tip: link.tooltip ?? "",
            },
          }
        : {};
      if (detail?.formula !== undefined) {
        found.push({
          row,
          column,
          value: value ?? "",
          formula: `=${detail.formula}`,
          ...isError(value),
          ...links,
        });
      } else if (value !== null && value !== "") {
        const error = detail?.type === "error" ? isError(value) : {};
        found.push({ row, column, value, ...error, ...links });
      }
    });
  });
  return found;
}

const isError = (value: CellValue | null): { error?: true } =>
  typeof value === "string" && ERRORS.includes(value) ? { error: true } : {};

function dateSerial(date: Date, date1904: boolean): number {
  const day = serialOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date1904) ?? 0;
  return day + (date.getTime() % 86_400_000) / 86_400_000;
}

/** Looks of columns, then of the cells that differ. */
function looksFrom(sheet: FileSheet): HostSheet["looks"] {
  const columns = (sheet.columns ?? []).flatMap(({ style }, column) => {
    const own = look(lookFrom(style));
    const name = columnName(column);
    return Object.keys(own).length === 0 ? [] : [{ range: `${name}1:${name}${ROWS}`, look: own }];
  });
  const cells = [...(sheet.cells ?? [])].flatMap(([key, { style }]) => {
    const [row = 0, column = 0] = key.split(",").map(Number);
    return style ? [{ range: addressOf(area(row, column, 1, 1)), look: look(lookFrom(style)) }] : [];
  });
  return [...columns, ...cells];
}

function optionsFrom(protection: SheetProtection): Record<string, boolean> {
  const may = (allowed: boolean | undefined) => allowed === true;
  return {
    allowFormatCells: may(protection.formatCells),
    allowFormatColumns: may(protection.formatColumns),
    allowFormatRows: may(protection.formatRows),
    allowInsertRows: may(protection.insertRows),
    allowInsertColumns: may(protection.insertColumns),
    allowDeleteRows: may(protection.deleteRows),
    allowDeleteColumns: may(protection.deleteColumns),
    allowSort: may(protection.sort),
    allowAutoFilter: may(protection.autoFilter),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  bar: "BarClustered",
  column: "ColumnClustered",
  line: "Line",
  pie: "Pie",
  doughnut: "Doughnut",
  area: "Area",
};

function chartsFrom(sheet: FileSheet, number: () => number): HostChart[] {
  return (sheet.charts ?? []).map((chart, i) => ({
    id: `{${number()}}`,
    name: chart.altText ?? `Chart ${i + 1}`,
    type: TYPES[chart.kinds[0] ?? ""] ?? "ColumnClustered",
    title: chart.title ?? null,
    source: "",
    seriesBy: "Auto",
    series: (chart.series ?? []).map((series) => ({
      name: series.name ?? "",
      values: `=${series.valuesRef ?? ""}`,
      categories: series.categoriesRef === undefined ? "" : `=${series.categoriesRef}`,
      color: null,
      labels: false,
    })),
    place: { left: 0, top: 0, width: 360, height: 216 },
    legend: { visible: chart.legend !== false, position: "Bottom" },
    valueAxisTitle: chart.axes?.y?.title ?? null,
    categoryAxisTitle: chart.axes?.x?.title ?? null,
    numberFormat: null,
    minimum: null,
    maximum: null,
  }));
}
