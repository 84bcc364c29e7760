/** Rows of one sheet: who reported them, on which account, and every column that any of them fills. */
import { makeStyles, tokens } from "@fluentui/react-components";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Revision } from "../../../shared/sync/protocol.ts";
import { columnLabel } from "../../sync/results.ts";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({
  scroll: { overflowX: "auto" },
  table: {
    borderCollapse: "collapse",
    fontVariantNumeric: "tabular-nums",
    "& th, & td": {
      padding: "4px 8px",
      textAlign: "start",
      verticalAlign: "top",
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
    "& th": { color: tokens.colorNeutralForeground2, whiteSpace: "nowrap" },
    "& td": { minWidth: "48px", maxWidth: "320px", overflowWrap: "anywhere" },
  },
});

export function TracedTable({ sheet, rows }: { sheet: SheetKey; rows: readonly Revision[] }) {
  const styles = useStyles();
  const { state, texts } = usePane();
  const words = texts.reportPage.rows;
  const names = new Map(state.units.map(({ code, name }) => [code, name]));
  const columns = sheetOf(sheet)
    .columns.map(({ key }) => key)
    .filter((key) => key !== "account" && key !== "period")
    .filter((key) => rows.some(({ values }) => (values[key] ?? "") !== ""));
  const months = new Set(rows.map(({ period }) => period)).size > 1;
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ms-font-s`}>
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            {months && <th scope="col">{words.month}</th>}
            <th scope="col">{words.account}</th>
            {columns.map((key) => (
              <th key={key} scope="col">
                {columnLabel(sheet, key, texts)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {arranged(rows).map(({ rowId, unit, period, account, values }) => (
            <tr key={rowId}>
              <td>{names.get(unit) ?? unit}</td>
              {months && <td>{period}</td>}
              <td>{account ?? values.account}</td>
              {columns.map((key) => (
                <td key={key}>{values[key]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** By account, then unit, then month. */
function arranged(rows: readonly Revision[]): Revision[] {
  const order = ({ account, unit, period }: Revision): string => [account, unit, period].join("\n");
  return [...rows].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}
