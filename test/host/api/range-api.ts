/** `Excel.Range`. */
import { area as areaAt, columnsOf, intersection, rowsOf, type Area } from "../workbook/area.ts";
import { sortRows } from "../workbook/arrange.ts";
import { changed } from "../workbook/look.ts";
import { problem } from "../workbook/problem.ts";
import { deleteCells, insertCells } from "../workbook/shift.ts";
import { textOf } from "../workbook/text.ts";
import type { HeldRange } from "../workbook/workbook.ts";
import { put, refuseProtected, refuseProtectedSheet } from "../workbook/write.ts";
import { AreaObject, rangeArgument } from "./area-object.ts";
import { ConditionalFormatsApi } from "./conditional-api.ts";
import { RangeFormatApi } from "./format-api.ts";
import { ApiNothing, type ApiHost, type ApiObject } from "./object.ts";
import { RangeAreasApi } from "./range-areas-api.ts";
import { RangeContent } from "./range-content.ts";
import { sortFields } from "./sort-field.ts";
import { DataValidationApi } from "./validation-api.ts";

export class RangeApi extends RangeContent {
  readonly className = "Range";

  constructor(
    host: ApiHost,
    held: HeldRange,
    private reference: string | null = null,
  ) {
    super(host, held);
  }

  override identity(): Record<string, unknown> {
    return this.reference === null ? {} : { _ReferenceId: this.reference };
  }

  get format(): ApiObject {
    return new RangeFormatApi(this.host, this.held);
  }
  get dataValidation(): ApiObject {
    return new DataValidationApi(this.host, this.held);
  }
  get conditionalFormats(): ApiObject {
    return new ConditionalFormatsApi(this.host, this.held);
  }
  get sort(): ApiObject {
    return new RangeSortApi(this.host, this.held);
  }

  /** The client asks for it for each range it keeps across requests; the host then moves it with its cells. */
  _KeepReference(): void {
    if (this.reference !== null) return;
    this.reference = `range-${this.host.book.newNumber()}`;
    this.host.book.held.set(this.reference, this.held);
  }

  getMergedAreasOrNullObject(): ApiObject {
    const sheet = this.sheetOf();
    const own = this.areaOf();
    const merged = sheet.merges.filter((merge) => intersection(merge, own));
    return merged.length === 0 ? new ApiNothing(this.host) : new RangeAreasApi(this.host, sheet, merged);
  }

