/** A cell of a plan as the XML of a worksheet. */
import type { Cell } from "../../shared/plan/plan.ts";
import { lookOf, TEXT_FORMAT } from "../../shared/plan/styles.ts";
import type { CellLook, StyleName } from "../../shared/plan/styles.ts";
import type { Formats } from "./looks.ts";
import { cellText, formulaText } from "./text.ts";

/** Typed into a cell, text that begins so would become a formula, a number or a date. */
const TYPED_AS_ELSE = /^[=+\-@'.\d]/;

export const isBlank = (cell: Cell): cell is null | "" => cell === null || cell === "";

/** `address` is A1. A blank cell is written too: it carries its look. */
export function cellXml(address: string, cell: Cell, style: StyleName, formats: Formats): string {
  const s = formats.of(style);
  if (isBlank(cell)) return `<c r="${address}" s="${s}"/>`;
  if (typeof cell === "string") {
    const format = textFormat(cell, style, formats);
    return `<c r="${address}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`;
  }
  if (typeof cell === "number") {
    // A file has no way to write an infinite number; a blank cell is better than a file that does not open.
    return Number.isFinite(cell)
      ? `<c r="${address}" s="${s}"><v>${cell}</v></c>`
      : `<c r="${address}" s="${s}"/>`;
  }
  if (typeof cell === "boolean") return `<c r="${address}" s="${s}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  // No cached value: none is better than a wrong one, and the workbook asks to be computed when it opens.
  return `<c r="${address}" s="${s}"><f>${formulaText(cell.formula)}</f></c>`;
}

function textFormat(text: string, style: StyleName, formats: Formats): number {
  const look: CellLook = lookOf(style);
  return look.format !== TEXT_FORMAT && TYPED_AS_ELSE.test(text) ? formats.quoted(style) : formats.of(style);
}
