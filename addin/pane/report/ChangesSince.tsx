/** What is different now from the report that was issued last: late rows, corrections, units that came after it. */
import { makeStyles, tokens } from "@fluentui/react-components";
import type { SinceIssued } from "../../../shared/summary/since.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { number, timeInChina } from "../wording.ts";
import { figureText } from "./figure-text.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  groups: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(260px, 1fr))",
    gap: "12px",
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground2 },
  detail: { margin: "2px 0 0" },
  line: { display: "flex", justifyContent: "space-between", columnGap: "12px" },
  value: { fontVariantNumeric: "tabular-nums", textAlign: "end" },
});

interface Line {
  readonly key: string;
  readonly what: string;
  readonly change: string;
}

export function ChangesSince({ changes }: { changes: SinceIssued }) {
  const styles = useStyles();
  const { texts } = usePane();
  const words = texts.reportPage.changes;
  const groups = groupsOf(changes, texts).filter(({ lines }) => lines.length > 0);
  return (
    <Section
      title={words.title}
      aside={<span className="ms-font-s">{words.issuedAt(timeInChina(changes.issuedAt))}</span>}
    >
      <p className={`${styles.flat} ms-font-m`}>
        {groups.length === 0 ? words.none(changes.number) : words.since(changes.number)}
      </p>
      {groups.length > 0 && (
        <dl className={styles.groups}>
          {groups.map(({ title, lines }) => (
            <div key={title}>
              <dt className={`${styles.term} ms-font-s`}>{title}</dt>
              {lines.map(({ key, what, change }) => (
                <dd key={key} className={`${styles.detail} ${styles.line} ms-font-m`}>
                  <span>{what}</span>
                  <span className={styles.value}>{change}</span>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

function groupsOf(changes: SinceIssued, texts: Texts): { title: string; lines: Line[] }[] {
  const words = texts.reportPage.changes;
  const moved = (before: number, now: number): string =>
    before === now ? number(now) : words.fromTo(number(before), number(now));
  const { purchases, reviews, events } = changes.rows;
  return [
    {
      title: words.figures,
      lines: changes.figures.map(({ figure, before, now }) => ({
        key: figure,
        what: texts.reportPage.figure[figure],
        change: words.fromTo(figureText(figure, before), figureText(figure, now)),
      })),
    },
    {
      title: words.purchases,
      lines: changes.purchases.map(({ account, before, now }) => ({
        key: account,
        what: account,
        change: words.purchase(moved(before.ours, now.ours), moved(before.rivals, now.rivals)),
      })),
    },
    {
      title: words.units,
      lines: changes.units.map(({ unit, name, state }) => ({
        key: unit,
        what: name,
        change: state === "late" ? words.late : "",
      })),
    },
    {
      title: words.rows,
      lines: Object.entries({ purchases, reviews, events } as const)
        .filter(([, count]) => count !== 0)
        .map(([sheet, count]) => ({
          key: sheet,
          what: sheet === "purchases" || sheet === "reviews" ? words.sheet[sheet] : words.sheet.events,
          change: count > 0 ? words.more(count) : words.fewer(-count),
        })),
    },
  ];
}
