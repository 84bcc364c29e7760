/** The report's key figures, the same numbers as in the workbook and in the file. */
import { makeStyles, Skeleton, SkeletonItem, tokens } from "@fluentui/react-components";
import type { Summary } from "../../../shared/summary/summary.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { number, percent } from "../wording.ts";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(128px, 1fr))",
    gap: "12px",
    margin: 0,
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: "tabular-nums" },
});

export function KeyFigures() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { summary, summing, busy, period } = state;
  const title = `${texts.report.figures} · ${period}`;
  if (!summary) {
    return summing || busy?.task === "report" ? (
      <Section title={title}>
        <Skeleton aria-label={texts.report.computing}>
          <SkeletonItem size={64} />
        </Skeleton>
      </Section>
    ) : null;
  }
  return (
    <Section title={title}>
      <dl className={styles.grid}>
        {figuresOf(summary, texts.report).map(([label, value]) => (
          <div key={label}>
            <dt className={`${styles.label} ms-font-s`}>{label}</dt>
            <dd className={`${styles.value} ms-font-xl`}>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function figuresOf({ figures, completeness }: Summary, texts: Texts["report"]): [string, string][] {
  return [
    [texts.ours, number(figures.ourUnits.value)],
    [texts.amount, number(figures.ourAmount.value, 2)],
    [texts.rivals, number(figures.rivalUnits.value)],
    [texts.share, percent(figures.share.value)],
    [texts.news, number(figures.accountsWithNews.value)],
    [texts.events, number(figures.importantEvents.value)],
    [texts.rating, number(figures.averageRating.value, 1)],
    [texts.filed, `${completeness.actual} / ${completeness.expected}`],
  ];
}
