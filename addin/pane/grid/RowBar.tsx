/** The row in hand: what it is, what is wrong with it, and what can be done with it as a whole. */
import { makeStyles, tokens } from "@fluentui/react-components";
import { columnLabel } from "../../sync/results.ts";
import { usePane } from "../use-pane.ts";
import { faultText } from "../wording.ts";
import type { GridRow } from "./grid-row.ts";
import { remarksOn } from "./remarks.ts";
import { RowButtons, type RowButtonsProps } from "./RowButtons.tsx";
import { StateMark } from "./StateMark.tsx";
import type { HeldRows } from "./use-own-rows.ts";

const useStyles = makeStyles({
  bar: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 8px",
    minHeight: "32px",
  },
  name: { flex: "0 1 auto", overflowWrap: "anywhere" },
  faults: {
    flex: "1 1 100%",
    margin: 0,
    minHeight: tokens.lineHeightBase200,
    color: tokens.colorStatusDangerForeground1,
  },
});

export interface RowBarProps extends Omit<RowButtonsProps, "name"> {
  readonly held: HeldRows;
  readonly row: GridRow;
  readonly number: number;
}

export function RowBar({ held, row, number, ...rest }: RowBarProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const checked = held.checked.get(row.rowId);
  if (!checked) return null;
  const name = rest.actions.nameOf(row, number);
  const remarks = [...remarksOn(checked, true, (fault) => faultText(fault, texts))];
  return (
    <div className={styles.bar} role="group" aria-label={texts.grid.rowFaults(number)}>
      <strong className={styles.name}>{`${texts.grid.rowFaults(number)} · ${name}`}</strong>
      <StateMark state={held.state(checked)} />
      <RowButtons row={row} name={name} {...rest} />
      <p className={`${styles.faults} ms-font-s`} role="status">
        {remarks
          .map(([column, { text }]) =>
            column === "" ? text : `${columnLabel(row.sheet, column, texts)}${texts.colon}${text}`,
          )
          .join(texts.semicolon)}
      </p>
    </div>
  );
}
