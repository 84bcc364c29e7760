/** In Excel: the record of the row that is selected in the master. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { showMasterRow } from "../tasks/history.ts";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({
  box: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  hint: { color: tokens.colorNeutralForeground2 },
});

export function MasterRowButton({ onOpen }: { onOpen: (rowId: string) => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  if (!state.workbook?.master) return null;
  return (
    <div className={styles.box}>
      <Button
        icon={<HistoryRegular />}
        disabledFocusable={state.busy !== null}
        onClick={() => void showMasterRow(pane, onOpen)}
      >
        {texts.history.fromMaster}
      </Button>
      <span className={`${styles.hint} ms-font-s`}>{texts.history.fromMasterHint}</span>
    </div>
  );
}
