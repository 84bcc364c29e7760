/** An object that lies over cells which may move while it is held. */
import type { Area } from "../workbook/area.ts";
import { isOnSheet, parseArea, splitSheet } from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HeldRange, Workbook } from "../workbook/workbook.ts";
import { ApiObject, type ApiHost } from "./object.ts";

export abstract class AreaObject extends ApiObject {
  constructor(
    host: ApiHost,
    /** Not in Office.js: what the host holds. */
    readonly held: HeldRange,
  ) {
    super(host);
  }

  sheetOf(): Sheet {
    return this.held.sheet;
  }

  areaOf(): Area {
    if (!this.held.area || !this.host.book.sheets.includes(this.held.sheet))
      throw problem("InvalidReference");
    return this.held.area;
  }
}

/** Reads `A1:B2`, `'My sheet'!A1`, a name or a table's name, as `getRange` does. */
export function resolveRange(
  book: Workbook,
  own: Sheet | null,
  reference: string,
): { sheet: Sheet; area: Area } {
  const { sheet: sheetName, address } = splitSheet(reference.replace(/^=/, ""));
  const sheet = sheetName === null ? own : book.sheet(sheetName);
  if (!sheet) throw problem("InvalidArgument");
  const area = parseArea(address);
  if (area && isOnSheet(area)) return { sheet, area };
  const table = book.table(address);
  if (table) {
    const top = table.table.area.top + (table.table.showHeaders ? 1 : 0);
    return { sheet: table.sheet, area: { ...table.table.area, top } };
  }
  const name = [...(own?.names ?? []), ...book.names].find(
    (one) => one.name.toLowerCase() === address.toLowerCase(),
  );
  if (name && splitSheet(name.formula.replace(/^=/, "")).sheet !== null)
    return resolveRange(book, null, name.formula);
  throw problem("InvalidArgument");
}

/** An argument that may be an address or a range. */
export function rangeArgument(
  given: unknown,
  book: Workbook,
  own: Sheet | null,
): { sheet: Sheet; area: Area } {
  if (given instanceof AreaObject) return { sheet: given.sheetOf(), area: given.areaOf() };
  if (typeof given === "string") return resolveRange(book, own, given);
  throw problem("InvalidArgument");
}
