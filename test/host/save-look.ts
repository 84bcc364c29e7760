/** Looks of cells as a file has them, and back. */
import type { BorderSide, CellStyle } from "hucre";
import type { Line, Look } from "./workbook/look.ts";

const LINES: Readonly<Record<string, BorderSide["style"]>> = {
  Continuous: "thin",
  Dash: "dashed",
  DashDot: "dashDot",
  DashDotDot: "dashDotDot",
  Dot: "dotted",
  Double: "double",
  SlantDashDot: "slantDashDot",
};
const HORIZONTAL = {
  Left: "left",
  Center: "center",
  Right: "right",
  Fill: "fill",
  Justify: "justify",
  CenterAcrossSelection: "centerContinuous",
  Distributed: "distributed",
} as const;
const VERTICAL = { Top: "top", Center: "center", Justify: "justify", Distributed: "distributed" } as const;

export function fileStyle(look: Look): CellStyle {
  const side = (line: Line | undefined): BorderSide | undefined =>
    line && {
      style:
        line.weight === "Medium" || line.weight === "Thick"
          ? weighty(line.weight)
          : (LINES[line.style] ?? "thin"),
      color: { rgb: line.color.slice(1) },
    };
  const border = definite({
    top: side(look.top),
    bottom: side(look.bottom),
    left: side(look.left),
    right: side(look.right),
  });
  const changed =
    look.font ?? look.size ?? look.bold ?? look.italic ?? look.underline ?? look.strike ?? look.color;
  const font = definite({
    // A font that is only bolder or larger is still the workbook's own; without a name it would be the reader's.
    name: changed === undefined ? undefined : (look.font ?? "等线"),
    size: look.size,
    bold: look.bold,
    italic: look.italic,
    underline:
      look.underline === undefined
        ? undefined
        : look.underline.startsWith("Double")
          ? ("double" as const)
          : ("single" as const),
    strikethrough: look.strike,
    color: look.color === undefined ? undefined : { rgb: look.color.slice(1) },
  });
  const alignment = definite({
    horizontal: keyed(HORIZONTAL, look.horizontal),
    vertical: keyed(VERTICAL, look.vertical),
    wrapText: look.wrap,
    shrinkToFit: look.shrink,
    indent: look.indent,
    textRotation: look.rotation,
  });
  return (
    definite({
      numFmt: look.numberFormat,
      font,
      alignment,
      border,
      fill:
        look.fill === undefined
          ? undefined
          : { type: "pattern" as const, pattern: "solid" as const, fgColor: { rgb: look.fill.slice(1) } },
      protection:
        look.unlocked || look.formulaHidden
          ? { locked: !look.unlocked, hidden: look.formulaHidden === true }
          : undefined,
    }) ?? {}
  );
}

const weighty = (weight: string): BorderSide["style"] => (weight === "Thick" ? "thick" : "medium");

const keyed = <T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined =>
  key === undefined ? undefined : table[key];

/** Undefined where nothing is said. */
const definite = <T extends object>(given: T): T | undefined =>
  Object.values(given).every((value) => value === undefined) ? undefined : given;

export function lookFrom(style: CellStyle | undefined): Look {
  if (!style) return {};
  const { font, alignment, border, fill, protection } = style;
  const line = (side: BorderSide | undefined): Line | undefined =>
    side && {
      style: named(LINES, side.style) ?? "Continuous",
      weight: side.style === "thick" ? "Thick" : side.style === "medium" ? "Medium" : "Thin",
      color: rgb(side.color?.rgb) ?? "#000000",
    };
  return {
    numberFormat: style.numFmt === "General" ? undefined : style.numFmt,
    font: font?.name === "Calibri" || font?.name === "等线" ? undefined : font?.name,
    size: font?.size === 11 ? undefined : font?.size,
    bold: font?.bold,
    italic: font?.italic,
    underline:
      font?.underline === undefined || font.underline === false
        ? undefined
        : font.underline === "double"
          ? "Double"
          : "Single",
    strike: font?.strikethrough,
    color: rgb(font?.color?.rgb),
    horizontal: named(HORIZONTAL, alignment?.horizontal),
    vertical: named(VERTICAL, alignment?.vertical),
    wrap: alignment?.wrapText,
    shrink: alignment?.shrinkToFit,
    indent: alignment?.indent === 0 ? undefined : alignment?.indent,
    rotation: alignment?.textRotation === 0 ? undefined : alignment?.textRotation,
    fill: fill?.type === "pattern" && fill.pattern === "solid" ? rgb(fill.fgColor?.rgb) : undefined,
    unlocked: protection?.locked === false,
    formulaHidden: protection?.hidden,
    top: line(border?.top),
    bottom: line(border?.bottom),
    left: line(border?.left),
    right: line(border?.right),
  };
}

const named = (table: Readonly<Record<string, string>>, value: string | undefined): string | undefined =>
  Object.entries(table).find(([, one]) => one === value)?.[0];

/** Files write `FF0F4C81` as often as `0F4C81`. */
const rgb = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : `#${text.slice(-6).toUpperCase()}`;
