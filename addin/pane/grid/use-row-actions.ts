/** What can be done with a row as a whole: begun, deleted, brought back, put back as it was. */
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import { usePane } from "../use-pane.ts";
import { rowText } from "../wording.ts";
import type { GridRow } from "./grid-row.ts";
import { isBlank, newCells, withDeleted, withNew, withRestored, withReverted } from "./unsent.ts";
import type { HeldRows } from "./use-own-rows.ts";

export interface RowActions {
  /** What the row is called; `number` counts from 1. */
  nameOf(row: GridRow, number: number): string;
  /** Answers the new row's id. */
  add(): string;
  remove(row: GridRow, name: string): Promise<void>;
  restore(row: GridRow): void;
  revert(row: GridRow, name: string): Promise<void>;
}

export function useRowActions({ change, checked }: HeldRows, sheetKey: SheetKey): RowActions {
  const { pane, state, texts } = usePane();
  const { grid } = texts;
  const sheet = sheetOf(sheetKey);
  return {
    nameOf: ({ sheet: key, rowId, cells }, number) =>
      rowText(key, checked.get(rowId)?.values ?? cells) || grid.unnamed(number),
    add: () => {
      const rowId = pane.surroundings.newId();
      const period = sheet.rhythm === "standing" ? null : state.period;
      change((unsent) =>
        withNew(unsent, { rowId, sheet: sheetKey, period, cells: newCells(sheet, state.period) }),
      );
      return rowId;
    },
    remove: async (row, name) => {
      if (row.known === null && isBlank(row)) {
        change((unsent) => withReverted(unsent, row));
        return;
      }
      const go = await pane.ask("confirm", {
        title: grid.removeTitle,
        paragraphs: [row.known ? grid.removeBody(name) : grid.removeNewBody(name)],
        go: grid.remove,
      });
      if (go) change((unsent) => withDeleted(unsent, row));
    },
    restore: (row) => change((unsent) => withRestored(unsent, row)),
    revert: async (row, name) => {
      const go = await pane.ask("confirm", {
        title: grid.revertTitle,
        paragraphs: [grid.revertBody(name)],
        go: grid.revert,
      });
      if (go) change((unsent) => withReverted(unsent, row));
    },
  };
}
