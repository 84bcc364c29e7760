/** A sheet's rows where there is no room for a grid: a card for each, and the form of the row that is changed. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { EditRegular } from "@fluentui/react-icons/svg/edit";
import { useEffect, useMemo, useRef, useState } from "react";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import { columnLabel } from "../../sync/results.ts";
import type { Draft } from "../history/draft.ts";
import { RowForm } from "../history/RowForm.tsx";
import { framedCard, stacked } from "../lists.ts";
import { focusFirstEmpty } from "../phone/enter-goes-on.ts";
import { usePane } from "../use-pane.ts";
import { faultText, sheetName } from "../wording.ts";
import type { GridRow } from "./grid-row.ts";
import { remarksOn } from "./remarks.ts";
import { RowButtons } from "./RowButtons.tsx";
import { StateMark } from "./StateMark.tsx";
import { withCells, withReverted } from "./unsent.ts";
import type { HeldRows } from "./use-own-rows.ts";
import type { RowActions } from "./use-row-actions.ts";

const useStyles = makeStyles({
  list: stacked("8px"),
  card: framedCard,
  head: { display: "flex", alignItems: "flex-start", gap: "8px", justifyContent: "space-between" },
  name: { minWidth: 0, overflowWrap: "anywhere" },
  gone: { textDecorationLine: "line-through" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  faults: { margin: 0, paddingLeft: "20px", color: tokens.colorStatusDangerForeground1 },
  flat: { margin: 0 },
  add: { alignSelf: "flex-start" },
});

export interface RowCardsProps {
  readonly held: HeldRows;
  readonly sheet: SheetKey;
  readonly rows: readonly GridRow[];
  readonly locked: boolean;
  readonly actions: RowActions;
  readonly onHistory: (rowId: string) => void;
}

export function RowCards({ held, sheet, rows, locked, actions, onHistory }: RowCardsProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { grid } = texts;
  /** The row whose form is open, with what stood in it before; null where it has just been begun. */
  const [open, setOpen] = useState<{ rowId: string; before: Draft | null } | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const close = (rowId: string) => {
    setOpen(null);
    setTimeout(() => list.current?.querySelector<HTMLElement>(`[data-edit="${rowId}"]`)?.focus(), 0);
  };
  const newRow = (
    <Button
      className={styles.add}
      icon={<AddRegular />}
      disabledFocusable={locked}
      onClick={() => setOpen({ rowId: actions.add(), before: null })}
    >
      {grid.add}
    </Button>
  );
  return (
    <>
      {newRow}
      {rows.length === 0 && (
        <p className={`${styles.flat} ms-font-m`}>{grid.empty(sheetName(sheet, texts))}</p>
      )}
      <ul ref={list} className={styles.list} aria-label={sheetName(sheet, texts)}>
        {/* The newest first: that is where one goes on. */}
        {rows
          .map((row, index) => ({ row, number: index + 1 }))
          .reverse()
          .map(({ row, number }) => {
            const name = actions.nameOf(row, number);
            const isOpen = open?.rowId === row.rowId;
            return (
              <li key={row.rowId} className={styles.card}>
                <CardHead held={held} row={row} name={name} isOpen={isOpen} />
                {isOpen ? (
                  <CardForm
                    held={held}
                    row={row}
                    locked={locked}
                    onClose={() => close(row.rowId)}
                    onCancel={() => {
                      const { before } = open;
                      held.change((unsent) =>
                        before ? withCells(unsent, row, before) : withReverted(unsent, row),
                      );
                      close(row.rowId);
                    }}
                  />
                ) : (
                  <div className={styles.buttons}>
                    {row.unsent?.deleted !== true && (
                      <Button
                        size="small"
                        data-edit={row.rowId}
                        icon={<EditRegular />}
                        aria-label={grid.editNamed(name)}
                        disabledFocusable={locked}
                        onClick={() => setOpen({ rowId: row.rowId, before: row.cells })}
                      >
                        {grid.edit}
                      </Button>
                    )}
                    <RowButtons
                      row={row}
                      name={name}
                      locked={locked}
                      actions={actions}
                      onHistory={onHistory}
                    />
                  </div>
                )}
              </li>
            );
          })}
      </ul>
    </>
  );
}

function CardHead(props: { held: HeldRows; row: GridRow; name: string; isOpen: boolean }) {
  const styles = useStyles();
  const { texts } = usePane();
  const { held, row, name, isOpen } = props;
  const checked = held.checked.get(row.rowId);
  if (!checked) return null;
  const remarks = isOpen ? [] : [...remarksOn(checked, false, (fault) => faultText(fault, texts))];
  return (
    <>
      <div className={styles.head}>
        <strong className={`${styles.name} ${row.unsent?.deleted ? styles.gone : ""}`}>{name}</strong>
        <StateMark state={held.state(checked)} />
      </div>
      {remarks.length > 0 && (
        <ul className={`${styles.faults} ms-font-s`}>
          {remarks.map(([column, { text }]) => (
            <li key={column}>
              {column === "" ? text : `${columnLabel(row.sheet, column, texts)}${texts.colon}${text}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface CardFormProps {
  readonly held: HeldRows;
  readonly row: GridRow;
  readonly locked: boolean;
  readonly onClose: () => void;
  readonly onCancel: () => void;
}

/** What is typed is kept at every stroke; the form closes when the row is free of errors, or by giving up. */
function CardForm({ held, row, locked, onClose, onCancel }: CardFormProps) {
  const { state, texts } = usePane();
  const own = useMemo(
    () => [...held.checked.values()].map(({ row: { sheet }, values }) => ({ sheet, values })),
    [held.checked],
  );
  const form = useRef<HTMLDivElement>(null);
  const isNew = row.known === null;
  useEffect(() => {
    if (isNew) focusFirstEmpty(form.current);
    else form.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [isNew]);
  return (
    <div ref={form}>
      <RowForm
        sheet={row.sheet}
        values={row.cells}
        {...(row.known ? { before: row.known.values } : {})}
        register={held.names}
        own={own}
        period={state.period}
        submit={texts.grid.done}
        said={row.unsent?.said ?? []}
        disabled={locked}
        onEdit={(cells) => held.change((unsent) => withCells(unsent, row, cells))}
        onSubmit={onClose}
        onCancel={onCancel}
      />
    </div>
  );
}
