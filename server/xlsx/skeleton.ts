/**
 * Everything of a workbook but its cells: drawn by hucre from the plan, then completed where a file of this
 * product needs what hucre does not write. The cells are poured in between `head` and `tail` of each sheet.
 */
import { kMaxLength } from "node:buffer";
import { writeXlsx } from "hucre/xlsx";
import type { WriteOptions, WriteSheet } from "hucre/xlsx";
import { columnIndex, parseRange, quoteSheet } from "../../shared/plan/address.ts";
import type { SheetPlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import { finishChart, finishDrawing, sheetChart } from "./charts.ts";
import { columnsXml, layoutOf, tableRange } from "./layout.ts";
import { BASE_FONT, cellStyle, finishStyles, STYLE_NAMES } from "./looks.ts";
import type { Formats } from "./looks.ts";
import { highlightRule, validationsOf } from "./rules.ts";
import { bareFormula } from "./text.ts";
import { unzip } from "./unzip.ts";

export interface Skeleton {
  readonly formats: Formats;
  /** A sheet's XML before and after its rows, in the order of the plan's sheets. */
  readonly sheets: readonly { readonly head: string; readonly tail: string }[];
  /** All other parts, by path. */
  readonly parts: ReadonlyMap<string, string>;
}

/** How many rows a table has, where it is not as many as its plan lists. */
export type RowCounts = ReadonlyMap<string, number>;

const SHEET_PART = /^xl\/worksheets\/sheet(\d+)\.xml$/;
const ROWS = /<sheetData(?:\/>|>(.*?)<\/sheetData>)/s;

/** The archive that is taken apart is one we have just made. */
const UNBOUNDED = { entries: 0xffff, total: kMaxLength, part: () => kMaxLength };

/**
 * @param noted sheets, by their place in the plan, whose cells have notes: what links them to their notes is drawn,
 *   and one note as a stand-in
 */
export async function drawSkeleton(
  plan: WorkbookPlan,
  counts: RowCounts,
  noted: ReadonlySet<number> = new Set(),
): Promise<Skeleton> {
  const bytes = await writeXlsx(workbookOf(plan, counts, noted));
  const all = await unzip(bytes, () => true, UNBOUNDED);
  const parts = new Map([...all].map(([path, content]) => [path, content.toString("utf8")]));

  const formats = formatsOf(take(parts, "xl/worksheets/sheet1.xml"));
  const sheets = plan.sheets.map((sheet, i) => {
    const path = `xl/worksheets/sheet${i + 1}.xml`;
    return splitSheet(take(parts, path), sheet, sheet.name === plan.active, formats);
  });
  for (const [path, xml] of parts) {
    if (SHEET_PART.test(path)) parts.delete(path);
    else if (path === "xl/styles.xml") parts.set(path, finishStyles(xml));
    else if (path.startsWith("xl/charts/chart")) parts.set(path, finishChart(xml));
    else if (path.startsWith("xl/tables/")) parts.set(path, finishTable(xml));
  }
  plan.sheets.forEach((sheet, i) => {
    const path = `xl/drawings/drawing${i + 1}.xml`;
    const xml = parts.get(path);
    if (xml !== undefined) parts.set(path, finishDrawing(xml, sheet.charts));
  });
  return { formats, sheets, parts };
}

function workbookOf(plan: WorkbookPlan, counts: RowCounts, noted: ReadonlySet<number>): WriteOptions {
  const titles = plan.sheets.flatMap(({ name, print }) => [
    ...(print?.titleRows
      ? [{ name: "_xlnm.Print_Titles", range: `${quoteSheet(name)}!${print.titleRows}`, scope: name }]
      : []),
    ...(print?.area
      ? [{ name: "_xlnm.Print_Area", range: `${quoteSheet(name)}!${absolute(print.area)}`, scope: name }]
      : []),
  ]);
  return {
    sheets: plan.sheets.map((sheet, i) => sheetOf(sheet, i, counts, noted.has(i))),
    namedRanges: [...plan.names.map((n) => ({ name: n.name, range: bareFormula(n.formula) })), ...titles],
    defaultFont: BASE_FONT,
    activeSheet: Math.max(
      0,
      plan.sheets.findIndex((s) => s.name === plan.active),
    ),
    properties: { title: plan.title },
  };
}

function sheetOf(sheet: SheetPlan, index: number, counts: RowCounts, noted: boolean): WriteSheet {
  const { print, freeze } = sheet;
  const cells: Cells = new Map([...(index === 0 ? swatch() : []), ...(noted ? STAND_IN : [])]);
  return {
    name: sheet.name,
    hidden: sheet.visibility === "hidden",
    ...(cells.size > 0 ? { cells } : {}),
    merges: sheet.merges?.map(mergeRange),
    dataValidations: sheet.tables.flatMap(validationsOf),
    conditionalRules: sheet.highlights.map(highlightRule),
    ...(freeze && (freeze.rows > 0 || freeze.columns > 0) ? { freezePane: { ...freeze } } : {}),
    ...(sheet.protected ? { protection: { sheet: true, objects: true, scenarios: true } } : {}),
    view: {
      ...(sheet.tabColor ? { tabColor: { rgb: sheet.tabColor.replace("#", "") } } : {}),
      ...(sheet.gridlines === false ? { showGridLines: false } : {}),
    },
    tables: sheet.tables.map((table) => ({
      name: table.name,
      columns: table.columns.map((c) => ({ name: c.header })),
      range: tableRange(table, counts.get(table.name) ?? table.rows.length),
      style: table.style,
      showAutoFilter: table.filter,
    })),
    charts: sheet.charts.map((chart) => sheetChart(chart, sheet.name)),
    // Counted by the last row before each.
    ...(print?.breaks?.length ? { rowBreaks: print.breaks.map((row) => row - 1) } : {}),
    ...(print
      ? {
          pageSetup: {
            paperSize: "a4",
            orientation: print.orientation,
            fitToPage: true,
            fitToWidth: 1,
            fitToHeight: 0,
            margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6 },
          },
          headerFooter: {
            ...(print.header ? { oddHeader: centred(print.header) } : {}),
            ...(print.footer ? { oddFooter: centred(print.footer) } : {}),
          },
        }
      : {}),
  };
}

