/** `Excel.Workbook`, `Excel.Application`, and the small collections of a workbook. */
import { problem } from "../workbook/problem.ts";
import { CommentsApi } from "./comment-api.ts";
import { CustomXmlPartsApi, DocumentPropertiesApi, SettingsApi } from "./document-api.ts";
import { FunctionsApi } from "./functions-api.ts";
import { NamesApi } from "./name-api.ts";
import { ApiNothing, ApiObject } from "./object.ts";
import { WorksheetsApi } from "./worksheet-api.ts";

export class WorkbookApi extends ApiObject {
  readonly className = "Workbook";

  get name(): string {
    return this.host.book.properties.fileName ?? "Book1.xlsx";
  }
  get readOnly(): boolean {
    return false;
  }
  get worksheets(): ApiObject {
    return new WorksheetsApi(this.host);
  }
  get tables(): ApiObject {
    const { book } = this.host;
    const find = () => book.sheets.flatMap((sheet) => sheet.tables.map((table) => ({ sheet, table })));
    return this.host.tables(find, null, false);
  }
  get names(): ApiObject {
    return new NamesApi(this.host, null);
  }
  get settings(): ApiObject {
    return new SettingsApi(this.host);
  }
  get properties(): ApiObject {
    return new DocumentPropertiesApi(this.host);
  }
  get customXmlParts(): ApiObject {
    return new CustomXmlPartsApi(this.host);
  }
  get comments(): ApiObject {
    return new CommentsApi(this.host, () => this.host.book.sheets);
  }
  get functions(): ApiObject {
    return new FunctionsApi(this.host);
  }
  get application(): ApiObject {
    return new ApplicationApi(this.host);
  }

  getSelectedRange(): ApiObject {
    const { active } = this.host.book;
    return this.host.range(active, active.selection);
  }
  getActiveCell(): ApiObject {
    const { active } = this.host.book;
    const { top, left } = active.selection;
    return this.host.range(active, { top, left, bottom: top, right: left });
  }
  getIsActiveCollabSession(): boolean {
    return false;
  }
  _RemoveReference(id: string): void {
    this.host.book.held.delete(id);
  }
  _RemoveAllReferences(): void {
    this.host.book.held.clear();
  }
  _GetReferenceCount(): number {
    return this.host.book.held.size;
  }
  _GetRangeForEventByReferenceId(id: string): ApiObject {
    const held = this.host.book.held.get(id);
    if (!held?.area) throw problem("ItemNotFound");
    return this.host.range(held.sheet, held.area);
  }
  _GetRangeOrNullObjectForEventByReferenceId(id: string): ApiObject {
    const held = this.host.book.held.get(id);
    return held?.area ? this.host.range(held.sheet, held.area) : new ApiNothing(this.host);
  }
}

class ApplicationApi extends ApiObject {
  readonly className = "Application";
  get calculationMode(): string {
    return this.host.book.calculationMode;
  }
  set calculationMode(mode: string) {
    if (!["Automatic", "AutomaticExceptTables", "Manual"].includes(mode)) throw problem("InvalidArgument");
    this.host.book.calculationMode = mode;
  }
  get calculationState(): string {
    return "Done";
  }
  calculate(type: string): void {
    if (!["Recalculate", "Full", "FullRebuild"].includes(type)) throw problem("InvalidArgument");
  }
  suspendScreenUpdatingUntilNextSync(): void {
    this.host.book.suspensions.screen++;
  }
  suspendApiCalculationUntilNextSync(): void {
    this.host.book.suspensions.calculation++;
  }
}
