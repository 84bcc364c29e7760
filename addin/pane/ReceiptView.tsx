/** What came of the submission: counts, and the rows that were refused or have remarks. */
import {
  Badge,
  makeStyles,
  tokens,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { type Outcome, OUTCOMES } from "../../shared/sync/protocol.ts";
import type { RowResult } from "../sync/results.ts";
import { FindingButton } from "./FindingButton.tsx";
import { Section } from "./Section.tsx";
import type { Receipt } from "./state.ts";
import { usePane } from "./use-pane.ts";
import { sheetName, timeInChina, whereText } from "./wording.ts";

const COLOURS = {
  created: "success",
  updated: "success",
  merged: "informative",
  unchanged: "subtle",
  deleted: "important",
  conflict: "warning",
  rejected: "danger",
} as const satisfies Record<Outcome, string>;

const useStyles = makeStyles({
  counts: { display: "flex", flexWrap: "wrap", gap: "6px", margin: 0, padding: 0, listStyleType: "none" },
  lines: { margin: 0, paddingLeft: "20px" },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
});

export function ReceiptView() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { receipt } = state;
  if (!receipt) return null;
  const lines = linesOf(receipt, texts.submit);
  return (
    <Section title={receipt.receivedAt ? texts.submit.done : texts.actions.submit}>
      <div role="status">
        <MessageBar intent={intentOf(receipt)} layout="multiline">
          <MessageBarBody>
            {receipt.receivedAt === null ? (
              texts.submit.nothing
            ) : (
              <MessageBarTitle>{texts.submit.doneAt(timeInChina(receipt.receivedAt))}</MessageBarTitle>
            )}
          </MessageBarBody>
        </MessageBar>
      </div>
      {receipt.results.length > 0 && (
        <ul className={styles.counts}>
          {OUTCOMES.filter((outcome) => receipt.counts[outcome] > 0).map((outcome) => (
            <li key={outcome}>
              <Badge appearance="tint" size="large" color={COLOURS[outcome]}>
                {`${texts.outcome[outcome]} ${receipt.counts[outcome]}`}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {lines.length > 0 && (
        <ul className={`${styles.lines} ms-font-s`}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <Rows
        title={texts.submit.rejectedTitle}
        results={receipt.results.filter(({ outcome }) => outcome === "rejected")}
      />
      <Rows
        title={texts.submit.noticeTitle}
        results={receipt.results.filter(
          ({ outcome, issues }) => outcome !== "rejected" && outcome !== "conflict" && issues.length > 0,
        )}
      />
    </Section>
  );
}

function Rows({ title, results }: { title: (n: number) => string; results: readonly RowResult[] }) {
  const styles = useStyles();
  const { texts } = usePane();
  if (results.length === 0) return null;
  return (
    <div>
      <h3 className={`${styles.title} ms-font-m`}>{title(results.length)}</h3>
      <ul className={styles.list}>
        {results.flatMap(({ sheet, row, rowId, issues }) =>
          issues.map(({ column, code, message, severity }) => (
            <li key={`${rowId} ${column} ${code}`}>
              <FindingButton
                sheet={sheet}
                row={row}
                column={column}
                severity={severity}
                where={`${sheetName(sheet, texts)} · ${
                  row === null ? texts.submit.notInSheet : whereText(sheet, row, column, texts)
                }`}
                message={message}
              />
            </li>
          )),
        )}
      </ul>
    </div>
  );
}

function intentOf({ counts, receivedAt }: Receipt): "success" | "warning" | "info" {
  if (counts.rejected + counts.conflict > 0) return "warning";
  return receivedAt === null ? "info" : "success";
}

function linesOf(receipt: Receipt, texts: ReturnType<typeof usePane>["texts"]["submit"]): string[] {
  return [
    ...(receipt.stopped ? [texts.stopped] : []),
    ...(receipt.leftOut > 0 ? [texts.leftOut(receipt.leftOut)] : []),
    ...(receipt.skipped > 0 ? [texts.skipped(receipt.skipped)] : []),
    ...(receipt.pulled === null ? [texts.pullFailed] : []),
    ...(receipt.pulled !== null && receipt.pulled > 0 ? [texts.pulled(receipt.pulled)] : []),
  ];
}
