/** What was added and is not submitted yet. */
import { Badge, Button, makeStyles, tokens } from "@fluentui/react-components";
import { SendRegular } from "@fluentui/react-icons/svg/send";
import { framedLine, stacked } from "../lists.ts";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { rowText, sheetName } from "../wording.ts";
import type { Call, CallRow } from "./call.ts";

const useStyles = makeStyles({
  list: stacked("8px"),
  row: framedLine,
  name: { flex: "1 1 200px", minWidth: 0, overflowWrap: "anywhere" },
  fault: { flexBasis: "100%", margin: 0, color: tokens.colorStatusDangerForeground1 },
  flat: { margin: 0 },
  send: { alignSelf: "flex-start" },
});

export interface CallListProps {
  readonly call: Call;
  /** How many would be submitted now. */
  readonly ready: number;
  readonly waiting: ReadonlySet<string>;
  readonly onEdit: (row: CallRow) => void;
  readonly onRemove: (rowId: string) => void;
  readonly onSend: () => void;
}

export function CallList({ call, ready, waiting, onEdit, onRemove, onSend }: CallListProps) {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { phone } = texts;
  const busy = state.busy !== null;
  return (
    <Section title={phone.list(call.rows.length)}>
      {call.rows.length === 0 ? (
        <p className={`${styles.flat} ms-font-m`}>{phone.empty}</p>
      ) : (
        <ul className={styles.list} aria-label={phone.list(call.rows.length)}>
          {call.rows.map((row) => {
            const name = rowText(row.sheet, row.values);
            return (
              <li key={row.rowId} className={styles.row}>
                <Badge appearance="tint">{sheetName(row.sheet, texts)}</Badge>
                <span className={styles.name}>{name}</span>
                {waiting.has(row.rowId) ? (
                  <Badge appearance="tint" color="warning">
                    {texts.grid.state.waiting}
                  </Badge>
                ) : (
                  <>
                    <Button
                      size="small"
                      aria-label={phone.editNamed(name)}
                      disabledFocusable={busy}
                      onClick={() => onEdit(row)}
                    >
                      {phone.edit}
                    </Button>
                    <Button
                      size="small"
                      aria-label={phone.removeNamed(name)}
                      disabledFocusable={busy}
                      onClick={() => onRemove(row.rowId)}
                    >
                      {phone.remove}
                    </Button>
                  </>
                )}
                {row.said.map(({ column, code, message }) => (
                  <p key={`${column} ${code}`} className={`${styles.fault} ms-font-s`}>
                    {message}
                  </p>
                ))}
              </li>
            );
          })}
        </ul>
      )}
      {call.rows.some(({ rowId }) => waiting.has(rowId)) && (
        <p className={`${styles.flat} ms-font-s`}>{phone.waits}</p>
      )}
      <Button
        className={styles.send}
        appearance="primary"
        icon={<SendRegular />}
        disabledFocusable={busy || ready === 0}
        onClick={onSend}
      >
        {phone.send(ready)}
      </Button>
      {call.rows.length > 0 && state.lasting && <p className={`${styles.flat} ms-font-s`}>{phone.kept}</p>}
    </Section>
  );
}
