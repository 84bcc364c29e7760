/** What a key does in the grid: as in a sheet. Pure. */

/**
 * `moving`: a cell is in hand, arrows go to the next. `typed`: something was typed over it, arrows take it and go on.
 * `editing`: the caret is in the text, arrows are its own.
 */
export type Mode = "moving" | "typed" | "editing";

export type Action =
  | { readonly kind: "move"; readonly rows: number; readonly columns: number }
  /** To the row's first or last cell, `all` of the first or last row. */
  | { readonly kind: "edge"; readonly end: boolean; readonly all: boolean }
  /** To the next or previous cell, row after row; at the end the grid is left. */
  | { readonly kind: "step"; readonly by: 1 | -1 }
  /** Down; below the last row a new one is begun. */
  | { readonly kind: "down" }
  | { readonly kind: "edit"; readonly open: boolean }
  | { readonly kind: "clear" }
  | { readonly kind: "drop" }
  | { readonly kind: "break" }
  | { readonly kind: "leave" };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Rows that Page Up and Page Down go over. */
const PAGE = 10;

const ARROWS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * null: the key is the cell's own.
 *
 * @param listed the cell has a list, in which arrows choose once something was typed
 */
export function actionOf(event: Key, mode: Mode, listed: boolean): Action | null {
  const { key, shiftKey, altKey } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (key === "Tab" && !ctrl && !altKey) return { kind: "step", by: shiftKey ? -1 : 1 };
  if (key === "Enter" && !ctrl) {
    if (altKey) return mode === "moving" ? null : { kind: "break" };
    return shiftKey ? { kind: "move", rows: -1, columns: 0 } : { kind: "down" };
  }
  if (key === "Escape") return { kind: mode === "moving" ? "leave" : "drop" };
  if (key === "F2") return mode === "editing" ? null : { kind: "edit", open: false };
  if (key === "ArrowDown" && altKey) return { kind: "edit", open: true };
  if (altKey) return null;
  const arrow = ARROWS[key];
  if (arrow && (mode === "moving" || (mode === "typed" && !listed)) && !shiftKey && !ctrl) {
    const [rows, columns] = arrow;
    return { kind: "move", rows, columns };
  }
  if (mode !== "moving") return null;
  switch (key) {
    case "Home":
    case "End":
      return { kind: "edge", end: key === "End", all: ctrl };
    case "PageUp":
      return { kind: "move", rows: -PAGE, columns: 0 };
    case "PageDown":
      return { kind: "move", rows: PAGE, columns: 0 };
    case "Delete":
    case "Backspace":
      return { kind: "clear" };
    default:
      return null;
  }
}
