/** A person's edits of cells: typing under validation, pasting over it, rows in and out. */
import { resolveRange } from "./api/area-object.ts";
import { COLUMNS, area as areaAt, columnsOf, intersection, rowsOf, type Area } from "./workbook/area.ts";
import type { CellContent, CellValue } from "./workbook/cells.ts";
import { ERRORS, entry } from "./workbook/entry.ts";
import { relocated } from "./workbook/formula.ts";
import { problem } from "./workbook/problem.ts";
import { fits, offered } from "./workbook/rules.ts";
import { bodyOf, type Sheet } from "./workbook/sheet.ts";
import { deleteCells, insertCells } from "./workbook/shift.ts";
import { textOf } from "./workbook/text.ts";
import type { Author, Workbook } from "./workbook/workbook.ts";
import { growing, put, refuseProtected, refuseProtectedSheet, writeCells } from "./workbook/write.ts";

/** What became of a typed value. */
export type Typed = "taken" | "refused" | "kept after a warning" | "withdrawn after a warning";

export interface Shown {
  readonly value: CellValue;
  readonly text: string;
  readonly formula: string | null;
}

export class UserEdits {
  constructor(private readonly workbook: () => Workbook) {}

  /**
   * Types into one cell. A `stop` validation refuses what breaks it; a `warning` asks, and `onWarning` answers.
   * A validation formula that the host cannot compute throws, unless `fits` says what Excel would find.
   */
  type(
    sheetName: string,
    address: string,
    value: string | number | boolean,
    options: { readonly onWarning?: "accept" | "refuse"; readonly fits?: boolean } = {},
  ): Typed {
    const { sheet, area } = this.find(sheetName, address);
    const { top: row, left: column } = area;
    const book = this.workbook();
    const validation = sheet.validations.at(row, column);
    const before = { content: sheet.cells.at(row, column), look: sheet.looks.at(row, column) };
    const cell = areaAt(row, column, 1, 1);
    refuseProtected(sheet, cell);
    if (!validation || value === "") {
      writeCells(book, sheet, cell, [[value]], "User");
      return "taken";
    }
    // Tried on a cell without listeners: what the rule sees is the entered value, not the typed text.
    const probe = () => {
      if (options.fits !== undefined) return options.fits;
      writeQuietly(book, sheet, cell, value);
      const good = fits(validation, row, column, { book, sheet });
      put(book, sheet, row, column, before.content);
      sheet.looks.paint(cell, () => before.look);
      return good;
    };
    if (!validation.errorAlert.showAlert || probe()) {
      writeCells(book, sheet, cell, [[value]], "User");
      return "taken";
    }
    if (validation.errorAlert.style === "Stop") return "refused";
    if (validation.errorAlert.style === "Warning" && options.onWarning !== "accept")
      return "withdrawn after a warning";
    writeCells(book, sheet, cell, [[value]], "User");
    return "kept after a warning";
  }

  /** What the cell's dropdown offers. */
  dropdown(sheetName: string, address: string): string[] {
    const { sheet, area } = this.find(sheetName, address);
    const validation = sheet.validations.at(area.top, area.left);
    return validation ? offered(validation, area.top, area.left, { book: this.workbook(), sheet }) : [];
  }

  /**
   * Pastes texts from another program, or the cells at `from` of this workbook. Validation is not asked, and the
   * target's is replaced by the source's: by none where the source has none. Text from elsewhere leaves it alone
   * only with `valuesOnly`, as "keep text only" does.
   */
  paste(
    sheetName: string,
    address: string,
    values: readonly (readonly (string | number | boolean | null)[])[] | null,
    options: { readonly from?: string; readonly fromSheet?: string; readonly valuesOnly?: boolean } = {},
  ): void {
    const book = this.workbook();
    const { sheet, area } = this.find(sheetName, address);
    if (options.from !== undefined) {
      const source = this.find(options.fromSheet ?? sheetName, options.from);
      this.copy(
        source.sheet,
        source.area,
        sheet,
        areaAt(area.top, area.left, rowsOf(source.area), columnsOf(source.area)),
        "User",
      );
      return;
    }
    if (!values) throw problem("InvalidArgument");
    const target = areaAt(area.top, area.left, values.length, Math.max(...values.map((row) => row.length)));
    writeCells(
      book,
      sheet,
      target,
      values.map((row) => row.map((value) => value ?? "")),
      "User",
    );
    if (options.valuesOnly !== true) sheet.validations.paint(target, () => undefined);
  }

