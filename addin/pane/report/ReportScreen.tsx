/** 月报: the month's figures and the rows behind them, HQ's own words, issuing, and what has changed since. */
import { Button, makeStyles } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { DocumentCheckmarkRegular } from "@fluentui/react-icons/svg/document-checkmark";
import { useState } from "react";
import { FILE_NAMES } from "../../../shared/text/files.ts";
import { download } from "../tasks/download.ts";
import { issueReport } from "../tasks/report-issue.ts";
import { saveAllWords } from "../tasks/report-words.ts";
import { loadSummary } from "../tasks/summary.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { ChangesSince } from "./ChangesSince.tsx";
import { IssuedList } from "./IssuedList.tsx";
import { ReportFigures } from "./ReportFigures.tsx";
import { RowsDialog } from "./RowsDialog.tsx";
import { FollowContext, type Traced } from "./use-follow.ts";
import { WordsSection } from "./WordsSection.tsx";

const useStyles = makeStyles({ actions: { display: "flex", flexWrap: "wrap", gap: "8px" } });

export function ReportScreen() {
  const { pane, state } = usePane();
  const { period, summary } = state;
  const [traced, setTraced] = useState<Traced | null>(null);
  const issued = useResource(`issued ${period}`, () => pane.surroundings.service.issuedReports(period));
  const issue = async (): Promise<void> => {
    await issueReport(pane);
    issued.reload();
  };
  return (
    <FollowContext.Provider value={setTraced}>
      <Actions onIssue={() => void issue()} />
      {summary?.changes && <ChangesSince changes={summary.changes} />}
      <ReportFigures />
      <WordsSection />
      <IssuedList issued={issued} />
      {traced && <RowsDialog traced={traced} onClose={() => setTraced(null)} />}
    </FollowContext.Provider>
  );
}

function Actions({ onIssue }: { onIssue: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { busy, period, summing } = state;
  const words = texts.reportPage;
  const save = async (): Promise<void> => {
    // The file is drawn by the service: it has what the service has.
    await saveAllWords(pane, period);
    await download(pane, { path: "summary.xlsx", query: { period }, name: FILE_NAMES.summary(period) });
  };
  return (
    <div className={styles.actions}>
      <Button
        appearance="primary"
        icon={<DocumentCheckmarkRegular />}
        disabledFocusable={busy !== null}
        onClick={onIssue}
      >
        {words.issue.go}
      </Button>
      <Button icon={<ArrowDownloadRegular />} disabledFocusable={busy !== null} onClick={() => void save()}>
        {words.download}
      </Button>
      <Button
        appearance="subtle"
        icon={<ArrowClockwiseRegular />}
        disabledFocusable={summing}
        onClick={() => void loadSummary(pane)}
      >
        {words.refresh}
      </Button>
    </div>
  );
}
