/** One fault or refusal as a button that goes to its cell. */
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ErrorCircleFilled } from "@fluentui/react-icons/svg/error-circle";
import { WarningFilled } from "@fluentui/react-icons/svg/warning";
import type { SheetKey } from "../../shared/report/sheets.ts";
import { showCell } from "./tasks/show.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({
  button: {
    display: "grid",
    gridTemplateColumns: "16px 1fr",
    columnGap: "8px",
    boxSizing: "border-box",
    width: "100%",
    padding: "6px 8px",
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground1,
    fontFamily: "inherit",
    textAlign: "start",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
    ":disabled": { cursor: "default", color: tokens.colorNeutralForeground1 },
  },
  icon: { fontSize: "16px", paddingTop: "2px" },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  where: { color: tokens.colorNeutralForeground2 },
  text: { display: "flex", flexDirection: "column", minWidth: 0 },
});

export function FindingButton(props: {
  sheet: SheetKey;
  /** Sheet row from 0; null where the row is not in the sheet. */
  row: number | null;
  column: string;
  severity: "error" | "warning";
  where: string;
  message: string;
}) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { sheet, row, column, severity, where, message } = props;
  const isError = severity === "error";
  const Icon = isError ? ErrorCircleFilled : WarningFilled;
  return (
    <button
      type="button"
      className={styles.button}
      disabled={row === null || !state.inExcel}
      title={texts.common.goTo(where)}
      onClick={() => row !== null && void showCell(pane, sheet, row, column)}
    >
      <Icon
        className={mergeClasses(styles.icon, isError ? styles.error : styles.warning)}
        role="img"
        aria-label={isError ? texts.common.error : texts.common.warning}
      />
      <span className={styles.text}>
        <span className={mergeClasses(styles.where, "ms-font-s")}>{where}</span>
        <span className="ms-font-m">{message}</span>
      </span>
    </button>
  );
}
