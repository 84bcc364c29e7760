/**
 * Notes on cells, as Excel, WPS and LibreOffice all read them: the texts in one part, a yellow box for each in
 * another, in the drawing language that was Excel's until 2007 and that notes have kept.
 */
import { cellAddress } from "../../shared/plan/address.ts";
import type { Cell, SheetPlan, TablePlan, TableRow } from "../../shared/plan/plan.ts";
import { SOURCES_NOTE } from "../../shared/text/master.ts";
import { BASE_FONT, DIGIT_PIXELS } from "./looks.ts";
import type { Peekable } from "./peekable.ts";
import { cellText } from "./text.ts";
import { inPieces, utf8 } from "./utf8.ts";
import type { ZipPart } from "./zip.ts";

/**
 * A sheet with more of them opens slowly, in LibreOffice a minute for some thousands; the pane and the API tell the
 * sources of every cell.
 */
export const MOST_NOTES = 4000;
/** The rest is kept free for notes that matter more. */
const MOST_MINOR_NOTES = 2000;

interface Note {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Numbers of shapes are given out in clusters; a sheet uses whole ones. */
const CLUSTER = 1024;

/** The notes of one sheet, gathered while its rows are written. */
export class Notes {
  readonly #sheet: SheetPlan;
  readonly #notes: Note[] = [];

  constructor(sheet: SheetPlan) {
    this.#sheet = sheet;
  }

  get isEmpty(): boolean {
    return this.#notes.length === 0;
  }

  get clusters(): number {
    return Math.ceil((this.#notes.length + 1) / CLUSTER);
  }

  /** The cells of one row after the other; their notes stay here. */
  takeFrom(source: Peekable<TableRow>, table: TablePlan): () => readonly Cell[] | undefined {
    let row = table.row;
    return () => {
      const next = source.next();
      if (next === undefined) return undefined;
      row += 1;
      if (!("notes" in next)) return next;
      for (const note of next.notes) {
        if (this.#notes.length >= (note.minor ? MOST_MINOR_NOTES : MOST_NOTES)) continue;
        this.#notes.push({ row, column: table.column + note.column, text: note.text });
      }
      return next.cells;
    };
  }

  /** @param clustersBefore taken by the sheets before this one: no two shapes of a workbook share a number */
  parts(index: number, clustersBefore: number): ZipPart[] {
    return [
      { path: `xl/comments${index + 1}.xml`, content: inPieces(this.#texts()) },
      { path: `xl/drawings/vmlDrawing${index + 1}.vml`, content: inPieces(this.#boxes(clustersBefore + 1)) },
    ];
  }

  *#texts(): Generator<string> {
    yield utf8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>${SOURCES_NOTE.author}</author></authors><commentList>`);
    for (const { row, column, text } of this.#notes) {
      yield utf8(
        `<comment ref="${cellAddress(row, column)}" authorId="0"><text><r><rPr><sz val="9"/><color indexed="81"/>` +
          `<rFont val="${BASE_FONT.name}"/><family val="${BASE_FONT.family}"/></rPr>` +
          `<t xml:space="preserve">${cellText(text)}</t></r></text></comment>`,
      );
    }
    yield "</commentList></comments>";
  }

  *#boxes(firstCluster: number): Generator<string> {
    const clusters = Array.from({ length: this.clusters }, (_, i) => firstCluster + i).join(",");
    yield (
      `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
      `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${clusters}"/></o:shapelayout>` +
      `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
      `<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
    );
    for (const [i, note] of this.#notes.entries()) yield this.#box(note, firstCluster * CLUSTER + 1 + i);
    yield "</xml>";
  }

  #box({ row, column, text }: Note, id: number): string {
    const lines = linesOf(text);
    const { columns, rest } = this.#across(column + 1);
    const bottom = row + Math.ceil((lines * LINE_PIXELS + PADDING_PIXELS) / ROW_PIXELS);
    return (
      `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;width:${BOX_PIXELS * 0.75}pt;` +
      `height:${(lines * LINE_PIXELS + PADDING_PIXELS) * 0.75}pt;z-index:${id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
      `<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>` +
      `<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>` +
      `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>` +
      `<x:Anchor>${column + 1}, 12, ${row}, 2, ${column + 1 + columns}, ${rest}, ${bottom}, 2</x:Anchor>` +
      `<x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
    );
  }

  /** How many columns a box reaches over, and how far into the next one. Hidden columns take no room. */
  #across(first: number): { readonly columns: number; readonly rest: number } {
    let left = BOX_PIXELS + 12;
    let columns = 0;
    for (;;) {
      const plan = this.#sheet.columns[first + columns];
      const width = plan?.hidden ? 0 : (plan?.width ?? USUAL_WIDTH) * DIGIT_PIXELS;
      if (width >= left) return { columns, rest: Math.round(left) };
      left -= width;
      columns += 1;
    }
  }
}

const BOX_PIXELS = 300;
const LINE_PIXELS = 16;
const PADDING_PIXELS = 12;
const ROW_PIXELS = 20;
const USUAL_WIDTH = 9;
/** Of a Chinese character of nine points. */
const CHARACTER_PIXELS = 12;
const MOST_LINES = 30;

function linesOf(text: string): number {
  const perLine = Math.floor(BOX_PIXELS / CHARACTER_PIXELS);
  const lines = text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
  return Math.min(MOST_LINES, lines);
}
