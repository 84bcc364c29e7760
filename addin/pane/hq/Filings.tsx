/** Who has filed for the month, who late, who not at all (R5): the missing ones first, they are to be reminded. */
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import type { UnitFiling } from "../../../shared/summary/summary.ts";
import { Section } from "../Section.tsx";
import { loadSummary } from "../tasks/summary.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  list: { listStyleType: "none", margin: 0, padding: "0 12px 8px" },
  unit: { display: "flex", justifyContent: "space-between", columnGap: "8px", padding: "2px 0" },
  aside: { color: tokens.colorNeutralForeground2, textAlign: "end", flexShrink: 0 },
});

const STATES = ["missing", "late", "on-time"] as const;

export function Filings() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { summary, summing } = state;
  const names = { missing: texts.filing.missing, late: texts.filing.late, "on-time": texts.filing.filed };
  const refresh = (
    <Button
      appearance="subtle"
      size="small"
      icon={<ArrowClockwiseRegular />}
      aria-label={texts.filing.refresh}
      title={texts.filing.refresh}
      disabledFocusable={summing}
      onClick={() => void loadSummary(pane)}
    />
  );
  return (
    <Section title={texts.filing.title} aside={refresh}>
      {summary?.filings.length === 0 && <p className={`${styles.flat} ms-font-m`}>{texts.invite.noUnits}</p>}
      {summary &&
        summary.completeness.expected > 0 &&
        summary.completeness.actual === summary.completeness.expected && (
          <p className={`${styles.flat} ms-font-m`}>{texts.filing.allFiled}</p>
        )}
      {summary && (
        <Accordion multiple collapsible>
          {STATES.map((filed) => {
            const units = summary.filings.filter((filing) => filing.state === filed);
            return units.length === 0 ? null : (
              <AccordionItem key={filed} value={filed}>
                <AccordionHeader as="h3" expandIconPosition="end">
                  {`${names[filed]} ${units.length}`}
                </AccordionHeader>
                <AccordionPanel>
                  <Units units={units} />
                </AccordionPanel>
              </AccordionItem>
            );
          })}
        </Accordion>
      )}
    </Section>
  );
}

function Units({ units }: { units: readonly UnitFiling[] }) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <ul className={styles.list}>
      {units.map(({ unit, name, firstAt, rows }) => (
        <li key={unit} className={styles.unit}>
          <span>{name}</span>
          {firstAt !== null && (
            <span className={`${styles.aside} ms-font-s`}>
              {`${timeInChina(firstAt)} · ${texts.filing.rows(rows)}`}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
