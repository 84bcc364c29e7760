/** Cells of a plan as the XML of a worksheet. */
import type { Cell } from "../../shared/plan/plan.ts";
import { lookOf, TEXT_FORMAT } from "../../shared/plan/styles.ts";
import type { CellLook, StyleName } from "../../shared/plan/styles.ts";
import type { Formats } from "./looks.ts";
import { cellText, formulaText } from "./text.ts";
import { utf8 } from "./utf8.ts";

/** Typed into a cell, text that begins so would become a formula, a number or a date. */
const TYPED_AS_ELSE = /^[=+\-@'.\d]/;
/** Readers may leave such space out, unless they are told. */
const OUTER_SPACE = /^\s|\s$/;

export const isBlank = (cell: Cell): cell is null | "" => cell === null || cell === "";

/** `row` is as it is written, counted from 1. A blank cell is written too: it carries its look. */
export type CellXml = (row: string, cell: Cell) => string;

/** Of one column, for one look: most of a cell's XML is the same from row to row. */
export function cellXml(column: string, style: StyleName, formats: Formats): CellXml {
  const look: CellLook = lookOf(style);
  const open = `<c r="${column}`;
  const format = `" s="${formats.of(style)}"`;
  const text = `${format} t="inlineStr"><is><t`;
  const quoted = look.format === TEXT_FORMAT ? text : `" s="${formats.quoted(style)}" t="inlineStr"><is><t`;
  return (row, cell) => {
    if (typeof cell === "string") {
      if (cell === "") return `${open}${row}${format}/>`;
      const space = OUTER_SPACE.test(cell) ? ' xml:space="preserve">' : ">";
      const start = quoted !== text && TYPED_AS_ELSE.test(cell) ? quoted : text;
      return `${open}${row}${start}${space}${utf8(cellText(cell))}</t></is></c>`;
    }
    if (cell === null) return `${open}${row}${format}/>`;
    if (typeof cell === "number") {
      // A file has no way to write an infinite number; a blank cell is better than a file that does not open.
      return Number.isFinite(cell) ? `${open}${row}${format}><v>${cell}</v></c>` : `${open}${row}${format}/>`;
    }
    if (typeof cell === "boolean") return `${open}${row}${format} t="b"><v>${cell ? 1 : 0}</v></c>`;
    // No cached value: none is better than a wrong one, and the workbook asks to be computed when it opens.
    return `${open}${row}${format}><f>${utf8(formulaText(cell.formula))}</f></c>`;
  };
}
