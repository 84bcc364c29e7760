/**
 * The looks of `shared/plan/styles.ts` as cell formats of a file. Every workbook carries all of them, in the same
 * order, so that a cell's format is known before the sheet is written.
 */
import type { CellStyle } from "hucre/xlsx";
import { lookOf, STYLES } from "../../shared/plan/styles.ts";
import type { CellLook, StyleName } from "../../shared/plan/styles.ts";

type FontStyle = NonNullable<CellStyle["font"]>;

/** 等线 is what Chinese Excel uses by itself; with Calibri its Chinese characters come out in 宋体. */
export const BASE_FONT = { name: "等线", size: 11, family: 2 } as const satisfies FontStyle;
/** Width of a digit of the base font in pixels, the unit behind column widths. */
export const DIGIT_PIXELS = 8;

const isStyleName = (name: string): name is StyleName => Object.hasOwn(STYLES, name);
export const STYLE_NAMES: readonly StyleName[] = Object.keys(STYLES).filter(isStyleName);

/** A colour as the file writes it: `#0F4C81` is `0F4C81`. */
export const hex = (color: string): string => color.replace("#", "").toUpperCase();

export function cellStyle(style: StyleName): CellStyle {
  const look: CellLook = lookOf(style);
  return {
    ...(hasFont(look) ? { font: fontOf(look) } : {}),
    ...(look.fill ? { fill: solid(look.fill) } : {}),
    ...(look.line ? { border: { bottom: { style: "thin", color: { rgb: hex(look.line) } } } } : {}),
    ...(look.align || look.valign || look.wrap
      ? { alignment: { horizontal: look.align, vertical: look.valign, wrapText: look.wrap } }
      : {}),
    ...(look.format ? { numFmt: look.format } : {}),
  };
}

export const solid = (color: string): NonNullable<CellStyle["fill"]> => ({
  type: "pattern",
  pattern: "solid",
  fgColor: { rgb: hex(color) },
  bgColor: { rgb: hex(color) },
});

const hasFont = (look: CellLook): boolean => Boolean(look.bold || look.italic || look.size || look.color);

const fontOf = (look: CellLook): FontStyle => ({
  ...BASE_FONT,
  ...(look.size ? { size: look.size } : {}),
  ...(look.bold ? { bold: true } : {}),
  ...(look.italic ? { italic: true } : {}),
  ...(look.color ? { color: { rgb: hex(look.color) } } : {}),
});

/** The format numbers of a workbook's styles part. */
export interface Formats {
  readonly of: (style: StyleName) => number;
  /** The same look for text that would be something else if it were typed: Excel keeps it text when edited. */
  readonly quoted: (style: StyleName) => number;
}

/** Codes that Excel knows by a number of its own. Written as custom codes, some readers miss that `@` is text. */
const BUILT_IN: Readonly<Record<string, number>> = {
  "0": 1,
  "0.00": 2,
  "#,##0": 3,
  "#,##0.00": 4,
  "0%": 9,
  "0.00%": 10,
  "@": 49,
};

/** Built-in numbers for built-in codes, and each format a second time with the quote prefix. */
export function finishStyles(xml: string): string {
  let finished = xml;
  for (const [tag, id, code] of xml.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"\/>/g)) {
    const builtIn = code === undefined ? undefined : BUILT_IN[code];
    if (builtIn === undefined) continue;
    finished = finished.replace(tag, "").replaceAll(`<xf numFmtId="${id}"`, `<xf numFmtId="${builtIn}"`);
  }
  const kept = [...finished.matchAll(/<numFmt /g)].length;
  finished = finished.replace(/<numFmts count="\d+">/, `<numFmts count="${kept}">`);
  return finished.replace(
    /<cellXfs count="(\d+)">(.*?)<\/cellXfs>/s,
    (_, count: string, formats: string) =>
      `<cellXfs count="${Number(count) * 2}">${formats}${formats.replaceAll("<xf ", '<xf quotePrefix="1" ')}</cellXfs>`,
  );
}
