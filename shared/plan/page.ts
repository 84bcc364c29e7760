/**
 * A sheet written from top to bottom, as a report is: titles, tables of cells, paragraphs, charts. It is printed as it
 * was written: each page ends where the writer wanted it to, no row and no chart is cut in two, and a table that goes
 * on overleaf has its headings there again.
 */
import type { Trace } from "../summary/trace.ts";
import { rangeAddress } from "./address.ts";
import type { BlockPlan, Cell, TracePlan } from "./plan.ts";
import type { StyleName } from "./styles.ts";

/** A field of the page's tables: how many of the page's columns it spans. */
export interface Field {
  readonly header: string;
  readonly span: number;
  readonly style: StyleName;
  /** For long text: the row is made high enough for it. */
  readonly wraps?: boolean;
}

/** A number with the rows behind it, and a cell with a look of its own. */
export interface Told {
  readonly value: Cell;
  readonly traces?: readonly Trace[];
  readonly style?: StyleName;
}
export type Shown = Cell | Told;

export const ROW_POINTS = 18;
const LINE_POINTS = 15;
const HEADER: StyleName = "headOptional";
/** Excel's own limit for a row. */
const MAX_POINTS = 409;

export interface PageSize {
  /** Of the printed page, counted as the sheet counts. */
  readonly points: number;
  /** Of the rows that are repeated on each page after the first. */
  readonly repeated: number;
}

/** A4 across within its margins, and what a character and a column's margin take in Excel's own Chinese font. */
const PAPER = { width: 784, height: 509 } as const;
const CHARACTER_POINTS = 6;
const COLUMN_POINTS = 3.75;
/** For what fonts and printers differ in. */
const RESERVE = 0.97;

/** What A4 across holds of a sheet whose columns are so wide: it is made smaller until they fit. */
export function pageSizeOf(widths: readonly number[], repeated: number): PageSize {
  const width = widths.reduce((sum, characters) => sum + characters * CHARACTER_POINTS + COLUMN_POINTS, 0);
  return { points: Math.floor(PAPER.height * Math.max(1, width / PAPER.width) * RESERVE), repeated };
}

export class Page {
  readonly blocks: BlockPlan[] = [];
  readonly merges: string[] = [];
  readonly rowHeights: { row: number; points: number }[] = [];
  /** Rows with which a new page begins. */
  readonly breaks: number[] = [];
  readonly traces: TracePlan[] = [];
  readonly #left: number;
  readonly #widths: readonly number[];
  readonly #size: PageSize;
  #row = 0;
  #used = 0;

  /** `widths` are the page's columns in characters, from sheet column `left` on. */
  constructor(left: number, widths: readonly number[], size: PageSize) {
    this.#left = left;
    this.#widths = widths;
    this.#size = size;
  }

  get row(): number {
    return this.#row;
  }

  get columns(): number {
    return this.#widths.length;
  }

