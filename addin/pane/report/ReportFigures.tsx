/** The report's key figures with last month's and last year's beside them; each leads to its rows. */
import { makeStyles, Skeleton, SkeletonItem, tokens } from "@fluentui/react-components";
import { figureTraces } from "../../../shared/plan/summary/traces.ts";
import { addMonths } from "../../../shared/report/dates.ts";
import { FIGURES } from "../../../shared/summary/figures.ts";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { figureText } from "./figure-text.ts";
import { NumberButton } from "./NumberButton.tsx";
import { PurchaseFigures } from "./PurchaseFigures.tsx";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(136px, 1fr))",
    gap: "16px 12px",
    margin: 0,
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: "0 0 6px", fontWeight: tokens.fontWeightSemibold },
  before: { margin: 0, color: tokens.colorNeutralForeground2 },
  flat: { margin: 0 },
});

export function ReportFigures() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { summary, summing, period } = state;
  const { figure: names, figures: words } = texts.reportPage;
  const title = `${texts.report.figures} · ${period}`;
  if (!summary) {
    return (
      <Section title={title} ruled={false}>
        {summing ? (
          <Skeleton aria-label={texts.report.computing}>
            <SkeletonItem size={64} />
          </Skeleton>
        ) : (
          <p className={`${styles.flat} ms-font-m`}>{words.empty}</p>
        )}
      </Section>
    );
  }
  return (
    <>
      <Section title={title} ruled={false}>
        <dl className={styles.grid}>
          {FIGURES.map((name) => {
            const { value, previous, lastYear } = summary.figures[name];
            const leading = (number: number | null, month: string, label: string) =>
              // Nothing leads nowhere.
              number === null || number === 0 ? (
                figureText(name, number)
              ) : (
                <NumberButton
                  label={label}
                  value={figureText(name, number)}
                  traces={figureTraces(name, month)}
                />
              );
            return (
              <div key={name}>
                <dt className={`${styles.label} ms-font-s`}>{names[name]}</dt>
                <dd className={`${styles.value} ms-font-xl`}>{leading(value, period, names[name])}</dd>
                <dd className={`${styles.before} ms-font-s`}>
                  {`${words.previousMonth} `}
                  {leading(previous, addMonths(period, -1), `${names[name]} · ${words.previousMonth}`)}
                </dd>
                <dd className={`${styles.before} ms-font-s`}>
                  {`${words.lastYear} `}
                  {leading(lastYear, addMonths(period, -12), `${names[name]} · ${words.lastYear}`)}
                </dd>
              </div>
            );
          })}
        </dl>
      </Section>
      <PurchaseFigures summary={summary} />
    </>
  );
}