  select(): void {
    this.host.book.select(this.sheetOf(), this.areaOf());
  }
  calculate(): void {
    this.areaOf();
  }
  clear(applyTo = "All"): void {
    const sheet = this.sheetOf();
    const own = this.areaOf();
    const all = applyTo === "All";
    if (
      !all &&
      !["Formats", "Contents", "Hyperlinks", "RemoveHyperlinks", "ResetContents"].includes(applyTo)
    ) {
      throw problem("InvalidArgument");
    }
    refuseProtected(sheet, own);
    if (all || applyTo === "Contents" || applyTo === "ResetContents") {
      for (const [row, column] of [...sheet.cells.in(own)])
        put(this.host.book, sheet, row, column, undefined);
      this.tell("RangeEdited", own);
    }
    if (all || applyTo === "Formats") {
      sheet.looks.paint(own, () => undefined);
      sheet.conditionals = sheet.conditionals.filter(({ range }) => range !== this.address.split("!").at(-1));
    }
    if (all) {
      // Clearing all takes validation and links with it.
      sheet.validations.paint(own, () => undefined);
      sheet.merges = sheet.merges.filter((merge) => !intersection(merge, own));
    }
    if (all || applyTo.endsWith("Hyperlinks")) {
      for (const [at] of [...sheet.links]) {
        if (intersection(rangeArgument(at, this.host.book, sheet).area, own)) sheet.links.delete(at);
      }
    }
  }
  insert(shift: string): ApiObject {
    if (shift !== "Down" && shift !== "Right") throw problem("InvalidArgument");
    const own = this.areaOf();
    refuseProtectedSheet(this.sheetOf(), shift === "Down" ? "allowInsertRows" : "allowInsertColumns");
    insertCells(this.host.book, this.sheetOf(), own, shift);
    this.tell(
      shift === "Down" && this.isEntireRow
        ? "RowInserted"
        : this.isEntireColumn
          ? "ColumnInserted"
          : "CellInserted",
      own,
    );
    return this.to(own);
  }
  delete(shift: string): void {
    if (shift !== "Up" && shift !== "Left") throw problem("InvalidArgument");
    const own = this.areaOf();
    const type =
      shift === "Up" && this.isEntireRow
        ? "RowDeleted"
        : this.isEntireColumn
          ? "ColumnDeleted"
          : "CellDeleted";
    refuseProtectedSheet(this.sheetOf(), shift === "Up" ? "allowDeleteRows" : "allowDeleteColumns");
    deleteCells(this.host.book, this.sheetOf(), own, shift);
    this.tell(type, own);
  }
  merge(across = false): void {
    const sheet = this.sheetOf();
    const own = this.areaOf();
    refuseProtectedSheet(sheet);
    if (sheet.tables.some((table) => intersection(table.area, own))) throw problem("InvalidOperation");
    const pieces: Area[] = across
      ? Array.from({ length: rowsOf(own) }, (_, i) => ({ ...own, top: own.top + i, bottom: own.top + i }))
      : [own];
    sheet.merges = sheet.merges.filter((merge) => !intersection(merge, own));
    for (const piece of pieces) {
      if (rowsOf(piece) * columnsOf(piece) === 1) continue;
      // Only the upper left cell keeps its content, as Excel warns.
      for (const [row, column] of [...sheet.cells.in(piece)]) {
        if (row !== piece.top || column !== piece.left) sheet.cells.put(row, column, undefined);
      }
      sheet.merges.push(piece);
    }
  }
  unmerge(): void {
    const own = this.areaOf();
    refuseProtectedSheet(this.sheetOf());
    this.sheetOf().merges = this.sheetOf().merges.filter((merge) => !intersection(merge, own));
  }
  /** Copies content, look and validation, a smaller source repeated, as a paste does. */
  copyFrom(source: unknown, copyType = "All"): void {
    const from = rangeArgument(source, this.host.book, this.sheetOf());
    const own = this.areaOf();
    const sheet = this.sheetOf();
    const rows = Math.max(rowsOf(own), rowsOf(from.area));
    const columns = Math.max(columnsOf(own), columnsOf(from.area));
    const target = areaAt(own.top, own.left, rows, columns);
    refuseProtected(sheet, target);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const row = from.area.top + (r % rowsOf(from.area));
        const column = from.area.left + (c % columnsOf(from.area));
        const cell = areaAt(own.top + r, own.left + c, 1, 1);
        if (copyType !== "Formats") {
          const content = from.sheet.cells.at(row, column);
          const isValue = copyType === "Values" && content !== undefined;
          const copied = isValue
            ? { value: content.value, ...(content.error ? { error: content.error } : {}) }
            : content;
          put(this.host.book, sheet, cell.top, cell.left, copied);
        }
        if (copyType === "All" || copyType === "Formats") {
          const look = from.sheet.looks.at(row, column);
          sheet.looks.paint(cell, () => look);
        }
        if (copyType === "All") {
          const validation = from.sheet.validations.at(row, column);
          sheet.validations.paint(cell, () => validation);
        }
      }
    }
    this.tell("RangeEdited", target);
  }
  find(text: string, criteria: unknown): ApiObject {
    const found = this.findOrNullObject(text, criteria);
    if (found instanceof ApiNothing) throw problem("ItemNotFound");
    return found;
  }
  findOrNullObject(text: string, criteria: unknown): ApiObject {
    const options: Record<string, unknown> =
      typeof criteria === "object" && criteria !== null ? { ...criteria } : {};
    const fold = (given: string) => (options.matchCase === true ? given : given.toLowerCase());
    const sheet = this.sheetOf();
    const cells = [...sheet.cells.in(this.areaOf())].sort(([r1, c1], [r2, c2]) => r1 - r2 || c1 - c2);
    const hit = cells.find(([row, column, content]) => {
      const shown = fold(textOf(content, sheet.numberFormat(row, column), this.host.book.date1904));
      return options.completeMatch === true ? shown === fold(text) : shown.includes(fold(text));
    });
    return hit ? this.to(areaAt(hit[0], hit[1], 1, 1)) : new ApiNothing(this.host);
  }
  /** `style` takes a cell style's name; the host knows only what it must look like afterwards. */
  set style(name: string) {
    if (name !== "Normal") throw problem("NotImplemented", "the host has no cell style but Normal");
    this.sheetOf().looks.paint(this.areaOf(), () => changed(undefined, {}));
  }
  get style(): string {
    return "Normal";
  }

  private tell(
    changeType:
      | "RangeEdited"
      | "RowInserted"
      | "RowDeleted"
      | "ColumnInserted"
      | "ColumnDeleted"
      | "CellInserted"
      | "CellDeleted",
    area: Area,
  ): void {
    this.host.book.tell({ what: "cells", sheet: this.sheetOf(), area, changeType, by: "AddIn" });
  }
}

/** `Excel.RangeSort`. */
class RangeSortApi extends AreaObject {
  readonly className = "RangeSort";

  apply(fields: unknown, matchCase = false, hasHeaders = false): void {
    if (matchCase) throw problem("NotImplemented", "the host sorts without regard to case");
    const own = this.areaOf();
    const rows = hasHeaders ? { ...own, top: own.top + 1 } : own;
    if (rows.top <= rows.bottom) sortRows(this.host.book, this.sheetOf(), rows, sortFields(fields), "AddIn");
  }
}
