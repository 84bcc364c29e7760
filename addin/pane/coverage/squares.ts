/** The coverage map as rows of squares, and where the keys lead in it. Pure. */
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { Coverage, Square } from "../../../shared/summary/coverage.ts";

export const KINDS = ["news", "purchases", "contacts", "reviews"] as const;
export type Kind = (typeof KINDS)[number];

/** Where the rows behind a kind are. */
export const SHEET_OF_KIND: Readonly<Record<Kind, SheetKey>> = {
  news: "events",
  purchases: "purchases",
  contacts: "contacts",
  reviews: "reviews",
};

export interface MapRow {
  readonly accountId: number;
  readonly account: string;
  readonly standing: Coverage["accounts"][number]["standing"];
  /** One for each unit, in their order; null where the unit tells nothing of the account. */
  readonly squares: readonly (Square | null)[];
  /** Units that tell something of what is shown. */
  readonly told: number;
  /** Of what is shown: kinds that no unit tells of. */
  readonly lacks: readonly Kind[];
}

export interface MapChoice {
  readonly kind: Kind | "all";
  /** Accounts only that lack something. */
  readonly lacking: boolean;
  /** Part of an account's name. */
  readonly text: string;
}

export function mapRows({ accounts, units }: Coverage, { kind, lacking, text }: MapChoice): MapRow[] {
  const wanted = text.trim().toLowerCase();
  const kinds = kind === "all" ? KINDS : [kind];
  return accounts
    .filter(({ account }) => wanted === "" || account.toLowerCase().includes(wanted))
    .map(({ squares, ...account }) => {
      const byUnit = new Map(squares.map((square) => [square.unit, square]));
      const inOrder = units.map(({ code }) => byUnit.get(code) ?? null);
      return {
        ...account,
        squares: inOrder,
        told: inOrder.filter((square) => kindsIn(square, kinds).length > 0).length,
        lacks: kinds.filter((one) => !inOrder.some((square) => square !== null && square[one] > 0)),
      };
    })
    .filter(({ lacks }) => !lacking || lacks.length > 0);
}

/** Those of the kinds of which the square holds something. */
export const kindsIn = (square: Square | null, kinds: readonly Kind[] = KINDS): readonly Kind[] =>
  square === null ? [] : kinds.filter((kind) => square[kind] > 0);

export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are in sight at once. */
  readonly page: number;
}

/** Where a key leads from a square, as in a sheet; undefined for a key that moves nothing. */
export function moved({ row, column }: Place, key: string, far: boolean, extent: Extent): Place | undefined {
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: Math.max(0, Math.min(extent.rows - 1, nextRow)),
    column: Math.max(0, Math.min(extent.columns - 1, nextColumn)),
  });
  switch (key) {
    case "ArrowUp":
      return to(far ? 0 : row - 1, column);
    case "ArrowDown":
      return to(far ? extent.rows : row + 1, column);
    case "ArrowLeft":
      return to(row, far ? 0 : column - 1);
    case "ArrowRight":
      return to(row, far ? extent.columns : column + 1);
    case "Home":
      return to(far ? 0 : row, 0);
    case "End":
      return to(far ? extent.rows : row, extent.columns);
    case "PageUp":
      return to(row - extent.page, column);
    case "PageDown":
      return to(row + extent.page, column);
    default:
      return undefined;
  }
}

/** What of a long side is drawn: what is in sight and a little around it. `first` to before `last`. */
export function inSight(
  from: number,
  length: number,
  each: number,
  count: number,
): { readonly first: number; readonly last: number } {
  const around = 4;
  return {
    first: Math.max(0, Math.floor(from / each) - around),
    last: Math.min(count, Math.ceil((from + length) / each) + around),
  };
}
