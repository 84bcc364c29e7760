/** `Excel.RangeFormat` and what hangs on it. */
import { problem } from "../workbook/problem.ts";
import { STANDARD_HEIGHT, STANDARD_POINTS } from "../workbook/sheet.ts";
import { textOf } from "../workbook/text.ts";
import { refuseProtectedSheet } from "../workbook/write.ts";
import { RangeBordersApi } from "./border-api.ts";
import { color, LookObject, one } from "./look-object.ts";
import type { ApiObject } from "./object.ts";

const HORIZONTAL = [
  "General",
  "Left",
  "Center",
  "Right",
  "Fill",
  "Justify",
  "CenterAcrossSelection",
  "Distributed",
];
const VERTICAL = ["Top", "Center", "Bottom", "Justify", "Distributed"];

export class RangeFormatApi extends LookObject {
  readonly className = "RangeFormat";

  get fill(): ApiObject {
    return new RangeFillApi(this.host, this.held);
  }
  get font(): ApiObject {
    return new RangeFontApi(this.host, this.held);
  }
  get borders(): ApiObject {
    return new RangeBordersApi(this.host, this.held);
  }
  get protection(): ApiObject {
    return new FormatProtectionApi(this.host, this.held);
  }
  get horizontalAlignment(): string | null {
    return this.read((look) => look.horizontal ?? "General");
  }
  set horizontalAlignment(given: string) {
    const horizontal = one(given, HORIZONTAL);
    this.paint({ horizontal: horizontal === "General" ? undefined : horizontal });
  }
  get verticalAlignment(): string | null {
    return this.read((look) => look.vertical ?? "Bottom");
  }
  set verticalAlignment(given: string) {
    const vertical = one(given, VERTICAL);
    this.paint({ vertical: vertical === "Bottom" ? undefined : vertical });
  }
  get wrapText(): boolean | null {
    return this.read((look) => look.wrap ?? false);
  }
  set wrapText(wrap: boolean) {
    this.paint({ wrap });
  }
  get shrinkToFit(): boolean | null {
    return this.read((look) => look.shrink ?? false);
  }
  set shrinkToFit(shrink: boolean) {
    this.paint({ shrink });
  }
  get indentLevel(): number | null {
    return this.read((look) => look.indent ?? 0);
  }
  set indentLevel(indent: number) {
    if (indent < 0 || indent > 250) throw problem("InvalidArgument");
    this.paint({ indent: indent === 0 ? undefined : indent });
  }
  get textOrientation(): number | null {
    return this.read((look) => look.rotation ?? 0);
  }
  set textOrientation(rotation: number) {
    this.paint({ rotation: rotation === 0 ? undefined : rotation });
  }
  /** Points. */
  get columnWidth(): number | null {
    return alike(this.columns().map((column) => this.sheetOf().widths.get(column) ?? STANDARD_POINTS));
  }
  set columnWidth(points: number) {
    refuseProtectedSheet(this.sheetOf(), "allowFormatColumns");
    if (!(points >= 0 && points <= 1790)) throw problem("InvalidArgument");
    for (const column of this.columns()) {
      if (points === 0) this.sheetOf().hiddenColumns.add(column);
      else {
        this.sheetOf().hiddenColumns.delete(column);
        this.sheetOf().widths.set(column, points);
      }
    }
  }
  /** Points. */
  get rowHeight(): number | null {
    return alike(this.rows().map((row) => this.sheetOf().heights.get(row) ?? STANDARD_HEIGHT));
  }
  set rowHeight(points: number) {
    refuseProtectedSheet(this.sheetOf(), "allowFormatRows");
    if (!(points >= 0 && points <= 409.5)) throw problem("InvalidArgument");
    for (const row of this.rows()) this.sheetOf().heights.set(row, points);
  }
  get useStandardWidth(): boolean | null {
    return alike(this.columns().map((column) => !this.sheetOf().widths.has(column)));
  }
  set useStandardWidth(standard: boolean) {
    if (standard) for (const column of this.columns()) this.sheetOf().widths.delete(column);
  }
  get useStandardHeight(): boolean | null {
    return alike(this.rows().map((row) => !this.sheetOf().heights.has(row)));
  }
  set useStandardHeight(standard: boolean) {
    if (standard) for (const row of this.rows()) this.sheetOf().heights.delete(row);
  }

