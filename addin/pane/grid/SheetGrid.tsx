/**
 * A sheet's rows in a grid that is changed in place, with the keys of a sheet. The cell in hand is always an entry, so
 * that an input method can begin in it; `Mode` says whose the arrow keys are.
 */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { type MouseEvent, useMemo, useRef } from "react";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import { placesIn } from "../history/places.ts";
import { usePane } from "../use-pane.ts";
import { sheetName } from "../wording.ts";
import { CellEditor } from "./CellEditor.tsx";
import { GridLine } from "./GridLine.tsx";
import type { GridRow } from "./grid-row.ts";
import { RowBar } from "./RowBar.tsx";
import type { HeldRows } from "./use-own-rows.ts";
import type { RowActions } from "./use-row-actions.ts";
import { useCellInHand } from "./use-cell-in-hand.ts";

const useStyles = makeStyles({
  scroll: {
    overflow: "auto",
    maxHeight: "max(320px, calc(100vh - 360px))",
    // A cell that comes into sight is not under the heading or the status.
    scrollPadding: "40px 0 0 152px",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  table: {
    borderCollapse: "separate",
    borderSpacing: 0,
    tableLayout: "fixed",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    "& th": {
      position: "sticky",
      top: 0,
      zIndex: 2,
      textAlign: "start",
      verticalAlign: "bottom",
      padding: "6px 8px",
      fontWeight: tokens.fontWeightSemibold,
      backgroundColor: tokens.colorNeutralBackground3,
      borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
      borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    },
    "& th:first-child": { left: 0, zIndex: 3 },
  },
  flat: { margin: 0 },
  hint: { margin: 0, color: tokens.colorNeutralForeground2 },
  add: { alignSelf: "flex-start" },
});

export interface SheetGridProps {
  readonly held: HeldRows;
  readonly sheet: SheetKey;
  readonly rows: readonly GridRow[];
  readonly locked: boolean;
  readonly actions: RowActions;
  readonly onHistory: (rowId: string) => void;
  /** Escape leaves the grid. */
  readonly onLeave: () => void;
}

const HEAD_WIDTH = 148;
/** Of a character of the template's widths. */
const CHARACTER = 7;

export function SheetGrid({ held, sheet: key, rows, locked, actions, onHistory, onLeave }: SheetGridProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { grid } = texts;
  const sheet = sheetOf(key);
  const root = useRef<HTMLDivElement>(null);
  const places = useMemo(() => placesIn(held.names), [held.names]);
  const hand = useCellInHand({ held, sheet, rows, locked, actions, onLeave, root });
  const { at, mode } = hand;
  const inHand = rows[at.row];
  const width = HEAD_WIDTH + sheet.columns.reduce((sum, column) => sum + column.width * CHARACTER, 0);

  const onMouseDown = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest("td") : null;
    const { row, column } = cell?.dataset ?? {};
    if (row === undefined || column === undefined) return;
    const to = { row: Number(row), column: Number(column) };
    if (to.row === at.row && to.column === at.column) return;
    // The entry gets the focus once it is drawn.
    event.preventDefault();
    hand.go(to);
  };
  const newRow = (
    <Button
      className={styles.add}
      icon={<AddRegular />}
      disabledFocusable={locked}
      onClick={() => hand.goToNew()}
    >
      {grid.add}
    </Button>
  );
  if (rows.length === 0) {
    return (
      <>
        <p className={`${styles.flat} ms-font-m`}>{grid.empty(sheetName(key, texts))}</p>
        {newRow}
      </>
    );
  }
  return (
    <>
      <p className={`${styles.hint} ms-font-s`}>{grid.hint}</p>
      {inHand && (
        <RowBar
          held={held}
          row={inHand}
          number={at.row + 1}
          locked={locked}
          actions={actions}
          onHistory={onHistory}
        />
      )}
      <div ref={root} className={styles.scroll}>
        <table
          role="grid"
          className={styles.table}
          style={{ width }}
          aria-label={grid.grid(sheetName(key, texts))}
          aria-rowcount={rows.length + 1}
          aria-readonly={locked}
          onMouseDown={onMouseDown}
          onDoubleClick={hand.edit}
          onKeyDown={hand.onKeyDown}
          onPaste={hand.onPaste}
          onCopy={hand.onCopy}
        >
          <colgroup>
            <col style={{ width: HEAD_WIDTH }} />
            {sheet.columns.map((column) => (
              <col key={column.key} style={{ width: column.width * CHARACTER }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{grid.status}</th>
              {sheet.columns.map((column) => (
                <th key={column.key} scope="col" title={column.help?.[texts.language]}>
                  {column[texts.language]}
                  {column.required === true && <span aria-hidden="true">{"\u00a0*"}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const checked = held.checked.get(row.rowId);
              if (!checked) return null;
              const isInHand = index === at.row;
              return (
                <GridLine
                  key={row.rowId}
                  index={index}
                  sheet={sheet}
                  checked={checked}
                  state={held.state(checked)}
                  texts={texts}
                  column={isInHand ? at.column : null}
                  editor={
                    isInHand ? (
                      <CellEditor
                        key={`${row.rowId} ${at.column}`}
                        column={sheet.columns[at.column] ?? sheet.columns[0]}
                        row={row}
                        number={index + 1}
                        text={hand.text}
                        mode={mode}
                        locked={locked || row.unsent?.deleted === true}
                        focused={hand.focused}
                        accounts={held.names.accounts}
                        places={places}
                        onType={hand.type}
                        onChoose={hand.choose}
                        onBlur={hand.leave}
                        onFocus={hand.hold}
                      />
                    ) : null
                  }
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {newRow}
    </>
  );
}
