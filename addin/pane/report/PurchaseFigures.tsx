/** What each account bought, ours and rivals'; every number leads to its rows. */
import { makeStyles, tokens } from "@fluentui/react-components";
import { purchaseTraces, type PurchasesOf } from "../../../shared/plan/summary/traces.ts";
import type { AccountPurchases, Summary } from "../../../shared/summary/summary.ts";
import type { Trace } from "../../../shared/summary/trace.ts";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { number, percent } from "../wording.ts";
import { NumberButton } from "./NumberButton.tsx";

const useStyles = makeStyles({
  // As wide as it needs; what does not fit a narrow pane is scrolled to.
  scroll: { overflowX: "auto" },
  table: {
    borderCollapse: "collapse",
    fontVariantNumeric: "tabular-nums",
    "& th, & td": {
      padding: "4px 8px",
      textAlign: "end",
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      whiteSpace: "nowrap",
    },
    "& thead th": { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
    "& th:first-child": { textAlign: "start" },
    "& tbody th": { fontWeight: tokens.fontWeightRegular, whiteSpace: "normal", minWidth: "72px" },
    "& tfoot th, & tfoot td": { fontWeight: tokens.fontWeightSemibold },
  },
  flat: { margin: 0 },
});

export function PurchaseFigures({ summary }: { summary: Summary }) {
  const styles = useStyles();
  const { texts } = usePane();
  const words = texts.reportPage.figures;
  return (
    <Section title={words.byAccount}>
      {summary.purchases.length === 0 ? (
        <p className={`${styles.flat} ms-font-m`}>{words.noPurchases}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={`${styles.table} ms-font-m`} aria-label={words.byAccount}>
            <thead>
              <tr>
                {[
                  words.account,
                  words.ours,
                  words.rivals,
                  words.share,
                  words.amount,
                  words.oursToDate,
                  words.rivalsToDate,
                ].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {summary.purchases.map((row) => (
                <Row
                  key={`${row.accountId} ${row.account}`}
                  row={row}
                  name={row.account === "" ? words.unknown : row.account}
                  period={summary.period}
                  of={row.accountId === null ? null : { accountId: row.accountId }}
                />
              ))}
            </tbody>
            <tfoot>
              <Row row={summary.totals} name={words.total} period={summary.period} of={{}} />
            </tfoot>
          </table>
        </div>
      )}
    </Section>
  );
}

interface Cell {
  readonly head: string;
  readonly text: string;
  /** null where there is nothing to lead to. */
  readonly trace: Trace | null;
}

/** @param of null: what is summed has nothing in common by which its rows could be found */
function Row(props: { row: AccountPurchases; name: string; period: string; of: PurchasesOf | null }) {
  const { texts } = usePane();
  const { row, name, period, of } = props;
  const words = texts.reportPage.figures;
  const { month, yearToDate } = row;
  const behind = purchaseTraces(period, of ?? {});
  const cell = (head: string, value: number | null, text: string, trace: Trace): Cell => ({
    head,
    text,
    trace: of === null || value === null || value === 0 ? null : trace,
  });
  const count = (head: string, value: number, trace: Trace): Cell => cell(head, value, number(value), trace);
  const cells = [
    count(words.ours, month.ours.units, behind.month("ours")),
    count(words.rivals, month.rivals.units, behind.month("rivals")),
    cell(words.share, month.share, percent(month.share), behind.month()),
    cell(words.amount, month.ours.amount, number(month.ours.amount, 2), behind.month("ours")),
    count(words.oursToDate, yearToDate.ours.units, behind.yearToDate("ours")),
    count(words.rivalsToDate, yearToDate.rivals.units, behind.yearToDate("rivals")),
  ];
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map(({ head, text, trace }) => (
        <td key={head}>
          {trace === null ? text : <NumberButton label={`${name} · ${head}`} value={text} traces={[trace]} />}
        </td>
      ))}
    </tr>
  );
}
