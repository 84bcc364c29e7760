/** HQ's pane in Excel: the month, what is done in the workbook, and below it the screens of the desk. */
import { Button, makeStyles } from "@fluentui/react-components";
import { ArrowSyncRegular } from "@fluentui/react-icons/svg/arrow-sync";
import { DataBarVerticalRegular } from "@fluentui/react-icons/svg/data-bar-vertical";
import { ReportCell } from "../report/ReportCell.tsx";
import { ReportPicker } from "../ReportPicker.tsx";
import { ScreenFrame } from "../ScreenFrame.tsx";
import { refreshMaster } from "../tasks/refresh-master.ts";
import { loadSummary, makeReport } from "../tasks/summary.ts";
import { usePane } from "../use-pane.ts";
import { MasterResult } from "./MasterResult.tsx";
import { RowSources } from "./RowSources.tsx";

const useStyles = makeStyles({
  actions: { display: "grid", gridTemplateColumns: "1fr 1fr", gap: "8px" },
  flat: { margin: 0 },
});

export function HqHome() {
  const { pane } = usePane();
  return (
    <>
      <ReportPicker withUnit={false} onPeriod={() => void loadSummary(pane)} />
      <HqActions />
      <MasterResult />
      <RowSources />
      <ReportCell />
      <ScreenFrame menu />
    </>
  );
}

function HqActions() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { busy, workbook, period } = state;
  const waiting = busy !== null || workbook === null;
  return (
    <>
      <div className={styles.actions}>
        <Button
          size="large"
          appearance="primary"
          icon={<ArrowSyncRegular />}
          disabledFocusable={waiting}
          onClick={() => void refreshMaster(pane)}
        >
          {texts.actions.refreshMaster}
        </Button>
        <Button
          size="large"
          appearance="primary"
          icon={<DataBarVerticalRegular />}
          disabledFocusable={waiting}
          onClick={() => void makeReport(pane)}
        >
          {texts.actions.report}
        </Button>
      </div>
      <p className={`${styles.flat} ms-font-s`}>
        {workbook?.master ? `${texts.master.ready}${texts.master.notes}` : texts.master.none}
        <br />
        {texts.report.hint(period)}
      </p>
    </>
  );
}
