/** A conflict that arose, with both sides, and which was taken in the end. */
import { Badge, makeStyles, tokens } from "@fluentui/react-components";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { ConflictRecord } from "../../../shared/sync/protocol.ts";
import { columnLabel } from "../../sync/results.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";
import { useUnitName } from "./use-unit-name.ts";

const useStyles = makeStyles({
  box: {
    padding: "8px 12px",
    borderLeft: `3px solid ${tokens.colorPaletteMarigoldBorder2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  aside: { color: tokens.colorNeutralForeground2 },
  values: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(120px, 1fr))",
    gap: "4px 12px",
    margin: "8px 0 0",
  },
  value: { margin: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" },
});

export function ConflictTable({ sheet, conflict }: { sheet: SheetKey; conflict: ConflictRecord }) {
  const styles = useStyles();
  const { texts } = usePane();
  const { history } = texts;
  const unitName = useUnitName();
  const taken = {
    mine: history.takenMine,
    theirs: history.takenTheirs,
    other: history.takenOther,
  };
  return (
    <div className={styles.box}>
      <div className={styles.line}>
        <Badge appearance="tint" color="warning">
          {history.conflict}
        </Badge>
        <span className="ms-font-s">
          {conflict.settledBy === null ? history.conflictOpen : history.conflictSettled(conflict.settledBy)}
        </span>
      </div>
      <span className={`${styles.aside} ms-font-s`}>
        {`${timeInChina(conflict.at)} · ${history.by(conflict.by.name, unitName(conflict.by.unit))}`}
      </span>
      {conflict.columns.map((column) => {
        const shown = (value: unknown): string =>
          value === null || value === "" ? texts.common.empty : String(value);
        const words = [
          [history.column, columnLabel(sheet, column.column, texts) || texts.conflicts.wholeRow],
          [history.base, shown(column.base)],
          [history.theirs, shown(column.theirs)],
          [history.mine, shown(column.mine)],
          [history.taken, column.taken === null ? history.takenNone : taken[column.taken]],
        ] as const;
        return (
          <dl key={column.column} className={`${styles.values} ms-font-s`}>
            {words.map(([name, value]) => (
              <div key={name}>
                <dt className={styles.aside}>{name}</dt>
                <dd className={styles.value}>{value}</dd>
              </div>
            ))}
          </dl>
        );
      })}
    </div>
  );
}
