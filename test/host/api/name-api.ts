/** `Excel.NamedItem`, of the workbook or of one sheet. */
import { absolute, references } from "../workbook/formula.ts";
import { problem } from "../workbook/problem.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HostName } from "../workbook/state.ts";
import { AreaObject, resolveRange } from "./area-object.ts";
import { ApiCollection, ApiNothing, ApiObject, type ApiHost } from "./object.ts";

export class NamesApi extends ApiCollection {
  readonly className = "NamedItemCollection";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet | null,
  ) {
    super(host);
  }
  members(): readonly ApiObject[] {
    return this.all().map(({ name }) => new NameApi(this.host, this.sheet, name));
  }
  getItem(name: string): ApiObject {
    if (!this.has(name)) throw problem("ItemNotFound");
    return new NameApi(this.host, this.sheet, name);
  }
  getItemOrNullObject(name: string): ApiObject {
    return this.has(name) ? new NameApi(this.host, this.sheet, name) : new ApiNothing(this.host);
  }
  add(name: string, reference: unknown, comment = ""): ApiObject {
    const formula =
      reference instanceof AreaObject ? absolute(reference.sheetOf().name, reference.areaOf()) : reference;
    if (typeof formula !== "string" || !formula.startsWith("=")) throw problem("InvalidArgument");
    if (this.has(name)) throw problem("ItemAlreadyExists");
    this.host.book.checkObjectName(name);
    const made: HostName = { name, formula, visible: true, comment };
    if (this.sheet) this.sheet.names = [...this.sheet.names, made];
    else this.host.book.names = [...this.host.book.names, made];
    return new NameApi(this.host, this.sheet, name);
  }

  private all(): readonly HostName[] {
    return this.sheet ? this.sheet.names : this.host.book.names;
  }
  private has(name: string): boolean {
    return this.all().some((one) => one.name.toLowerCase() === name.toLowerCase());
  }
}

class NameApi extends ApiObject {
  readonly className = "NamedItem";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet | null,
    private readonly key: string,
  ) {
    super(host);
  }
  override identity(): Record<string, unknown> {
    return { _Id: this.own().name };
  }
  get name(): string {
    return this.own().name;
  }
  get formula(): string {
    return this.own().formula;
  }
  set formula(formula: string) {
    if (!formula.startsWith("=")) throw problem("InvalidArgument");
    this.change({ formula });
  }
  get value(): string {
    return this.own().formula;
  }
  get type(): string {
    return references(this.own().formula).length > 0 ? "Range" : "String";
  }
  get scope(): string {
    return this.sheet ? "Worksheet" : "Workbook";
  }
  get visible(): boolean {
    return this.own().visible;
  }
  set visible(visible: boolean) {
    this.change({ visible });
  }
  get comment(): string {
    return this.own().comment;
  }
  set comment(comment: string) {
    this.change({ comment });
  }
  getRange(): ApiObject {
    const { sheet, area } = resolveRange(this.host.book, this.sheet, this.own().formula);
    return this.host.range(sheet, area);
  }
  getRangeOrNullObject(): ApiObject {
    try {
      return this.getRange();
    } catch {
      return new ApiNothing(this.host);
    }
  }
  delete(): void {
    const { name } = this.own();
    const without = (all: readonly HostName[]) => all.filter((one) => one.name !== name);
    if (this.sheet) this.sheet.names = without(this.sheet.names);
    else this.host.book.names = without(this.host.book.names);
  }

  private own(): HostName {
    const all = this.sheet ? this.sheet.names : this.host.book.names;
    const found = all.find((one) => one.name.toLowerCase() === this.key.toLowerCase());
    if (!found) throw problem("ItemNotFound");
    return found;
  }
  private change(change: Partial<HostName>): void {
    const { name } = this.own();
    const change1 = (all: readonly HostName[]) =>
      all.map((one) => (one.name === name ? { ...one, ...change } : one));
    if (this.sheet) this.sheet.names = change1(this.sheet.names);
    else this.host.book.names = change1(this.host.book.names);
  }
}
