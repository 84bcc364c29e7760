/** The buttons of one row. */
import { Button } from "@fluentui/react-components";
import { ArrowResetRegular } from "@fluentui/react-icons/svg/arrow-reset";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { DeleteRegular } from "@fluentui/react-icons/svg/delete";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { usePane } from "../use-pane.ts";
import type { GridRow } from "./grid-row.ts";
import type { RowActions } from "./use-row-actions.ts";

export interface RowButtonsProps {
  readonly row: GridRow;
  readonly name: string;
  readonly locked: boolean;
  readonly actions: RowActions;
  readonly onHistory: (rowId: string) => void;
}

export function RowButtons({ row, name, locked, actions, onHistory }: RowButtonsProps) {
  const { texts } = usePane();
  const { grid } = texts;
  const deleted = row.unsent?.deleted === true;
  return (
    <>
      {deleted ? (
        <Button
          size="small"
          icon={<ArrowUndoRegular />}
          aria-label={grid.restoreNamed(name)}
          disabledFocusable={locked}
          onClick={() => actions.restore(row)}
        >
          {grid.restore}
        </Button>
      ) : (
        <Button
          size="small"
          icon={<DeleteRegular />}
          aria-label={grid.removeNamed(name)}
          disabledFocusable={locked}
          onClick={() => void actions.remove(row, name)}
        >
          {grid.remove}
        </Button>
      )}
      {row.known && row.unsent && !deleted && (
        <Button
          size="small"
          icon={<ArrowResetRegular />}
          aria-label={grid.revertNamed(name)}
          disabledFocusable={locked}
          onClick={() => void actions.revert(row, name)}
        >
          {grid.revert}
        </Button>
      )}
      {row.known && (
        <Button
          size="small"
          icon={<HistoryRegular />}
          aria-label={grid.historyNamed(name)}
          onClick={() => onHistory(row.rowId)}
        >
          {grid.history}
        </Button>
      )}
    </>
  );
}
