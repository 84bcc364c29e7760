/** `Excel.Worksheet` and the collection of them. */
import { COLUMNS, ROWS, area as areaAt, isOnSheet, type Area } from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import { Sheet } from "../workbook/sheet.ts";
import { resolveRange } from "./area-object.ts";
import { ChartsApi } from "./chart-api.ts";
import { CommentsApi } from "./comment-api.ts";
import { NamesApi } from "./name-api.ts";
import { ApiCollection, ApiNothing, ApiObject, type ApiHost } from "./object.ts";
import { PageBreaksApi, PageLayoutApi } from "./page-api.ts";
import { FreezePanesApi, ProtectionApi } from "./sheet-part-api.ts";

const WHOLE: Area = { top: 0, left: 0, bottom: ROWS - 1, right: COLUMNS - 1 };

export class WorksheetApi extends ApiObject {
  readonly className = "Worksheet";
  constructor(
    host: ApiHost,
    private readonly own: Sheet,
  ) {
    super(host);
  }
  override identity(): Record<string, unknown> {
    return { Id: this.own.id };
  }
  sheetOf(): Sheet {
    if (!this.host.book.sheets.includes(this.own)) throw problem("ItemNotFound");
    return this.own;
  }
  get id(): string {
    return this.sheetOf().id;
  }
  get name(): string {
    return this.sheetOf().name;
  }
  set name(name: string) {
    const { book } = this.host;
    const sheet = this.sheetOf();
    book.checkSheetName(name, sheet);
    renameSheet(this.host, sheet, name);
  }
  get position(): number {
    return this.host.book.sheets.indexOf(this.sheetOf());
  }
  set position(to: number) {
    const { book } = this.host;
    const sheet = this.sheetOf();
    if (!Number.isInteger(to) || to < 0 || to >= book.sheets.length) throw problem("InvalidArgument");
    const others = book.sheets.filter((one) => one !== sheet);
    book.sheets = [...others.slice(0, to), sheet, ...others.slice(to)];
  }
  get visibility(): string {
    return this.sheetOf().visibility;
  }
  set visibility(given: string) {
    if (given !== "Visible" && given !== "Hidden" && given !== "VeryHidden") throw problem("InvalidArgument");
    const sheet = this.sheetOf();
    if (given !== "Visible") refuseLastVisible(this.host, sheet);
    sheet.visibility = given;
    leaveHidden(this.host);
  }
  get tabColor(): string {
    return this.sheetOf().tabColor;
  }
  set tabColor(color: string) {
    if (color !== "" && !/^#[0-9a-f]{6}$/i.test(color)) throw problem("InvalidArgument");
    this.sheetOf().tabColor = color.toUpperCase();
  }
  get showGridlines(): boolean {
    return this.sheetOf().gridlines;
  }
  set showGridlines(show: boolean) {
    this.sheetOf().gridlines = show;
  }
  get showHeadings(): boolean {
    return this.sheetOf().headings;
  }
  set showHeadings(show: boolean) {
    this.sheetOf().headings = show;
  }
  get standardHeight(): number {
    return 15;
  }
  get standardWidth(): number {
    return this.sheetOf().standardWidth;
  }
  set standardWidth(width: number) {
    this.sheetOf().standardWidth = width;
  }
  get tables(): ApiObject {
    const sheet = this.sheetOf();
    return this.host.tables(() => sheet.tables.map((table) => ({ sheet, table })), sheet, false);
  }
  get charts(): ApiObject {
    return new ChartsApi(this.host, this.sheetOf());
  }
  get names(): ApiObject {
    return new NamesApi(this.host, this.sheetOf());
  }
  get comments(): ApiObject {
    return new CommentsApi(this.host, () => [this.sheetOf()]);
  }
  get protection(): ApiObject {
    return new ProtectionApi(this.host, this.sheetOf());
  }
  get freezePanes(): ApiObject {
    return new FreezePanesApi(this.host, this.sheetOf());
  }
  get pageLayout(): ApiObject {
    return new PageLayoutApi(this.host, this.sheetOf());
  }
  get horizontalPageBreaks(): ApiObject {
    return new PageBreaksApi(this.host, this.sheetOf());
  }

  activate(): void {
    this.host.book.activate(this.sheetOf());
  }
  calculate(): void {
    this.sheetOf();
  }
  delete(): void {
    const { book } = this.host;
    const sheet = this.sheetOf();
    // Excel refuses to delete a very hidden sheet and the last visible one.
    if (sheet.visibility === "VeryHidden") throw problem("InvalidOperation");
    refuseLastVisible(this.host, sheet);
    book.sheets = book.sheets.filter((one) => one !== sheet);
    if (book.active === sheet)
      book.active = book.sheets.find(({ visibility }) => visibility === "Visible") ?? sheet;
    book.tell({ what: "sheetDeleted", sheet, by: "AddIn" });
  }
  getRange(address?: string | null): ApiObject {
    const sheet = this.sheetOf();
    if (address === undefined || address === null || address === "") return this.host.range(sheet, WHOLE);
    const found = resolveRange(this.host.book, sheet, address);
    if (found.sheet !== sheet) throw problem("InvalidArgument");
    return this.host.range(sheet, found.area);
  }
  getRangeByIndexes(row: number, column: number, rows: number, columns: number): ApiObject {
    const found = areaAt(row, column, rows, columns);
    if (!isOnSheet(found)) throw problem("InvalidArgument");
    return this.host.range(this.sheetOf(), found);
  }
  getCell(row: number, column: number): ApiObject {
    return this.getRangeByIndexes(row, column, 1, 1);
  }
  getUsedRange(valuesOnly = false): ApiObject {
    // Of an empty sheet Excel gives the upper left cell.
    return this.host.range(this.sheetOf(), this.sheetOf().used(WHOLE, valuesOnly) ?? areaAt(0, 0, 1, 1));
  }
  getUsedRangeOrNullObject(valuesOnly = false): ApiObject {
    const used = this.sheetOf().used(WHOLE, valuesOnly);
    return used ? this.host.range(this.sheetOf(), used) : new ApiNothing(this.host);
  }
  getNextOrNullObject(visibleOnly = false): ApiObject {
    return this.neighbour(1, visibleOnly);
  }
  getPreviousOrNullObject(visibleOnly = false): ApiObject {
    return this.neighbour(-1, visibleOnly);
  }
  _GetSheetById(id: string): ApiObject {
    const found = this.host.book.sheet(id);
    if (!found) throw problem("ItemNotFound");
    return new WorksheetApi(this.host, found);
  }
  _GetAnotherWorksheetById(id: string): ApiObject {
    return this._GetSheetById(id);
  }

  private neighbour(step: 1 | -1, visibleOnly: boolean): ApiObject {
    const { sheets } = this.host.book;
    for (let i = this.position + step; i >= 0 && i < sheets.length; i += step) {
      const sheet = sheets[i];
      if (sheet && (!visibleOnly || sheet.visibility === "Visible"))
        return new WorksheetApi(this.host, sheet);
    }
    return new ApiNothing(this.host);
  }
}

function refuseLastVisible({ book }: ApiHost, sheet: Sheet): void {
  if (!book.sheets.some((one) => one !== sheet && one.visibility === "Visible"))
    throw problem("InvalidOperation");
}

function leaveHidden({ book }: ApiHost): void {
  if (book.active.visibility === "Visible") return;
  const next = book.sheets.find(({ visibility }) => visibility === "Visible");
  if (next) book.activate(next);
}

function renameSheet({ book }: ApiHost, sheet: Sheet, name: string): void {
  const before = sheet.name;
  book.rename(sheet, name);
  book.tell({ what: "sheetRenamed", sheet, before, by: "AddIn" });
}

export class WorksheetsApi extends ApiCollection {
  readonly className = "WorksheetCollection";
  members(): readonly ApiObject[] {
    return this.host.book.sheets.map((sheet) => new WorksheetApi(this.host, sheet));
  }
  override getCount(visibleOnly = false): number {
    return this.shown(visibleOnly).length;
  }
  add(name?: string | null): ApiObject {
    const { book } = this.host;
    let made = name ?? "";
    for (let n = book.sheets.length + 1; made === ""; n++) if (!book.sheet(`Sheet${n}`)) made = `Sheet${n}`;
    book.checkSheetName(made);
    const sheet = new Sheet(book.newSheetId(), made);
    book.sheets = [...book.sheets, sheet];
    book.tell({ what: "sheetAdded", sheet, by: "AddIn" });
    return new WorksheetApi(this.host, sheet);
  }
  getActiveWorksheet(): ApiObject {
    return new WorksheetApi(this.host, this.host.book.active);
  }
  getFirst(visibleOnly = false): ApiObject {
    return this.ready(this.shown(visibleOnly)[0]);
  }
  getLast(visibleOnly = false): ApiObject {
    return this.ready(this.shown(visibleOnly).at(-1));
  }
  getItem(key: string): ApiObject {
    return this.ready(this.host.book.sheet(key));
  }
  getItemOrNullObject(key: string): ApiObject {
    const found = this.host.book.sheet(key);
    return found ? new WorksheetApi(this.host, found) : new ApiNothing(this.host);
  }

  private shown(visibleOnly: boolean): Sheet[] {
    return this.host.book.sheets.filter(({ visibility }) => !visibleOnly || visibility === "Visible");
  }
  private ready(sheet: Sheet | null | undefined): ApiObject {
    if (!sheet) throw problem("ItemNotFound");
    return new WorksheetApi(this.host, sheet);
  }
}
