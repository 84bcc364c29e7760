/** What each account bought, ours and rivals'; every number leads to its rows. */
import { makeStyles, tokens } from "@fluentui/react-components";
import type { AccountPurchases, Summary } from "../../../shared/summary/summary.ts";
import type { Trace } from "../../../shared/summary/trace.ts";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { number, percent } from "../wording.ts";
import { NumberButton } from "./NumberButton.tsx";
import { purchaseTraces, yearTo } from "./traces.ts";

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
                <Row key={`${row.accountId}`} row={row} name={row.account} period={summary.period} />
              ))}
            </tbody>
            <tfoot>
              <Row row={summary.totals} name={words.total} period={summary.period} />
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
  readonly of: Omit<Trace, "sheet"> | null;
}

const cell = (head: string, value: number | null, text: string, of: Omit<Trace, "sheet">): Cell => ({
  head,
  text,
  of: value === null || value === 0 ? null : of,
});

function Row({ row, name, period }: { row: AccountPurchases; name: string; period: string }) {
  const { texts } = usePane();
  const words = texts.reportPage.figures;
  const { month, yearToDate } = row;
  const year = yearTo(period);
  const { ours, rivals } = month;
  const cells: readonly Cell[] = [
    cell(words.ours, ours.units, number(ours.units), { period, supplier: "ours" }),
    cell(words.rivals, rivals.units, number(rivals.units), { period, supplier: "rivals" }),
    cell(words.share, month.share, percent(month.share), { period }),
    cell(words.amount, ours.amount, number(ours.amount, 2), { period, supplier: "ours" }),
    cell(words.oursToDate, yearToDate.ours.units, number(yearToDate.ours.units), {
      ...year,
      supplier: "ours",
    }),
    cell(words.rivalsToDate, yearToDate.rivals.units, number(yearToDate.rivals.units), {
      ...year,
      supplier: "rivals",
    }),
  ];
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map(({ head, text, of }) => (
        <td key={head}>
          {of === null ? (
            text
          ) : (
            <NumberButton
              label={`${name} · ${head}`}
              value={text}
              traces={purchaseTraces(row.accountId, of)}
            />
          )}
        </td>
      ))}
    </tr>
  );
}
