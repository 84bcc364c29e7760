/** A sheet written from top to bottom, as a report is: titles, tables of cells, paragraphs. */
import { cellAddress, rangeAddress } from "./address.ts";
import type { BlockPlan, Cell } from "./plan.ts";
import type { StyleName } from "./styles.ts";

/** A field of the page's tables: how many of the page's columns it spans. */
export interface Field {
  readonly header: string;
  readonly span: number;
  readonly style: StyleName;
  /** For long text: the row is made high enough for it. */
  readonly wraps?: boolean;
}

const LINE_POINTS = 15;
/** Excel's own limit for a row. */
const MAX_POINTS = 409;

export class Page {
  readonly blocks: BlockPlan[] = [];
  readonly merges: string[] = [];
  readonly rowHeights: { row: number; points: number }[] = [];
  readonly #left: number;
  readonly #widths: readonly number[];
  #row = 0;

  /** `widths` are the page's columns in characters, from sheet column `left` on. */
  constructor(left: number, widths: readonly number[]) {
    this.#left = left;
    this.#widths = widths;
  }

  get row(): number {
    return this.#row;
  }

  skip(rows = 1): void {
    this.#row += rows;
  }

  /** A line across the page. */
  line(text: Cell, style: StyleName, points?: number): void {
    const cells = this.#widths.map((_, index) => (index === 0 ? text : null));
    this.blocks.push({ row: this.#row, column: this.#left, cells: [cells], style });
    this.#merge(0, this.#widths.length);
    if (points !== undefined) this.rowHeights.push({ row: this.#row, points });
    this.#row += 1;
  }

  /** Cells beside each other, each spanning as many columns as its field says; a plain row of a page. */
  cells(values: readonly Cell[], fields: readonly Pick<Field, "span" | "style" | "wraps">[]): void {
    const cells: Cell[] = [];
    const styles: StyleName[] = [];
    let lines = 1;
    fields.forEach((field, index) => {
      const value = values[index] ?? null;
      const from = cells.length;
      const width = this.#widths.slice(from, from + field.span).reduce((sum, w) => sum + w, 0);
      if (field.wraps && typeof value === "string") lines = Math.max(lines, linesOf(value, width));
      for (let i = 0; i < field.span; i += 1) {
        cells.push(i === 0 ? value : null);
        styles.push(field.style);
      }
      this.#merge(from, field.span);
    });
    this.blocks.push({ row: this.#row, column: this.#left, cells: [cells], style: styles });
    if (lines > 1)
      this.rowHeights.push({ row: this.#row, points: Math.min(MAX_POINTS, lines * LINE_POINTS + 3) });
    this.#row += 1;
  }

  /** A heading row and the rows below it; answers the range of the whole, headings included. */
  table(
    fields: readonly Field[],
    rows: readonly (readonly Cell[])[],
  ): { headerRow: number; firstRow: number } {
    const headerRow = this.#row;
    this.cells(
      fields.map(({ header }) => header),
      fields.map(({ span }) => ({ span, style: "headOptional" as const })),
    );
    for (const row of rows) this.cells(row, fields);
    return { headerRow, firstRow: headerRow + 1 };
  }

  /** `rows` rows and `columns` page columns from a row on, e.g. the source of a chart. */
  range(row: number, rows: number, columns: number): string {
    return rangeAddress(row, this.#left, rows, columns);
  }

  /** From the page's current row down, across all its columns; leaves the rows free. */
  space(rows: number): string {
    const range = `${cellAddress(this.#row, this.#left)}:${cellAddress(this.#row + rows - 1, this.#left + this.#widths.length - 1)}`;
    this.#row += rows;
    return range;
  }

  #merge(from: number, span: number): void {
    if (span > 1) this.merges.push(rangeAddress(this.#row, this.#left + from, 1, span));
  }
}

/** How many lines a text takes in a cell of that many characters; Chinese characters are two wide. */
function linesOf(text: string, width: number): number {
  const room = Math.max(4, width - 2);
  return text
    .split("\n")
    .reduce(
      (lines, line) =>
        lines + Math.max(1, Math.ceil([...line].reduce((w, c) => w + (c > "\u2e7f" ? 2 : 1), 0) / room)),
      0,
    );
}
