/** A person at the keyboard: what they can do to a workbook without the add-in, with Excel's rules for them. */
import type { HostDialog, OfficeState, OfficeTheme } from "./office.ts";
import { THEMES } from "./office.ts";
import { UserEdits } from "./user-edits.ts";
import { resolveRange } from "./api/area-object.ts";
import type { HostWorkbook } from "./workbook/state.ts";
import { problem } from "./workbook/problem.ts";
import { rowsOf } from "./workbook/area.ts";
import { applyFilters, sortRows } from "./workbook/arrange.ts";
import { bodyOf, type Sheet, type Table } from "./workbook/sheet.ts";
import type { Workbook } from "./workbook/workbook.ts";

export interface Desk {
  readonly book: () => Workbook;
  readonly state: OfficeState;
  readonly replace: (workbook: HostWorkbook) => void;
  readonly fire: (type: string, args: unknown) => void;
  readonly snapshot: () => HostWorkbook;
}

export class User extends UserEdits {
  /** Every request and answer so far, in bytes: a test of batching counts them. */
  readonly traffic: { readonly kind: "request" | "response"; readonly bytes: number }[] = [];
  private editing = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly desk: Desk) {
    super(desk.book);
  }

  /** The workbook as plain data. */
  state(): HostWorkbook {
    return structuredClone(this.desk.snapshot());
  }
  /** Opens another workbook in place of this one. */
  load(workbook: HostWorkbook): void {
    this.desk.replace(structuredClone(workbook));
  }

  select(sheet: string, address: string): void {
    const found = this.at(sheet, address);
    this.desk.book().select(found.sheet, found.area);
  }
  activate(sheet: string): void {
    this.desk.book().activate(this.at(sheet, "A1").sheet);
  }
  renameSheet(from: string, to: string): void {
    const book = this.desk.book();
    const { sheet } = this.at(from, "A1");
    book.checkSheetName(to, sheet);
    const before = sheet.name;
    book.rename(sheet, to);
    book.tell({ what: "sheetRenamed", sheet, before, by: "User" });
  }
  deleteSheet(name: string): void {
    const book = this.desk.book();
    const { sheet } = this.at(name, "A1");
    const others = book.sheets.filter((one) => one !== sheet);
    const next = others.find(({ visibility }) => visibility === "Visible");
    if (!next) throw problem("InvalidOperation");
    book.sheets = others;
    if (book.active === sheet) book.active = next;
    book.tell({ what: "sheetDeleted", sheet, by: "User" });
  }
  showSheet(name: string, visibility: "Visible" | "Hidden"): void {
    this.at(name, "A1").sheet.visibility = visibility;
  }
  /** By a column's heading, as from its filter button. */
  sortTable(table: string, column: string, ascending = true): void {
    const found = this.table(table);
    const key = found.table.columns.findIndex(({ name }) => name === column);
    if (key < 0) throw problem("ItemNotFound");
    const sort = [{ key, ascending }];
    sortRows(this.desk.book(), found.sheet, bodyOf(found.table), sort, "User");
    found.table.sort = sort;
  }
  /** Shows only rows whose column shows one of the texts; null takes the filter off. */
  filterTable(table: string, column: string, shown: readonly string[] | null): void {
    const found = this.table(table);
    const id = found.table.columns.find(({ name }) => name === column)?.id;
    if (id === undefined) throw problem("ItemNotFound");
    if (shown === null) found.table.filters.delete(id);
    else found.table.filters.set(id, { filterOn: "Values", values: shown });
    applyFilters(this.desk.book(), found.sheet, found.table);
  }
  /** The number of body rows, and of those a filter has left visible. */
  tableRows(table: string): { all: number; visible: number } {
    const { sheet, table: own } = this.table(table);
    const body = bodyOf(own);
    const all = rowsOf(body);
    const hidden = Array.from({ length: all }, (_, i) => body.top + i).filter((row) =>
      sheet.isRowHidden(row),
    );
    return { all, visible: all - hidden.length };
  }

  /** Between these the person has a cell open: requests fail unless they ask to wait (`delayForCellEdit`). */
  beginEdit(): void {
    this.editing = true;
  }
  endEdit(): void {
    this.editing = false;
    const { waiting } = this;
    this.waiting = [];
    for (const run of waiting) run();
  }
  isEditing(): boolean {
    return this.editing;
  }
  afterEditing(run: () => void): void {
    this.waiting.push(run);
  }

  setApiLevel(level: string): void {
    this.desk.state.apiLevel = level;
  }
  setLanguage(language: string): void {
    this.desk.state.displayLanguage = language;
    this.desk.book().language = language;
  }
  setTheme(theme: keyof typeof THEMES | OfficeTheme): void {
    this.desk.state.theme = typeof theme === "string" ? THEMES[theme] : theme;
    this.desk.fire("officeThemeChanged", { officeTheme: this.desk.state.theme });
  }
  setPlatform(platform: "OfficeOnline" | "PC" | "Mac"): void {
    this.desk.state.platform = platform;
  }
  /** Today, as Excel takes it for entries without a year and for `TODAY()`. */
  setToday(date: Date | string): void {
    const today = new Date(date);
    this.desk.book().today = () => today;
  }
  get dialogs(): readonly HostDialog[] {
    return this.desk.state.dialogs;
  }
  get openedWindows(): readonly string[] {
    return this.desk.state.opened;
  }
  /** How often the add-in asked Excel to hold still. */
  get suspensions(): { readonly screen: number; readonly calculation: number } {
    return this.desk.book().suspensions;
  }

  private table(name: string): { sheet: Sheet; table: Table } {
    const found = this.desk.book().table(name);
    if (!found) throw problem("ItemNotFound");
    return found;
  }
  private at(sheet: string, address: string) {
    const own = this.desk.book().sheet(sheet);
    if (!own) throw problem("ItemNotFound");
    return resolveRange(this.desk.book(), own, address);
  }
}
