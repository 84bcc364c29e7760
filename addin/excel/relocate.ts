/**
 * Formulas of a plan for a workbook whose columns have been moved, whose sheet was renamed or in which something
 * was inserted above the table. What the plan calls `$B2` may stand in `$C4`.
 */
import { columnIndex, columnName, quoteSheet } from "../../shared/plan/address.ts";

/** Where a planned sheet is and how its cells have moved. */
export interface Move {
  readonly name: string;
  /** Planned column → column on the sheet; a column not named has not moved. */
  readonly columns: ReadonlyMap<number, number>;
  /** How many rows further down the header is. */
  readonly rows: number;
}

export const hasMoved = (move: Move): boolean =>
  move.rows !== 0 || [...move.columns].some(([from, to]) => from !== to);

const SHEET = String.raw`(?<sheet>(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?`;
const CELL = (n: number): string =>
  String.raw`(?<d${n}>\$?)(?<c${n}>[A-Z]{1,3})(?:(?<e${n}>\$?)(?<r${n}>\d{1,7}))?`;
const REFERENCE = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.$'!])${SHEET}${CELL(1)}(?:(?<colon>:)${CELL(2)})?(?![\p{L}\p{N}_(.!])`,
  "gu",
);

/**
 * Rewrites the references of a formula. Those without a sheet follow `own`; those with one follow the move of that
 * sheet (by its planned name). Text in quotes is left alone.
 *
 * @example relocate("=LEN($B2)", { name: "x", columns: new Map([[1, 2]]), rows: 0 }, new Map()) // =LEN($C2)
 */
export function relocate(formula: string, own: Move | null, moves: ReadonlyMap<string, Move>): string {
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replaceAll(REFERENCE, (text, ...rest) => moved(text, rest.at(-1), own, moves)),
    )
    .join("");
}

function moved(
  text: string,
  groups: Readonly<Record<string, string | undefined>>,
  own: Move | null,
  moves: ReadonlyMap<string, Move>,
): string {
  const { sheet, colon } = groups;
  // `AND` or `B` alone is no reference.
  if (colon === undefined && groups.r1 === undefined) return text;
  const move = sheet === undefined ? own : moves.get(unquote(sheet.slice(0, -1)));
  if (!move) return text;
  const cell = (n: 1 | 2): string => {
    const column = columnIndex(groups[`c${n}`] ?? "A");
    const row = groups[`r${n}`];
    return (
      `${groups[`d${n}`] ?? ""}${columnName(move.columns.get(column) ?? column)}` +
      (row === undefined ? "" : `${groups[`e${n}`] ?? ""}${shifted(Number(row), move.rows)}`)
    );
  };
  const prefix = sheet === undefined ? "" : `${quoteSheet(move.name)}!`;
  return `${prefix}${cell(1)}${colon === undefined ? "" : `:${cell(2)}`}`;
}

const LAST_ROW = 1_048_576;

const shifted = (row: number, by: number): number => Math.min(LAST_ROW, Math.max(1, row + by));

const unquote = (name: string): string =>
  name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