  /** Copies a table row and inserts it there: cells, looks and validations come along, the rest moves down. */
  insertCopied(sheetName: string, fromRow: number, beforeRow: number): void {
    const book = this.workbook();
    const { sheet } = this.find(sheetName, "A1");
    const table = sheet.tables.find(({ area }) => fromRow - 1 >= area.top && fromRow - 1 <= area.bottom);
    const span = table ? table.area : { left: 0, right: COLUMNS - 1 };
    const target = { top: beforeRow - 1, bottom: beforeRow - 1, left: span.left, right: span.right };
    insertCells(book, sheet, target, "Down");
    const source = fromRow >= beforeRow ? fromRow : fromRow - 1;
    this.copy(sheet, { ...target, top: source, bottom: source }, sheet, target, "User", "RowInserted");
  }

  /** Whole rows, as from a row's heading; numbers as Excel shows them. */
  insertRow(sheetName: string, row: number, count = 1): void {
    const { sheet } = this.find(sheetName, "A1");
    const gap = { top: row - 1, bottom: row - 2 + count, left: 0, right: COLUMNS - 1 };
    refuseProtectedSheet(sheet, "allowInsertRows");
    insertCells(this.workbook(), sheet, gap, "Down");
    this.workbook().tell({ what: "cells", sheet, area: gap, changeType: "RowInserted", by: "User" });
  }
  deleteRow(sheetName: string, row: number, count = 1): void {
    const { sheet } = this.find(sheetName, "A1");
    const gone = { top: row - 1, bottom: row - 2 + count, left: 0, right: COLUMNS - 1 };
    refuseProtectedSheet(sheet, "allowDeleteRows");
    deleteCells(this.workbook(), sheet, gone, "Up");
    this.workbook().tell({ what: "cells", sheet, area: gone, changeType: "RowDeleted", by: "User" });
  }
  deleteColumn(sheetName: string, column: string): void {
    const { sheet, area } = this.find(sheetName, `${column}:${column}`);
    refuseProtectedSheet(sheet, "allowDeleteColumns");
    deleteCells(this.workbook(), sheet, area, "Left");
    this.workbook().tell({ what: "cells", sheet, area, changeType: "ColumnDeleted", by: "User" });
  }
  insertColumn(sheetName: string, column: string): void {
    const { sheet, area } = this.find(sheetName, `${column}:${column}`);
    refuseProtectedSheet(sheet, "allowInsertColumns");
    insertCells(this.workbook(), sheet, area, "Right");
    this.workbook().tell({ what: "cells", sheet, area, changeType: "ColumnInserted", by: "User" });
  }
  /** Rows of a table, from its context menu: only the table's columns move. Body rows count from 1. */
  deleteTableRow(table: string, row: number): void {
    const found = this.workbook().table(table);
    if (!found) throw problem("ItemNotFound");
    const body = bodyOf(found.table);
    const gone = { ...body, top: body.top + row - 1, bottom: body.top + row - 1 };
    deleteCells(this.workbook(), found.sheet, gone, "Up");
    this.workbook().tell({
      what: "cells",
      sheet: found.sheet,
      area: gone,
      changeType: "RowDeleted",
      by: "User",
    });
  }
  clearCells(sheetName: string, address: string): void {
    const { sheet, area } = this.find(sheetName, address);
    refuseProtected(sheet, area);
    for (const [row, column] of [...sheet.cells.in(area)])
      put(this.workbook(), sheet, row, column, undefined);
    this.workbook().tell({ what: "cells", sheet, area, changeType: "RangeEdited", by: "User" });
  }

