/** What the open workbook is: whose report, complete or not. */
import { Button, makeStyles, Skeleton, SkeletonItem } from "@fluentui/react-components";
import { DocumentTableRegular } from "@fluentui/react-icons/svg/document-table";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { Texts } from "../../shared/text/texts.ts";
import { chooseAsWorkbook, isOther, reportOf } from "./tasks/report.ts";
import type { PaneState } from "./state.ts";
import { usePane } from "./use-pane.ts";
import { sheetName } from "./wording.ts";

const useStyles = makeStyles({
  card: { display: "flex", columnGap: "8px", alignItems: "flex-start" },
  icon: { fontSize: "20px", flexShrink: 0, paddingTop: "1px" },
  text: { margin: 0, minWidth: 0 },
  button: { marginTop: "8px" },
});

export function WorkbookCard() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  if (!state.workbook) {
    return (
      <Skeleton aria-label={texts.workbook.reading}>
        <SkeletonItem />
      </Skeleton>
    );
  }
  const other = isOther(state);
  const Icon = other ? WarningRegular : DocumentTableRegular;
  return (
    <div className={styles.card} role="group" aria-label={texts.workbook.title}>
      <Icon className={styles.icon} aria-hidden />
      <div>
        <p className={`${styles.text} ms-font-m`}>{describe(state, texts)}</p>
        {other && (
          <Button size="small" className={styles.button} onClick={() => chooseAsWorkbook(pane)}>
            {texts.workbook.useIts}
          </Button>
        )}
      </div>
    </div>
  );
}

function describe(state: PaneState, texts: Texts): string {
  const { workbook } = state;
  const report = reportOf(state);
  if (!workbook || !report || (workbook.present.length === 0 && !workbook.report)) return texts.workbook.none;
  const name = report.unit.name;
  if (isOther(state)) return texts.workbook.other(name, report.period);
  if (workbook.missing.length > 0) {
    return texts.workbook.missing(workbook.missing.map((sheet) => sheetName(sheet, texts)).join(texts.comma));
  }
  return texts.workbook.ready(name, report.period);
}
