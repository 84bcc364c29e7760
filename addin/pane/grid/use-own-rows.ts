/** A unit's rows in the grid: loaded, changed, kept on this computer at every change, and cleared of what was taken. */
import { useEffect, useMemo, useRef, useState } from "react";
import { dayInChina } from "../../../shared/report/dates.ts";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { Register } from "../../../shared/sync/protocol.ts";
import { sentRows } from "../../sync/results.ts";
import { keepUnsent, type OnRows, type OwnRows, rowsBySheet } from "../tasks/grid.ts";
import { usePane } from "../use-pane.ts";
import type { Resource } from "../use-resource.ts";
import { checkGrid, type CheckedGridRow, type RowState, stateOf } from "./check-grid.ts";
import type { GridRow } from "./grid-row.ts";
import { withOwn } from "./own-register.ts";
import { answered, tidiedUp } from "./unsent.ts";
import type { Unsent } from "./unsent-row.ts";

export interface HeldRows {
  readonly unsent: Unsent;
  readonly rows: ReadonlyMap<SheetKey, readonly GridRow[]>;
  /** By row id. */
  readonly checked: ReadonlyMap<string, CheckedGridRow>;
  /** The lists behind the dropdowns, with the unit's own names. */
  readonly names: Register;
  state(row: CheckedGridRow): RowState;
  change(change: (unsent: Unsent) => Unsent): void;
  readonly onRows: OnRows;
}

export function useOwnRows(resource: Resource<OwnRows>, loaded: OwnRows): HeldRows {
  const { pane, state } = usePane();
  const { receipt, pending, conflicts, period } = state;
  const { unit, known, register } = loaded;
  const [unsent, setUnsent] = useState(loaded.unsent);
  const [seenReceipt, setSeenReceipt] = useState(receipt);
  const [seenKnown, setSeenKnown] = useState(known);
  if (receipt !== seenReceipt) {
    setSeenReceipt(receipt);
    if (receipt) setUnsent(answered(unsent, receipt.results));
  }
  if (known !== seenKnown) {
    setSeenKnown(known);
    setUnsent(tidiedUp(unsent, known));
  }
  useEffect(() => void keepUnsent(pane, unit, unsent), [pane, unit, unsent]);
  useReloadAfter(receipt, resource);

  const rows = useMemo(() => rowsBySheet(known, unsent, period), [known, unsent, period]);
  const today = dayInChina(pane.surroundings.now());
  const checked = useMemo(
    () => checkGrid(rows, { today, period, register }),
    [rows, today, period, register],
  );
  const names = useMemo(() => withOwn(register, [...checked.values()].map(named)), [register, checked]);
  const marks = useMemo(
    () => ({
      waiting: new Set(pending.flatMap((one) => sentRows(one).map(({ rowId }) => rowId))),
      conflicts: new Set(conflicts.map(({ rowId }) => rowId)),
    }),
    [pending, conflicts],
  );
  return {
    unsent,
    rows,
    checked,
    names,
    state: (row) => stateOf(row, marks),
    change: setUnsent,
    onRows: (now, change) => {
      resource.amend((value) => ({ ...value, known: now }));
      setUnsent(change);
    },
  };
}

const named = ({ row: { sheet }, values }: CheckedGridRow) => ({ sheet, values });

/** What headquarters or a colleague wrote comes with every receipt. */
function useReloadAfter(receipt: unknown, resource: Resource<OwnRows>): void {
  const last = useRef(receipt);
  useEffect(() => {
    if (last.current === receipt) return;
    last.current = receipt;
    if (receipt !== null) resource.reload();
  }, [receipt, resource]);
}
