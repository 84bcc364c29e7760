/** Reports expected, received, received on time, and their rates, as DHIS2 counts them. */
import { makeStyles, tokens } from "@fluentui/react-components";
import type { Completeness } from "../../../shared/sync/months.ts";
import { usePane } from "../use-pane.ts";
import { number, percent } from "../wording.ts";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(88px, 1fr))",
    gap: "12px",
    margin: 0,
    maxWidth: "880px",
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: "tabular-nums" },
});

export function CompletenessFigures({ month }: { month: Completeness }) {
  const styles = useStyles();
  const { months } = usePane().texts;
  const figures = [
    { label: months.expected, value: number(month.expected), hint: months.expectedHint },
    { label: months.actual, value: number(month.actual), hint: months.actualHint },
    { label: months.onTime, value: number(month.actualOnTime), hint: months.onTimeHint },
    { label: months.rate, value: percent(month.reportingRate), hint: months.rateHint },
    { label: months.onTimeRate, value: percent(month.onTimeRate), hint: months.onTimeRateHint },
  ];
  return (
    <dl className={styles.grid}>
      {figures.map(({ label, value, hint }) => (
        <div key={label} title={hint}>
          <dt className={`${styles.label} ms-font-s`}>{label}</dt>
          <dd className={`${styles.value} ms-font-xl`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
