/** `Excel.ConditionalFormatCollection`: custom formulas and cell values, the two kinds the host draws. */
import { addressOf, intersection, parseArea } from "../workbook/area.ts";
import { colorOf } from "../workbook/look.ts";
import { problem } from "../workbook/problem.ts";
import { record } from "../workbook/rules.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { Conditional } from "../workbook/state.ts";
import type { HeldRange } from "../workbook/workbook.ts";
import { refuseProtectedSheet } from "../workbook/write.ts";
import { ApiCollection, ApiNothing, ApiObject, type ApiHost } from "./object.ts";

export class ConditionalFormatsApi extends ApiCollection {
  readonly className = "ConditionalFormatCollection";
  constructor(
    host: ApiHost,
    private readonly held: HeldRange,
  ) {
    super(host);
  }

  members(): readonly ApiObject[] {
    return this.mine().map(({ id }) => new ConditionalFormatApi(this.host, this.held.sheet, id));
  }
  add(type: string): ApiObject {
    const { sheet, area } = this.held;
    if (!area) throw problem("InvalidReference");
    refuseProtectedSheet(sheet);
    if (type !== "Custom" && type !== "CellValue") {
      throw problem("NotImplemented", `the host has no conditional format of type ${type}`);
    }
    const id = `{${String(this.host.book.newNumber()).padStart(8, "0")}-0000-4000-8000-000000000000}`;
    // A new one comes first.
    sheet.conditionals.unshift({ id, type, range: addressOf(area), formula: "", stopIfTrue: false });
    return new ConditionalFormatApi(this.host, sheet, id);
  }
  getItem(id: string): ApiObject {
    if (!this.held.sheet.conditionals.some((one) => one.id === id)) throw problem("ItemNotFound");
    return new ConditionalFormatApi(this.host, this.held.sheet, id);
  }
  getItemOrNullObject(id: string): ApiObject {
    return this.mine().some((one) => one.id === id) ? this.getItem(id) : new ApiNothing(this.host);
  }
  getItemAt(index: number): ApiObject {
    const found = this.mine()[index];
    if (!found) throw problem("InvalidArgument");
    return this.getItem(found.id);
  }
  /** Takes the formats off these cells; where they reach further, the rest keeps them. */
  clearAll(): void {
    const { sheet, area } = this.held;
    if (!area) throw problem("InvalidReference");
    refuseProtectedSheet(sheet);
    sheet.conditionals = sheet.conditionals.flatMap((one) => {
      const left = one.range.split(",").flatMap((part) => {
        const own = parseArea(part);
        const cut = own && intersection(own, area);
        if (!own || !cut) return [part];
        return [
          { ...own, bottom: cut.top - 1 },
          { ...own, top: cut.bottom + 1 },
          { ...own, top: cut.top, bottom: cut.bottom, right: cut.left - 1 },
          { ...own, top: cut.top, bottom: cut.bottom, left: cut.right + 1 },
        ]
          .filter((piece) => piece.top <= piece.bottom && piece.left <= piece.right)
          .map(addressOf);
      });
      return left.length === 0 ? [] : [{ ...one, range: left.join(",") }];
    });
  }

  private mine(): Conditional[] {
    const { sheet, area } = this.held;
    return sheet.conditionals.filter(({ range }) =>
      range.split(",").some((part) => {
        const own = parseArea(part);
        return own !== null && area !== null && intersection(own, area) !== null;
      }),
    );
  }
}

abstract class ConditionalPart extends ApiObject {
  constructor(
    host: ApiHost,
    protected readonly sheet: Sheet,
    protected readonly id: string,
  ) {
    super(host);
  }
  protected own(): Conditional {
    const found = this.sheet.conditionals.find((one) => one.id === this.id);
    if (!found) throw problem("ItemNotFound");
    return found;
  }
  protected change(change: Partial<Conditional>): void {
    refuseProtectedSheet(this.sheet);
    this.own();
    this.sheet.conditionals = this.sheet.conditionals.map((one) =>
      one.id === this.id ? { ...one, ...change } : one,
    );
  }
}