  /** Goes overleaf unless so many points are left; what is higher than a page begins where it is. */
  need(points: number): void {
    const room = this.#size.points - (this.breaks.length > 0 ? this.#size.repeated : 0);
    if (this.#used + points <= room || this.#used === 0) return;
    this.newPage();
  }

  newPage(): void {
    if (this.#used === 0) return;
    this.breaks.push(this.#row);
    this.#used = 0;
  }

  /** A gap; none at the top of a page. */
  skip(points = 10): void {
    if (this.#used > 0) this.#next(points);
  }

  /** A line across the page. */
  line(text: Cell, style: StyleName, points = ROW_POINTS): void {
    this.need(points);
    this.#put([text], [{ span: this.columns, style }]);
    this.#next(points);
  }

  /** Text across the page, in as many lines as it takes. */
  paragraph(text: string, style: StyleName): void {
    const points = this.heightOf(text);
    this.need(points);
    this.#put([text], [{ span: this.columns, style }]);
    this.#next(points);
  }

  heightOf(text: string): number {
    return pointsOf(linesOf(text, this.#width(0, this.columns)));
  }

  /** Cells beside each other, each spanning as many columns as its field says. */
  cells(values: readonly Shown[], fields: readonly Omit<Field, "header">[], points?: number): void {
    const height = points ?? this.#heightOf(values, fields);
    this.need(height);
    this.#put(values, fields);
    this.#next(height);
  }

  /**
   * A heading row and the rows below it. `together` rows stay with their headings: for a chart to be drawn from.
   * `least` is what a row is high at least.
   */
  table(
    fields: readonly Field[],
    rows: readonly (readonly Shown[])[],
    together = 1,
    least = ROW_POINTS,
  ): { headerRow: number; firstRow: number } {
    const headers = fields.map(({ header }) => header);
    const heads = fields.map(({ span }) => ({ span, style: HEADER, wraps: true }));
    const heights = rows.map((row) => Math.max(least, this.#heightOf(row, fields)));
    const headHeight = this.#heightOf(headers, heads);
    this.need(heights.slice(0, together).reduce((sum, height) => sum + height, headHeight));
    const headerRow = this.#row;
    this.cells(headers, heads, headHeight);
    rows.forEach((row, index) => {
      const height = heights[index] ?? least;
      if (index >= together) {
        const pages = this.breaks.length;
        this.need(height);
        if (this.breaks.length > pages) this.cells(headers, heads, headHeight);
      }
      this.cells(row, fields, height);
    });
    return { headerRow, firstRow: headerRow + 1 };
  }

  /** Keeps rows free, all on one page; answers the first. */
  space(rows: number, points = ROW_POINTS): number {
    this.need(rows * points);
    const first = this.#row;
    for (let i = 0; i < rows; i += 1) this.#next(points);
    return first;
  }

  /** All that has been written. */
  get area(): string {
    return this.range(0, Math.max(1, this.#row), 0, this.columns);
  }

  /** Of the page's columns, counted from 0. */
  range(row: number, rows: number, column: number, columns: number): string {
    return rangeAddress(row, this.#left + column, rows, columns);
  }

  #put(values: readonly Shown[], fields: readonly Omit<Field, "header">[]): void {
    const cells: Cell[] = [];
    const styles: StyleName[] = [];
    fields.forEach((field, index) => {
      const { value, traces = [], style = field.style } = told(values[index] ?? null);
      const column = this.#left + cells.length;
      for (const trace of traces) this.traces.push({ row: this.#row, column, trace });
      if (field.span > 1) this.merges.push(rangeAddress(this.#row, column, 1, field.span));
      for (let i = 0; i < field.span; i += 1) {
        cells.push(i === 0 ? value : null);
        styles.push(style);
      }
    });
    this.blocks.push({ row: this.#row, column: this.#left, cells: [cells], style: styles });
  }

  #next(points: number): void {
    this.rowHeights.push({ row: this.#row, points });
    this.#row += 1;
    this.#used += points;
  }

  #heightOf(values: readonly Shown[], fields: readonly Omit<Field, "header">[]): number {
    let lines = 1;
    let column = 0;
    fields.forEach((field, index) => {
      const { value } = told(values[index] ?? null);
      if (field.wraps && typeof value === "string") {
        lines = Math.max(lines, linesOf(value, this.#width(column, field.span)));
      }
      column += field.span;
    });
    return pointsOf(lines);
  }

  #width(column: number, span: number): number {
    return this.#widths.slice(column, column + span).reduce((sum, width) => sum + width, 0);
  }
}

const told = (shown: Shown): Told =>
  typeof shown === "object" && shown !== null && "value" in shown ? shown : { value: shown };

const pointsOf = (lines: number): number =>
  lines <= 1 ? ROW_POINTS : Math.min(MAX_POINTS, lines * LINE_POINTS + 5);

/** How many lines a text takes in a cell of that many characters; Chinese characters are two wide. */
function linesOf(text: string, width: number): number {
  const room = Math.max(4, width - 1);
  return text
    .split("\n")
    .reduce(
      (lines, line) =>
        lines + Math.max(1, Math.ceil([...line].reduce((w, c) => w + (c > "\u2e7f" ? 2 : 1), 0) / room)),
      0,
    );
}
