/** What the check found, sheet by sheet; each finding leads to its cell. */
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useState } from "react";
import { sheetOf, type SheetKey } from "../../shared/report/sheets.ts";
import { FindingButton } from "./FindingButton.tsx";
import { Section } from "./Section.tsx";
import type { CheckOutcome, Finding } from "./state.ts";
import { usePane } from "./use-pane.ts";
import { faultText, sheetName, whereText } from "./wording.ts";

const SHOWN_AT_FIRST = 30;

const useStyles = makeStyles({
  flat: { margin: 0 },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  panel: { margin: "0 0 8px" },
});

export function CheckResult() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { check } = state;
  if (!check) return null;
  const { errors, warnings } = countOf(check.findings);
  return (
    <Section title={texts.check.title}>
      <div role="status">
        <Verdict check={check} />
      </div>
      {check.mended.length > 0 && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{texts.check.mended(check.mended.join(texts.comma))}</MessageBarBody>
        </MessageBar>
      )}
      {errors > 0 && <p className={`${styles.flat} ms-font-s`}>{texts.check.errorsHint}</p>}
      {errors === 0 && warnings > 0 && (
        <p className={`${styles.flat} ms-font-s`}>{texts.check.warningsHint}</p>
      )}
      {check.findings.length > 0 && <Groups findings={check.findings} />}
    </Section>
  );
}

function Verdict({ check }: { check: CheckOutcome }) {
  const { texts } = usePane();
  const { errors, warnings } = countOf(check.findings);
  if (check.rows === 0 && errors === 0) {
    return (
      <MessageBar intent="info">
        <MessageBarBody>{texts.check.empty}</MessageBarBody>
      </MessageBar>
    );
  }
  if (errors + warnings === 0) {
    return (
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{texts.check.none}</MessageBarTitle>
          <br />
          {texts.check.noneBody(check.rows)}
        </MessageBarBody>
      </MessageBar>
    );
  }
  return (
    <MessageBar intent={errors > 0 ? "error" : "warning"}>
      <MessageBarBody>
        <MessageBarTitle>{texts.check.summary(errors, warnings)}</MessageBarTitle>
      </MessageBarBody>
    </MessageBar>
  );
}

function Groups({ findings }: { findings: readonly Finding[] }) {
  const styles = useStyles();
  const { texts } = usePane();
  const groups = new Map<SheetKey, Finding[]>();
  for (const finding of findings) groups.set(finding.sheet, [...(groups.get(finding.sheet) ?? []), finding]);
  return (
    <Accordion multiple collapsible defaultOpenItems={[...groups.keys()].slice(0, 3)}>
      {[...groups].map(([sheet, own]) => {
        const { errors, warnings } = countOf(own);
        return (
          <AccordionItem key={sheet} value={sheet}>
            <AccordionHeader as="h3" expandIconPosition="end">
              {`${sheetName(sheet, texts)} · ${texts.check.sheetCounts(errors, warnings)}`}
            </AccordionHeader>
            <AccordionPanel className={styles.panel}>
              <Findings findings={own} />
            </AccordionPanel>
          </AccordionItem>
        );
      })}
    </Accordion>
  );
}

/** Where the column stands in its sheet; a row as a whole comes before its cells. */
const place = ({ sheet, fault }: Finding): number =>
  sheetOf(sheet).columns.findIndex(({ key }) => key === fault.column);

/** Errors first, each as the sheet has them, from the top. */
function Findings({ findings }: { findings: readonly Finding[] }) {
  const styles = useStyles();
  const { texts } = usePane();
  const [all, setAll] = useState(false);
  const sorted = findings.toSorted(
    (a, b) => a.fault.severity.localeCompare(b.fault.severity) || a.row - b.row || place(a) - place(b),
  );
  const shown = all ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ul className={styles.list}>
        {shown.map(({ sheet, row, fault }) => (
          <li key={`${row} ${fault.column} ${fault.code}`}>
            <FindingButton
              sheet={sheet}
              row={row}
              column={fault.column}
              severity={fault.severity}
              where={whereText(sheet, row, fault.column, texts)}
              message={faultText(fault, texts)}
            />
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button size="small" appearance="subtle" onClick={() => setAll(true)}>
          {texts.common.showAll(sorted.length)}
        </Button>
      )}
    </>
  );
}

function countOf(findings: readonly Finding[]): { errors: number; warnings: number } {
  const errors = findings.filter(({ fault }) => fault.severity === "error").length;
  return { errors, warnings: findings.length - errors };
}