type Cells = NonNullable<WriteSheet["cells"]>;

/** In a row of its own: the first one is the swatch. */
const STAND_IN: Cells = new Map([["1,0", { comment: { text: "" } }]]);

/** `B1:L9` is `$B$1:$L$9`. */
const absolute = (area: string): string => area.replaceAll(/([A-Z]+)(\d+)/g, "$$$1$$$2");

/** Every look once, on the first sheet: this is how a look gets its number. */
const swatch = (): Cells => new Map(STYLE_NAMES.map((name, i) => [`0,${i}`, { style: cellStyle(name) }]));

function mergeRange(range: string): NonNullable<WriteSheet["merges"]>[number] {
  const { row, column, rows, columns } = parseRange(range);
  return { startRow: row, startCol: column, endRow: row + rows - 1, endCol: column + columns - 1 };
}

/** Text that names no side goes to the middle. `&P` and the like are Excel's codes. */
const centred = (text: string): string => (/^&[LCR]/.test(text) ? text : `&C${text}`);

function formatsOf(firstSheet: string): Formats {
  const numbers = new Map<string, number>();
  const cells = ROWS.exec(firstSheet)?.[1] ?? "";
  for (const [, column = "", number] of cells.matchAll(/<c r="([A-Z]+)1" s="(\d+)"\/>/g)) {
    const style = STYLE_NAMES[columnIndex(column)];
    if (style) numbers.set(style, Number(number));
  }
  const count = Math.max(0, ...numbers.values()) + 1;
  const of: Formats["of"] = (style) => numbers.get(style) ?? 0;
  return { of, quoted: (style) => of(style) + count };
}

function splitSheet(
  xml: string,
  sheet: SheetPlan,
  active: boolean,
  formats: Formats,
): { head: string; tail: string } {
  const rows = ROWS.exec(xml);
  if (!rows) throw new Error(`the sheet ${sheet.name} was drawn without a place for its rows`);
  const columns = columnsXml(sheet, layoutOf(sheet), formats);
  const head = xml
    .slice(0, rows.index)
    // The size of a sheet that is not written yet; readers do without.
    .replace(/<dimension [^>]*\/>/, "")
    .replace("<sheetView ", active ? '<sheetView tabSelected="1" ' : "<sheetView ");
  return {
    head: `${head}${columns}<sheetData>`,
    tail: `</sheetData>${xml.slice(rows.index + rows[0].length)}`,
  };
}

/** A line break in a heading is written so in a table's list of columns, or Excel mends the file on opening. */
const finishTable = (xml: string): string => xml.replaceAll("&#10;", "_x000a_");

function take(parts: ReadonlyMap<string, string>, path: string): string {
  const xml = parts.get(path);
  if (xml === undefined) throw new Error(`the workbook was drawn without ${path}`);
  return xml;
}