class ConditionalFormatApi extends ConditionalPart {
  readonly className = "ConditionalFormat";
  override identity(): Record<string, unknown> {
    return { Id: this.id };
  }
  get type(): string {
    return this.own().type;
  }
  get priority(): number {
    return this.sheet.conditionals.findIndex((one) => one.id === this.id);
  }
  set priority(at: number) {
    const own = this.own();
    const others = this.sheet.conditionals.filter((one) => one !== own);
    this.sheet.conditionals = [...others.slice(0, at), own, ...others.slice(at)];
  }
  get stopIfTrue(): boolean {
    return this.own().stopIfTrue;
  }
  set stopIfTrue(stopIfTrue: boolean) {
    this.change({ stopIfTrue });
  }
  get custom(): ApiObject {
    if (this.own().type !== "Custom") throw problem("InvalidOperation");
    return new CustomApi(this.host, this.sheet, this.id);
  }
  get customOrNullObject(): ApiObject {
    return this.own().type === "Custom" ? this.custom : new ApiNothing(this.host);
  }
  get cellValue(): ApiObject {
    if (this.own().type !== "CellValue") throw problem("InvalidOperation");
    return new CellValueApi(this.host, this.sheet, this.id);
  }
  get cellValueOrNullObject(): ApiObject {
    return this.own().type === "CellValue" ? this.cellValue : new ApiNothing(this.host);
  }
  getRange(): ApiObject {
    const area = parseArea(this.own().range);
    // Over several areas Excel has no one range to give.
    if (!area) throw problem("InvalidOperation");
    return this.host.range(this.sheet, area);
  }
  getRangeOrNullObject(): ApiObject {
    return parseArea(this.own().range) ? this.getRange() : new ApiNothing(this.host);
  }
  delete(): void {
    this.own();
    this.sheet.conditionals = this.sheet.conditionals.filter((one) => one.id !== this.id);
  }
}

class CustomApi extends ConditionalPart {
  readonly className = "CustomConditionalFormat";
  get rule(): ApiObject {
    return new ConditionalRuleApi(this.host, this.sheet, this.id);
  }
  get format(): ApiObject {
    return new ConditionalRangeFormatApi(this.host, this.sheet, this.id);
  }
}

class ConditionalRuleApi extends ConditionalPart {
  readonly className = "ConditionalFormatRule";
  get formula(): string {
    return this.own().formula;
  }
  set formula(formula: string) {
    if (typeof formula !== "string" || !formula.startsWith("=")) throw problem("InvalidArgument");
    this.change({ formula });
  }
}

class CellValueApi extends ConditionalPart {
  readonly className = "CellValueConditionalFormat";
  get format(): ApiObject {
    return new ConditionalRangeFormatApi(this.host, this.sheet, this.id);
  }
  get rule(): unknown {
    const { formula, formula2, operator } = this.own();
    return { formula1: formula, formula2, operator };
  }
  set rule(given: unknown) {
    const { formula1, formula2, operator } = record(given);
    if (typeof formula1 !== "string" || typeof operator !== "string") throw problem("InvalidArgument");
    this.change({ formula: formula1, operator, ...(typeof formula2 === "string" ? { formula2 } : {}) });
  }
}

class ConditionalRangeFormatApi extends ConditionalPart {
  readonly className = "ConditionalRangeFormat";
  get fill(): ApiObject {
    return new ConditionalFillApi(this.host, this.sheet, this.id);
  }
  get font(): ApiObject {
    return new ConditionalFontApi(this.host, this.sheet, this.id);
  }
}

class ConditionalFillApi extends ConditionalPart {
  readonly className = "ConditionalRangeFill";
  get color(): string {
    return this.own().fill ?? "";
  }
  set color(given: string) {
    const fill = colorOf(given);
    if (fill === null) throw problem("InvalidArgument");
    this.change({ fill });
  }
}

class ConditionalFontApi extends ConditionalPart {
  readonly className = "ConditionalRangeFont";
  get color(): string {
    return this.own().color ?? "";
  }
  set color(given: string) {
    const found = colorOf(given);
    if (found === null) throw problem("InvalidArgument");
    this.change({ color: found });
  }
  get bold(): boolean {
    return this.own().bold ?? false;
  }
  set bold(bold: boolean) {
    this.change({ bold });
  }
  get italic(): boolean {
    return this.own().italic ?? false;
  }
  set italic(italic: boolean) {
    this.change({ italic });
  }
  get strikethrough(): boolean {
    return this.own().strike ?? false;
  }
  set strikethrough(strike: boolean) {
    this.change({ strike });
  }
}
