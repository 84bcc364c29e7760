/** The cell in hand: where it is, what is being typed into it, and what the keys, copying and pasting do with it. */
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useState } from "react";
import type { Column, Sheet } from "../../../shared/report/sheets.ts";
import { usePane } from "../use-pane.ts";
import type { GridRow } from "./grid-row.ts";
import { type Action, actionOf, type Mode } from "./keys.ts";
import { blockOf, isBlock, MOST_PASTED, pasted } from "./paste.ts";
import { isBlank, withCell } from "./unsent.ts";
import type { HeldRows } from "./use-own-rows.ts";
import type { RowActions } from "./use-row-actions.ts";

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

interface Given {
  readonly held: HeldRows;
  readonly sheet: Sheet;
  readonly rows: readonly GridRow[];
  readonly locked: boolean;
  readonly actions: RowActions;
  readonly onLeave: () => void;
  readonly root: RefObject<HTMLDivElement | null>;
}

const LISTED: ReadonlySet<Column["type"]> = new Set([
  "choice",
  "score",
  "openChoice",
  "account",
  "branch",
  "carrier",
]);

export function useCellInHand({ held, sheet, rows, locked, actions, onLeave, root }: Given) {
  const { pane, texts } = usePane();
  const [place, setPlace] = useState<CellPlace>({ row: 0, column: 0 });
  const [draft, setDraft] = useState<string | null>(null);
  const [mode, setMode] = useState<Mode>("moving");
  /** The grid has been entered: the cell in hand takes the focus. */
  const [focused, setFocused] = useState(false);
  /** A row that has just been begun, and is in hand once it is there. */
  const [awaited, setAwaited] = useState<string | null>(null);

  const begun = awaited === null ? -1 : rows.findIndex(({ rowId }) => rowId === awaited);
  if (begun >= 0) {
    setAwaited(null);
    setPlace({ row: begun, column: firstTyped(sheet) });
  }
  const last = { row: Math.max(0, rows.length - 1), column: sheet.columns.length - 1 };
  const at = { row: Math.min(place.row, last.row), column: Math.min(place.column, last.column) };
  const row = rows[at.row];
  const column = sheet.columns[at.column];
  const stands = (row && column && row.cells[column.key]) ?? "";
  const readOnly = locked || row?.unsent?.deleted === true;

  const write = (text: string) => {
    if (row && column && !readOnly && text !== stands) {
      held.change((unsent) => withCell(unsent, row, column.key, text));
    }
  };
  const rest = () => {
    setDraft(null);
    setMode("moving");
  };
  const commit = () => {
    if (draft !== null) write(draft);
    rest();
  };
  const go = (to: CellPlace) => {
    commit();
    setFocused(true);
    setPlace({
      row: Math.min(Math.max(to.row, 0), last.row),
      column: Math.min(Math.max(to.column, 0), last.column),
    });
  };
  const goToNew = () => {
    commit();
    setFocused(true);
    setAwaited(actions.add());
  };

  /** Answers whether the key is dealt with. */
  const act = (action: Action): boolean => {
    switch (action.kind) {
      case "move":
        go({ row: at.row + action.rows, column: at.column + action.columns });
        return true;
      case "edge":
        go({
          row: action.all ? (action.end ? last.row : 0) : at.row,
          column: action.end ? last.column : 0,
        });
        return true;
      case "step": {
        const next = at.row * (last.column + 1) + at.column + action.by;
        const isOut = next < 0 || next > last.row * (last.column + 1) + last.column;
        if (isOut) return false;
        go({ row: Math.floor(next / (last.column + 1)), column: next % (last.column + 1) });
        return true;
      }
      case "down": {
        const isFilled = row !== undefined && (!isBlank(row) || (draft ?? "").trim() !== "");
        if (at.row === last.row && isFilled && !locked) goToNew();
        else go({ row: at.row + 1, column: at.column });
        return true;
      }
      case "edit":
        if (!readOnly) {
          setMode("editing");
          if (action.open) openList(root.current);
        }
        return true;
      case "clear":
        write("");
        return true;
      case "drop":
        rest();
        return true;
      case "break":
        return !breakLine(root.current);
      case "leave":
        onLeave();
        return true;
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // 229: an input method has the key.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const action = actionOf(event, mode, column !== undefined && LISTED.has(column.type));
    if (action && act(action)) event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (mode === "editing" || readOnly || !row) return;
    const block = blockOf(event.clipboardData.getData("text/plain"));
    event.preventDefault();
    if (!isBlock(block)) {
      write(block[0]?.[0] ?? "");
      rest();
      return;
    }
    rest();
    const into = {
      sheet: sheet.key,
      period: pane.state.period,
      rows,
      ...at,
      newId: () => pane.surroundings.newId(),
    };
    const result = pasted(held.unsent, block, into);
    held.change(() => result.unsent);
    pane.set({
      notice: [
        texts.grid.pasted(result.rows, result.cells),
        ...(result.cut > 0 ? [texts.grid.pastedCut(result.cut)] : []),
        ...(result.tooMany ? [texts.grid.pasteLimit(MOST_PASTED)] : []),
      ].join(" "),
    });
  };
  const onCopy = (event: ClipboardEvent) => {
    if (mode === "editing") return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", draft ?? stands);
  };

  return {
    at,
    mode,
    focused,
    text: draft ?? stands,
    go,
    goToNew,
    onKeyDown,
    onPaste,
    onCopy,
    edit: () => !readOnly && setMode("editing"),
    hold: () => setFocused(true),
    /** Rows that come and go while somebody is elsewhere do not call them back. */
    leave: () => {
      commit();
      setFocused(false);
    },
    type: (text: string) => {
      setDraft(text);
      if (mode === "moving") setMode("typed");
    },
    /** Something was chosen from a closed list. */
    choose: (text: string) => {
      write(text);
      rest();
    },
  };
}

/** The month is filled in already. */
const firstTyped = ({ columns }: Sheet): number =>
  Math.max(
    0,
    columns.findIndex(({ type }) => type !== "period"),
  );

function openList(root: HTMLElement | null): void {
  const entry = root?.querySelector<HTMLInputElement | HTMLSelectElement>("td input, td select");
  try {
    entry?.showPicker();
  } catch {
    // A browser without it, or that does not take the key for a wish of the person's: the list opens by typing.
  }
}

/** Answers whether the browser is to do it by itself, because the cell has one line only. */
function breakLine(root: HTMLElement | null): boolean {
  const entry = root?.querySelector("td textarea");
  if (!(entry instanceof HTMLTextAreaElement)) return true;
  // As if typed: what listens to typing learns of it, and it can be undone.
  entry.setRangeText("\n", entry.selectionStart, entry.selectionEnd, "end");
  entry.dispatchEvent(new Event("input", { bubbles: true }));
  return false;
}
