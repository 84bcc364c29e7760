/** `Excel.WorksheetProtection` and `Excel.WorksheetFreezePanes`. */
import { problem } from "../workbook/problem.ts";
import { record } from "../workbook/rules.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { ProtectionOptions } from "../workbook/state.ts";
import { rangeArgument } from "./area-object.ts";
import { ApiNothing, ApiObject, type ApiHost } from "./object.ts";

abstract class SheetPart extends ApiObject {
  constructor(
    host: ApiHost,
    protected readonly sheet: Sheet,
  ) {
    super(host);
  }
}

const ALLOWANCES = [
  "allowAutoFilter",
  "allowDeleteColumns",
  "allowDeleteRows",
  "allowEditObjects",
  "allowEditScenarios",
  "allowFormatCells",
  "allowFormatColumns",
  "allowFormatRows",
  "allowInsertColumns",
  "allowInsertHyperlinks",
  "allowInsertRows",
  "allowPivotTables",
  "allowSort",
];

export class ProtectionApi extends SheetPart {
  readonly className = "WorksheetProtection";
  get protected(): boolean {
    return this.sheet.protection !== null;
  }
  get options(): ProtectionOptions | null {
    return this.sheet.protection?.options ?? null;
  }
  protect(options?: unknown, password?: string | null): void {
    // Protecting what is protected is an error, not a no-op.
    if (this.sheet.protection) throw problem("InvalidOperation");
    const given = record(options);
    const allowed = Object.fromEntries(ALLOWANCES.map((key) => [key, given[key] === true]));
    const selectionMode = typeof given.selectionMode === "string" ? given.selectionMode : "Normal";
    this.sheet.protection = { options: { ...allowed, selectionMode }, password: password ?? "" };
  }
  unprotect(password?: string | null): void {
    if (!this.sheet.protection) return;
    if (this.sheet.protection.password !== "" && this.sheet.protection.password !== (password ?? ""))
      throw problem("AccessDenied");
    this.sheet.protection = null;
  }
}

export class FreezePanesApi extends SheetPart {
  readonly className = "WorksheetFreezePanes";
  freezeRows(count = 1): void {
    this.sheet.freeze = { rows: count, columns: 0 };
  }
  freezeColumns(count = 1): void {
    this.sheet.freeze = { rows: 0, columns: count };
  }
  /** Freezes all up to the last cell of the range. */
  freezeAt(given: unknown): void {
    const { sheet, area } = rangeArgument(given, this.host.book, this.sheet);
    if (sheet !== this.sheet) throw problem("InvalidArgument");
    this.sheet.freeze = { rows: area.bottom + 1, columns: area.right + 1 };
  }
  unfreeze(): void {
    this.sheet.freeze = null;
  }
  getLocation(): ApiObject {
    const found = this.getLocationOrNullObject();
    if (found instanceof ApiNothing) throw problem("ItemNotFound");
    return found;
  }
  getLocationOrNullObject(): ApiObject {
    const { freeze } = this.sheet;
    if (!freeze) return new ApiNothing(this.host);
    const { rows, columns } = freeze;
    const right = columns === 0 ? 16_383 : columns - 1;
    const bottom = rows === 0 ? 1_048_575 : rows - 1;
    return this.host.range(this.sheet, { top: 0, left: 0, bottom, right });
  }
}
