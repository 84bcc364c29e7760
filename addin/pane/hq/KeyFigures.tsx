/** The report's key figures, the same numbers as in the workbook and in the file. */
import { makeStyles, Skeleton, SkeletonItem, tokens } from "@fluentui/react-components";
import type { Figure } from "../../../shared/summary/figures.ts";
import type { Summary } from "../../../shared/summary/summary.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { number, percent, timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(128px, 1fr))",
    gap: "12px",
    margin: 0,
  },
  label: { color: tokens.colorNeutralForeground2 },
  beside: { margin: 0, color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
  value: { margin: 0, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: "tabular-nums" },
});

export function KeyFigures() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { summary, summaryAsOf, summing, busy, period } = state;
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
  const words = texts.offlinePage;
  return (
    <Section
      title={title}
      aside={
        summaryAsOf !== null && (
          <span className={`${styles.label} ms-font-s`}>{words.offlineAsOf(timeInChina(summaryAsOf))}</span>
        )
      }
    >
      <dl className={styles.grid}>
        {figuresOf(summary, texts.report).map(({ label, figure, write }) => (
          <div key={label}>
            <dt className={`${styles.label} ms-font-s`}>{label}</dt>
            <dd className={`${styles.value} ms-font-xl`}>{write(figure.value)}</dd>
            <dd className={`${styles.beside} ms-font-s`}>
              {`${texts.reportPage.figures.previousMonth} ${write(figure.previous)}`}
            </dd>
            <dd className={`${styles.beside} ms-font-s`}>
              {`${texts.reportPage.figures.lastYear} ${write(figure.lastYear)}`}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

interface Shown {
  readonly label: string;
  readonly figure: Figure;
  readonly write: (value: number | null) => string;
}

const figuresOf = ({ figures }: Summary, texts: Texts["report"]): Shown[] => [
  { label: texts.ours, figure: figures.ourUnits, write: number },
  { label: texts.amount, figure: figures.ourAmount, write: (value) => number(value, 2) },
  { label: texts.rivals, figure: figures.rivalUnits, write: number },
  { label: texts.share, figure: figures.share, write: percent },
  { label: texts.news, figure: figures.accountsWithNews, write: number },
  { label: texts.events, figure: figures.importantEvents, write: number },
  { label: texts.rating, figure: figures.averageRating, write: (value) => number(value, 1) },
  { label: texts.filed, figure: figures.reportingRate, write: percent },
];
