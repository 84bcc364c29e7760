/** The host's workbook, and the word it gives of every change. */
import { addressOf, type Area } from "./area.ts";
import { rewrite } from "./formula.ts";
import { problem } from "./problem.ts";
import { mapValidations } from "./rule-formula.ts";
import { Sheet, type Table } from "./sheet.ts";
import type { HostName } from "./state.ts";

/** A range an add-in holds on to: it follows its cells when rows and columns move. */
export interface HeldRange {
  readonly sheet: Sheet;
  /** Null once its cells are deleted. */
  area: Area | null;
}

/** Who changes the workbook. `Remote` is somebody else, co-authoring. */
export type Author = "User" | "AddIn" | "Remote";

export type Change =
  | {
      readonly what: "cells";
      readonly sheet: Sheet;
      readonly area: Area;
      readonly changeType:
        | "RangeEdited"
        | "RowInserted"
        | "RowDeleted"
        | "ColumnInserted"
        | "ColumnDeleted"
        | "CellInserted"
        | "CellDeleted";
      readonly by: Author;
      readonly before?: unknown;
      readonly after?: unknown;
    }
  | { readonly what: "selection"; readonly sheet: Sheet; readonly area: Area }
  | { readonly what: "activated" | "deactivated"; readonly sheet: Sheet }
  | { readonly what: "sheetAdded" | "sheetDeleted"; readonly sheet: Sheet; readonly by: Author }
  | { readonly what: "sheetRenamed"; readonly sheet: Sheet; readonly before: string; readonly by: Author }
  | {
      readonly what: "tableAdded" | "tableDeleted";
      readonly sheet: Sheet;
      readonly table: Table;
      readonly by: Author;
    }
  | { readonly what: "sorted"; readonly sheet: Sheet; readonly area: Area; readonly by: Author }
  | { readonly what: "filtered"; readonly sheet: Sheet; readonly table: Table };

export class Workbook {
  sheets: Sheet[] = [];
  names: HostName[] = [];
  settings = new Map<string, unknown>();
  customXml: { readonly id: string; xml: string }[] = [];
  properties: Record<string, string> = {};
  date1904 = false;
  calculationMode = "Automatic";
  active: Sheet;
  /** Language of Excel itself: the word for a column without a heading is its. */
  language = "zh-CN";
  readonly held = new Map<string, HeldRange>();
  /** How often an add-in asked for quiet: a test of speed looks here. */
  readonly suspensions = { screen: 0, calculation: 0 };
  /** Today, for entries such as `11/3`. */
  today: () => Date = () => new Date();
  private readonly listeners: ((change: Change) => void)[] = [];
  private made = 0;

  constructor() {
    this.active = new Sheet(this.newSheetId(), "Sheet1");
    this.sheets.push(this.active);
  }

  newNumber(): number {
    return ++this.made;
  }

  newSheetId(): string {
    return `{00000000-0001-0000-${String(this.newNumber()).padStart(4, "0")}-000000000000}`;
  }

  listen(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  /** By name, regardless of case, or by id. */
  sheet(key: string): Sheet | null {
    const wanted = key.toLowerCase();
    return this.sheets.find((sheet) => sheet.name.toLowerCase() === wanted || sheet.id === key) ?? null;
  }

  table(key: string): { sheet: Sheet; table: Table } | null {
    const wanted = key.toLowerCase();
    for (const sheet of this.sheets) {
      const table = sheet.tables.find(({ name, id }) => name.toLowerCase() === wanted || id === key);
      if (table) return { sheet, table };
    }
    return null;
  }

  /** Throws for names Excel refuses: empty, long, with one of `: \ / ? * [ ]`, or taken. */
  checkSheetName(name: string, own?: Sheet): void {
    if (name === "" || name.length > 31 || /[:\\/?*[\]]/.test(name) || /^'|'$/.test(name))
      throw problem("InvalidArgument");
    const other = this.sheet(name);
    if (other && other !== own) {
      throw problem("ItemAlreadyExists", "A resource with the same name or identifier already exists.");
    }
  }

  /** A table's or a name's name: unique in the workbook, no spaces, not like a cell. */
  checkObjectName(name: string, ownTable?: Table): void {
    if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name)) throw problem("InvalidArgument");
    if (/^[A-Za-z]{1,3}\d{1,7}$|^[RrCc]$|^R\d*C\d*$/i.test(name)) throw problem("InvalidArgument");
    const table = this.table(name)?.table;
    const isTaken = table !== undefined && table !== ownTable && table.id !== name;
    if (isTaken || this.names.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
      throw problem("ItemAlreadyExists", "A resource with the same name or identifier already exists.");
    }
  }

  /** Formulas that name the sheet are rewritten, as Excel does. */
  rename(sheet: Sheet, name: string): void {
    const before = sheet.name;
    const follow = (formula: string) =>
      rewrite(formula, (reference) =>
        reference.sheet !== null && reference.sheet.toLowerCase() === before.toLowerCase()
          ? { ...reference, sheet: name }
          : reference,
      );
    sheet.name = name;
    for (const one of this.sheets) {
      one.cells.map((content) =>
        content.formula === undefined ? content : { ...content, formula: follow(content.formula) },
      );
      one.names = one.names.map((item) => ({ ...item, formula: follow(item.formula) }));
      one.charts = one.charts.map((chart) => ({
        ...chart,
        source: follow(chart.source),
        series: chart.series.map((series) => ({
          ...series,
          name: follow(series.name),
          values: follow(series.values),
          categories: follow(series.categories),
        })),
      }));
      mapValidations(one, follow);
      one.conditionals = one.conditionals.map((item) => ({ ...item, formula: follow(item.formula) }));
    }
    this.names = this.names.map((item) => ({ ...item, formula: follow(item.formula) }));
  }

  select(sheet: Sheet, area: Area): void {
    this.activate(sheet);
    const isSame = addressOf(sheet.selection) === addressOf(area);
    sheet.selection = area;
    if (!isSame) this.tell({ what: "selection", sheet, area });
  }

  activate(sheet: Sheet): void {
    if (sheet.visibility !== "Visible") throw problem("InvalidOperation");
    if (this.active === sheet) return;
    const previous = this.active;
    this.active = sheet;
    this.tell({ what: "deactivated", sheet: previous });
    this.tell({ what: "activated", sheet });
  }
}
