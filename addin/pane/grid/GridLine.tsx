/** One row of the grid. It is drawn again only when it has changed: a month may have five hundred. */
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { memo, type ReactNode } from "react";
import type { Fault } from "../../../shared/report/issue.ts";
import type { Sheet } from "../../../shared/report/sheets.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { faultText } from "../wording.ts";
import type { CheckedGridRow, RowState } from "./check-grid.ts";
import { remarkId, remarksOn } from "./remarks.ts";
import { StateMark } from "./StateMark.tsx";

const useStyles = makeStyles({
  line: {
    "& td": {
      verticalAlign: "top",
      padding: 0,
      backgroundColor: tokens.colorNeutralBackground1,
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    },
    "& td:first-child": {
      position: "sticky",
      left: 0,
      zIndex: 1,
      padding: "4px 8px",
      whiteSpace: "nowrap",
      backgroundColor: tokens.colorNeutralBackground2,
    },
  },
  text: {
    display: "-webkit-box",
    WebkitBoxOrient: "vertical",
    WebkitLineClamp: 3,
    overflow: "hidden",
    minHeight: tokens.lineHeightBase300,
    padding: "4px 6px",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    cursor: "cell",
  },
  gone: { textDecorationLine: "line-through", color: tokens.colorNeutralForeground3 },
  changed: { boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}` },
  error: { boxShadow: `inset 3px 0 0 ${tokens.colorStatusDangerForeground1}` },
  warning: { boxShadow: `inset 3px 0 0 ${tokens.colorStatusWarningForeground1}` },
  inHand: { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: "-2px" },
  remark: {
    display: "block",
    padding: "0 6px 4px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  remarkError: { color: tokens.colorStatusDangerForeground1 },
  remarkWarning: { color: tokens.colorStatusWarningForeground3 },
  number: { display: "inline-block", minWidth: "28px", color: tokens.colorNeutralForeground2 },
});

export interface GridLineProps {
  readonly index: number;
  readonly sheet: Sheet;
  readonly checked: CheckedGridRow;
  readonly state: RowState;
  readonly texts: Texts;
  /** Which of its cells is in hand; null where none is. */
  readonly column: number | null;
  /** For the cell in hand. */
  readonly editor: ReactNode;
}

export const GridLine = memo(function GridLine(props: GridLineProps) {
  const styles = useStyles();
  const { index, sheet, checked, state, texts, column: inHand, editor } = props;
  const { row } = checked;
  const gone = row.unsent?.deleted === true;
  const remarks = remarksOn(checked, inHand !== null, (fault: Fault) => faultText(fault, texts));
  return (
    <tr className={styles.line} aria-rowindex={index + 2}>
      <td>
        <span className={styles.number}>{index + 1}</span>
        <StateMark state={state} />
      </td>
      {sheet.columns.map(({ key }, at) => {
        const remark = remarks.get(key);
        const isInHand = at === inHand;
        const text = row.cells[key] ?? "";
        return (
          <td
            key={key}
            role="gridcell"
            data-row={index}
            data-column={at}
            aria-selected={isInHand}
            aria-invalid={remark?.severity === "error" ? true : undefined}
            className={mergeClasses(
              remark ? styles[remark.severity] : isChanged(checked, key) && styles.changed,
              isInHand && styles.inHand,
            )}
          >
            {isInHand ? (
              editor
            ) : (
              <span className={mergeClasses(styles.text, gone && styles.gone)}>{text}</span>
            )}
            {remark && (
              <span
                id={remarkId(row.rowId, key)}
                className={mergeClasses(
                  styles.remark,
                  remark.severity === "error" ? styles.remarkError : styles.remarkWarning,
                )}
              >
                {remark.text}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}, isDrawnAlike);

function isChanged({ row, values }: CheckedGridRow, key: string): boolean {
  return (
    row.unsent !== null && row.known !== null && (row.known.values[key] ?? null) !== (values[key] ?? null)
  );
}

function isDrawnAlike(a: GridLineProps, b: GridLineProps): boolean {
  return (
    a.editor === null &&
    b.editor === null &&
    a.index === b.index &&
    a.checked.row === b.checked.row &&
    a.state === b.state &&
    a.texts === b.texts &&
    a.sheet === b.sheet &&
    areAlike(a.checked.faults, b.checked.faults)
  );
}

const areAlike = (a: readonly Fault[], b: readonly Fault[]): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every(({ column, code }, at) => column === b[at]?.column && code === b[at].code));
