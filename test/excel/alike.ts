/**
 * Two files of one plan, one drawn by the service and one saved from Excel, in words that can be compared. What a
 * painter has no say in is evened out: how a file spells a default, how wide the saving program's digits are.
 */
import { columnIndex, columnName } from "../../shared/plan/address.ts";
import type { Look } from "../host/workbook/look.ts";
import type { HostWorkbook } from "../host/workbook/state.ts";
import type { DrawnCell, DrawnChart, DrawnLook, DrawnSheet, DrawnWorkbook } from "../xlsx/drawn.ts";
import { PLAIN_LOOK } from "../xlsx/drawn.ts";

export const alike = (book: DrawnWorkbook): DrawnWorkbook => ({
  ...book,
  sheets: book.sheets.map(sheetAlike),
});

/**
 * What the columns of a sheet carry to the bottom, from the host itself: the library that saves its workbooks
 * leaves the looks of columns out.
 */
export function withFeet(book: DrawnWorkbook, state: HostWorkbook): DrawnWorkbook {
  const footOf = (sheet: DrawnSheet): DrawnSheet["foot"] => {
    const looks = state.sheets.find(({ name }) => name === sheet.name)?.looks ?? [];
    const foot: Record<string, DrawnLook> = {};
    for (const { range, look } of looks) {
      const [, first, last] = /^([A-Z]+)(?:\d+)?:([A-Z]+)(?:1048576)?$/.exec(range) ?? [];
      if (first === undefined || last === undefined) continue;
      for (let i = columnIndex(first); i <= columnIndex(last); i += 1) foot[columnName(i)] = drawnLook(look);
    }
    return foot;
  };
  return { ...book, sheets: book.sheets.map((sheet) => ({ ...sheet, foot: footOf(sheet) })) };
}

const ALIGN: Readonly<Record<string, DrawnLook["align"]>> = {
  Left: "left",
  Center: "center",
  Right: "right",
};
const VALIGN: Readonly<Record<string, DrawnLook["valign"]>> = { Top: "top", Center: "center" };

const drawnLook = (look: Look): DrawnLook => ({
  format: look.numberFormat ?? PLAIN_LOOK.format,
  bold: look.bold ?? false,
  italic: look.italic ?? false,
  size: look.size ?? PLAIN_LOOK.size,
  color: look.color ?? null,
  fill: look.fill ?? null,
  align: ALIGN[look.horizontal ?? "General"] ?? PLAIN_LOOK.align,
  valign: VALIGN[look.vertical ?? "Bottom"] ?? PLAIN_LOOK.valign,
  wrap: look.wrap ?? false,
  line: look.bottom?.color ?? null,
});

const NO_PRINT = { orientation: "portrait", titleRows: null, header: "", footer: "" } as const;

function sheetAlike(sheet: DrawnSheet): DrawnSheet {
  const foot = Object.fromEntries(
    Object.entries(sheet.foot)
      .map(([column, look]): [string, DrawnLook] => [column, lookAlike(look)])
      .filter(([, look]) => !same(look, PLAIN_LOOK)),
  );
  return {
    ...sheet,
    foot,
    cells: cellsAlike(sheet, foot),
    columns: Object.fromEntries(
      Object.entries(sheet.columns).map(([column, { width, hidden }]) => [
        column,
        { width: Math.round(width), hidden },
      ]),
    ),
    print: sheet.print && same(sheet.print, NO_PRINT) ? null : sheet.print,
    charts: sheet.charts.map(chartAlike),
  };
}

/** A blank cell that looks as its column does says nothing. */
function cellsAlike(
  sheet: DrawnSheet,
  foot: Readonly<Record<string, DrawnLook>>,
): Readonly<Record<string, DrawnCell>> {
  const cells: Record<string, DrawnCell> = {};
  for (const [address, cell] of Object.entries(sheet.cells)) {
    const look = lookAlike(cell.look);
    const column = address.replace(/\d+$/, "");
    const blank = cell.value === null && cell.formula === null;
    if (blank && (same(look, PLAIN_LOOK) || same(look, foot[column] ?? PLAIN_LOOK))) continue;
    cells[address] = { ...cell, value: decoded(cell.value), look };
  }
  return cells;
}

const lookAlike = (look: DrawnLook): DrawnLook => ({
  ...look,
  size: look.size ?? PLAIN_LOOK.size,
  color: look.color === "#000000" ? null : look.color,
});

/** The library that saves the host's workbooks leaves `_x0041_` as it is, and readers take it for an escape. */
const decoded = (value: DrawnCell["value"]): DrawnCell["value"] =>
  typeof value === "string"
    ? value.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : value;

/** It also numbers charts by itself, and writes a series' name out where the service points to its cell. */
const chartAlike = (chart: DrawnChart): DrawnChart => ({
  ...chart,
  name: "",
  series: chart.series.map((series) => ({ ...series, name: "" })),
});

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
