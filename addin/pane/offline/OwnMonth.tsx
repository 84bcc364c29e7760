/** A unit's own month in a few numbers, with the network and without. */
import { makeStyles, tokens } from "@fluentui/react-components";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { number, timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(96px, 1fr))",
    gap: "12px",
    margin: 0,
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: "tabular-nums" },
  asOf: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export function OwnMonth() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { unit, period, localAt, online } = state;
  const words = texts.offlinePage;
  const { value: found } = useResource(`own month ${unit?.code} ${period} ${localAt}`, async () =>
    unit && localAt !== null ? ((await pane.surroundings.local?.ownMonth(unit.code, period)) ?? null) : null,
  );
  if (!found) return null;
  const { month, at } = found;
  const shown = [
    { label: words.ours, value: number(month.ours.units) },
    { label: words.amount, value: number(month.ours.amount, 2) },
    { label: words.rivals, value: number(month.rivals.units) },
    { label: words.reviews, value: number(month.reviews) },
    { label: words.events, value: number(month.events) },
  ];
  return (
    <Section title={words.ownMonth(period)}>
      <dl className={styles.grid}>
        {shown.map(({ label, value }) => (
          <div key={label}>
            <dt className={`${styles.label} ms-font-s`}>{label}</dt>
            <dd className={`${styles.value} ms-font-l`}>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={`${styles.asOf} ms-font-s`}>
        {online ? words.asOf(timeInChina(at)) : words.offlineAsOf(timeInChina(at))}
      </p>
    </Section>
  );
}