  /** About as wide as Excel makes them: a wide character counts for two. */
  autofitColumns(): void {
    const sheet = this.sheetOf();
    for (const column of this.columns()) {
      let longest = 0;
      for (const [row, , content] of sheet.cells.in({
        top: 0,
        bottom: Infinity,
        left: column,
        right: column,
      })) {
        const text = textOf(content, sheet.numberFormat(row, column), this.host.book.date1904);
        const width = [...text].reduce(
          (sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1),
          0,
        );
        longest = Math.max(longest, width);
      }
      if (longest > 0) sheet.widths.set(column, Math.min(1340, longest * 5.25 + 4));
    }
  }
  autofitRows(): void {
    for (const row of this.rows()) this.sheetOf().heights.delete(row);
  }

  private columns(): number[] {
    const { left, right } = this.areaOf();
    return Array.from({ length: right - left + 1 }, (_, i) => left + i);
  }
  private rows(): number[] {
    const { top, bottom } = this.areaOf();
    return Array.from({ length: Math.min(bottom - top + 1, 100_000) }, (_, i) => top + i);
  }
}

const alike = <T>(all: readonly T[]): T | null => (new Set(all).size === 1 ? (all[0] ?? null) : null);

class RangeFillApi extends LookObject {
  readonly className = "RangeFill";
  get color(): string | null {
    return this.read((look) => look.fill ?? "#FFFFFF") ?? "";
  }
  set color(given: string) {
    this.paint({ fill: given === "" ? undefined : color(given) });
  }
  clear(): void {
    this.paint({ fill: undefined });
  }
}

class RangeFontApi extends LookObject {
  readonly className = "RangeFont";
  get bold(): boolean | null {
    return this.read((look) => look.bold ?? false);
  }
  set bold(bold: boolean) {
    this.paint({ bold });
  }
  get italic(): boolean | null {
    return this.read((look) => look.italic ?? false);
  }
  set italic(italic: boolean) {
    this.paint({ italic });
  }
  get strikethrough(): boolean | null {
    return this.read((look) => look.strike ?? false);
  }
  set strikethrough(strike: boolean) {
    this.paint({ strike });
  }
  get underline(): string | null {
    return this.read((look) => look.underline ?? "None");
  }
  set underline(given: string) {
    const underline = one(given, ["None", "Single", "Double", "SingleAccountant", "DoubleAccountant"]);
    this.paint({ underline: underline === "None" ? undefined : underline });
  }
  get color(): string | null {
    return this.read((look) => look.color ?? "#000000") ?? "";
  }
  set color(given: string) {
    this.paint({ color: color(given) });
  }
  get size(): number | null {
    return this.read((look) => look.size ?? 11);
  }
  set size(size: number) {
    if (!(size >= 1 && size <= 409)) throw problem("InvalidArgument");
    this.paint({ size: size === 11 ? undefined : size });
  }
  get name(): string | null {
    return this.read((look) => look.font ?? "等线");
  }
  set name(font: string) {
    this.paint({ font });
  }
}

class FormatProtectionApi extends LookObject {
  readonly className = "FormatProtection";
  get locked(): boolean | null {
    return this.read((look) => !look.unlocked);
  }
  set locked(locked: boolean) {
    this.paint({ unlocked: !locked });
  }
  get formulaHidden(): boolean | null {
    return this.read((look) => look.formulaHidden ?? false);
  }
  set formulaHidden(formulaHidden: boolean) {
    this.paint({ formulaHidden });
  }
}
