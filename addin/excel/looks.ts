/** The looks of `shared/plan/styles.ts` put onto ranges: only what differs from what is there already. */
import { type CellLook, lookOf, type StyleName } from "../../shared/plan/styles.ts";

const GENERAL = "General";
const INK = "#000000";
const STANDARD_SIZE = 11;

const HORIZONTAL = { left: "Left", center: "Center", right: "Right" } as const;
const VERTICAL = { top: "Top", center: "Center" } as const;

/** What a range covers: so many cells, or whole columns. */
type Extent = { readonly rows: number; readonly columns: number } | "columns";

/** A format for all of a range. Excel wants a grid of the range's size, but for whole columns a single one. */
export const formatGrid = (format: string, extent: Extent): string[][] =>
  extent === "columns"
    ? [[format]]
    : Array.from({ length: extent.rows }, () => Array.from({ length: extent.columns }, () => format));

/**
 * Gives a range the look of a style. `base` is the look its cells have so far; what both share is left alone, so
 * that a fresh sheet takes few requests. A line is drawn under each row of the range.
 */
export function applyLook(range: Excel.Range, style: StyleName, base: StyleName, extent: Extent): void {
  const look: CellLook = lookOf(style);
  const was: CellLook = lookOf(base);
  const { format } = range;
  if (look.format !== was.format) range.numberFormat = formatGrid(look.format ?? GENERAL, extent);
  if (look.bold !== was.bold) format.font.bold = look.bold ?? false;
  if (look.italic !== was.italic) format.font.italic = look.italic ?? false;
  if (look.size !== was.size) format.font.size = look.size ?? STANDARD_SIZE;
  if (look.color !== was.color) format.font.color = look.color ?? INK;
  if (look.fill !== was.fill) {
    if (look.fill === undefined) format.fill.clear();
    else format.fill.color = look.fill;
  }
  if (look.align !== was.align) {
    format.horizontalAlignment = look.align === undefined ? "General" : HORIZONTAL[look.align];
  }
  if (look.valign !== was.valign) {
    format.verticalAlignment = look.valign === undefined ? "Bottom" : VERTICAL[look.valign];
  }
  if (look.wrap !== was.wrap) format.wrapText = look.wrap ?? false;
  if (look.line !== was.line) {
    underline(format.borders.getItem("EdgeBottom"), look.line);
    // A range of one row has no inside.
    if (extent === "columns" || extent.rows > 1)
      underline(format.borders.getItem("InsideHorizontal"), look.line);
  }
}

function underline(border: Excel.RangeBorder, color: string | undefined): void {
  if (color === undefined) {
    border.style = "None";
    return;
  }
  border.style = "Continuous";
  border.weight = "Thin";
  border.color = color;
}

interface StyledRect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly style: StyleName;
  readonly base: StyleName;
}

/**
 * Cells of one style and base gathered into rectangles: runs along the row, then equal runs of rows below each
 * other. `at` gives the style and base of a cell of the rectangle, counted from its corner.
 */
export function rectangles(
  rows: number,
  columns: number,
  at: (row: number, column: number) => { readonly style: StyleName; readonly base: StyleName },
): StyledRect[] {
  const done: StyledRect[] = [];
  let open: StyledRect[] = [];
  for (let row = 0; row < rows; row += 1) {
    const next: StyledRect[] = [];
    for (let column = 0; column < columns;) {
      const { style, base } = at(row, column);
      let end = column + 1;
      while (end < columns && same(at(row, end), { style, base })) end += 1;
      const above = open.find(
        (r) => r.column === column && r.columns === end - column && same(r, { style, base }),
      );
      if (above) {
        open = open.filter((r) => r !== above);
        next.push({ ...above, rows: above.rows + 1 });
      } else {
        next.push({ row, column, rows: 1, columns: end - column, style, base });
      }
      column = end;
    }
    done.push(...open);
    open = next;
  }
  return [...done, ...open];
}

const same = (
  a: { readonly style: StyleName; readonly base: StyleName },
  b: { readonly style: StyleName; readonly base: StyleName },
): boolean => a.style === b.style && a.base === b.base;
