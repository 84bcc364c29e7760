/** A filing in full: what the unit wrote, and what has happened to it. */
import { makeStyles, tokens } from "@fluentui/react-components";
import { sheetOf } from "../../../shared/report/sheets.ts";
import type { Filing, FilingStep } from "../../../shared/sync/screening.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  values: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(150px, 1fr))",
    gap: "12px 20px",
    margin: 0,
  },
  long: { gridColumn: "1 / -1" },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, whiteSpace: "pre-wrap" },
  steps: { margin: 0, paddingInlineStart: "20px", display: "flex", flexDirection: "column", rowGap: "8px" },
  aside: { color: tokens.colorNeutralForeground2 },
  reason: { margin: "2px 0 0", whiteSpace: "pre-wrap" },
});

export function FilingRow({ filing }: { filing: Filing }) {
  const styles = useStyles();
  const { texts } = usePane();
  const filled = sheetOf("accounts").columns.filter(({ key }) => {
    const value = filing.values[key];
    return value !== null && value !== undefined && value !== "";
  });
  return (
    <Section title={texts.screening.filings.row}>
      <dl className={styles.values}>
        {filled.map((column) => (
          <div key={column.key} className={column.type === "longText" ? styles.long : undefined}>
            <dt className={`${styles.label} ms-font-s`}>{column[texts.language]}</dt>
            <dd className={`${styles.value} ms-font-m`}>{filing.values[column.key]}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

export function FilingSteps({ filing }: { filing: Filing }) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <Section title={texts.screening.filings.steps}>
      <ol className={styles.steps}>
        {filing.steps.map((step) => (
          <li key={`${step.at} ${step.step}`} className="ms-font-m">
            {texts.screening.step[step.step]}{" "}
            <span className={`${styles.aside} ms-font-s`}>{whoAndWhen(step, filing, texts)}</span>
            {step.reason !== "" && <p className={styles.reason}>{step.reason}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function whoAndWhen({ by, at }: FilingStep, { unit, unitName, base }: Filing, { screening }: Texts): string {
  const names: Readonly<Record<string, string | undefined>> = {
    [unit]: unitName,
    ...(base && { [base.code]: base.name }),
  };
  const place = by.unit === null ? screening.hq : (names[by.unit] ?? by.unit);
  return screening.by(by.name, place, timeInChina(at));
}