  /** Excel merges no cells of a table; outside of one only the first cell's content stays. */
  mergeCells(sheetName: string, address: string): void {
    const { sheet, area } = this.find(sheetName, address);
    if (sheet.tables.some((table) => intersection(table.area, area))) throw problem("InvalidOperation");
    for (const [row, column] of [...sheet.cells.in(area)]) {
      if (row !== area.top || column !== area.left) sheet.cells.put(row, column, undefined);
    }
    sheet.merges = [...sheet.merges.filter((merge) => !intersection(merge, area)), area];
  }
  /** A formula with the value that Excel would have computed: the host computes none. */
  setFormula(sheetName: string, address: string, formula: string, value: CellValue = ""): void {
    const { sheet, area } = this.find(sheetName, address);
    refuseProtected(sheet, area);
    const isError = typeof value === "string" && ERRORS.includes(value);
    put(this.workbook(), sheet, area.top, area.left, { formula, value, ...(isError ? { error: true } : {}) });
    this.workbook().tell({ what: "cells", sheet, area, changeType: "RangeEdited", by: "User" });
  }
  unprotect(sheetName: string): void {
    this.find(sheetName, "A1").sheet.protection = null;
  }
  protect(sheetName: string): void {
    this.find(sheetName, "A1").sheet.protection = { options: {}, password: "" };
  }
  /** Somebody else writes into the same workbook: the event says so. */
  remoteEdit(sheetName: string, address: string, values: readonly (readonly unknown[])[]): void {
    const { sheet, area } = this.find(sheetName, address);
    const target = areaAt(area.top, area.left, values.length, Math.max(...values.map((row) => row.length)));
    writeCells(this.workbook(), sheet, target, values, "Remote");
  }

  /** What a person sees in a cell. */
  shown(sheetName: string, address: string): Shown {
    const { sheet, area } = this.find(sheetName, address);
    const content = sheet.cells.at(area.top, area.left);
    const text = textOf(content, sheet.numberFormat(area.top, area.left), this.workbook().date1904);
    return { value: content?.value ?? "", text, formula: content?.formula ?? null };
  }

  private copy(
    from: Sheet,
    source: Area,
    to: Sheet,
    target: Area,
    by: Author,
    changeType: "RangeEdited" | "RowInserted" = "RangeEdited",
  ): void {
    refuseProtected(to, target);
    const columns = Math.min(columnsOf(target), source.right - source.left + 1);
    const found = Array.from({ length: rowsOf(target) }, (_r, r) =>
      Array.from({ length: Math.min(columns, 1000) }, (_c, c) => ({
        content: from.cells.at(source.top + r, source.left + c),
        look: from.looks.at(source.top + r, source.left + c),
        validation: from.validations.at(source.top + r, source.left + c),
      })),
    );
    const down = target.top - source.top;
    const right = target.left - source.left;
    const follow = (content: CellContent | undefined) =>
      content?.formula === undefined
        ? content
        : { ...content, formula: relocated(content.formula, down, right) };
    growing(this.workbook(), to, target, () => {
      found.forEach((row, r) => {
        row.forEach(({ content, look, validation }, c) => {
          const cell = areaAt(target.top + r, target.left + c, 1, 1);
          put(this.workbook(), to, cell.top, cell.left, follow(content));
          to.looks.paint(cell, () => look);
          to.validations.paint(cell, () => validation);
        });
      });
    });
    this.workbook().tell({ what: "cells", sheet: to, area: target, changeType, by });
  }

  private find(sheetName: string, address: string): { sheet: Sheet; area: Area } {
    const sheet = this.workbook().sheet(sheetName);
    if (!sheet) throw problem("ItemNotFound");
    return resolveRange(this.workbook(), sheet, address);
  }
}

/** The entered value without an event and without growing a table. */
function writeQuietly(book: Workbook, sheet: Sheet, cell: Area, value: string | number | boolean): void {
  const { today, date1904 } = book;
  const format = sheet.numberFormat(cell.top, cell.left);
  const { content } = entry(value, format, date1904, today());
  sheet.cells.put(cell.top, cell.left, content);
}
