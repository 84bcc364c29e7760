/** A unit's page: choose, lay down, check, submit, and what came of it. */
import { Button, makeStyles } from "@fluentui/react-components";
import { SendRegular } from "@fluentui/react-icons/svg/send";
import { TableAddRegular } from "@fluentui/react-icons/svg/table-add";
import { TaskListSquareLtrRegular } from "@fluentui/react-icons/svg/task-list-square-ltr";
import { CheckResult } from "./CheckResult.tsx";
import { CsvImportSection } from "./csv/CsvImportSection.tsx";
import { ConflictList } from "./ConflictList.tsx";
import { OwnMonth } from "./offline/OwnMonth.tsx";
import { QuietOffer } from "./QuietOffer.tsx";
import { ReceiptView } from "./ReceiptView.tsx";
import { ReportPicker } from "./ReportPicker.tsx";
import { checkReportHere } from "./tasks/check.ts";
import { layTemplate } from "./tasks/lay.ts";
import { isOther } from "./tasks/report.ts";
import { submitReport } from "./tasks/submit.ts";
import { usePane } from "./use-pane.ts";
import { WorkbookCard } from "./WorkbookCard.tsx";

const useStyles = makeStyles({
  actions: { display: "grid", gridTemplateColumns: "1fr 1fr", gap: "8px" },
  whole: { gridColumn: "1 / -1" },
});

export function UnitHome() {
  return (
    <>
      <ReportPicker withUnit />
      <WorkbookCard />
      <UnitActions />
      <CsvImportSection />
      <ConflictList />
      <ReceiptView />
      <CheckResult />
      <QuietOffer />
      <OwnMonth />
    </>
  );
}

function UnitActions() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { workbook, busy, unit } = state;
  const laid = workbook !== null && workbook.present.length > 0;
  const waiting = busy !== null || workbook === null;
  const notYet = waiting || !laid || isOther(state);
  return (
    <div className={styles.actions}>
      <Button
        className={styles.whole}
        size="large"
        appearance={laid ? "secondary" : "primary"}
        icon={<TableAddRegular />}
        disabledFocusable={waiting || unit === null}
        onClick={() => void layTemplate(pane)}
      >
        {texts.actions.lay}
      </Button>
      <Button
        size="large"
        icon={<TaskListSquareLtrRegular />}
        disabledFocusable={notYet}
        onClick={() => void checkReportHere(pane)}
      >
        {texts.actions.check}
      </Button>
      <Button
        size="large"
        appearance={laid ? "primary" : "secondary"}
        icon={<SendRegular />}
        disabledFocusable={notYet}
        onClick={() => void submitReport(pane)}
      >
        {texts.actions.submit}
      </Button>
    </div>
  );
}
