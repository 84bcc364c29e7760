/** Whom to remind: picked from the table, told by mail, or copied as a list for whoever has no mail. */
import { Button, makeStyles, MessageBar, MessageBarBody, Textarea, tokens } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { MailRegular } from "@fluentui/react-icons/svg/mail";
import { useState } from "react";
import type { Completeness, UnitCompleteness } from "../../../shared/sync/months.ts";
import { exportCompleteness, remindUnits } from "../tasks/months.ts";
import { usePane } from "../use-pane.ts";
import { listText } from "./arrange.ts";

const useStyles = makeStyles({
  row: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  said: { ":empty": { display: "none" } },
  count: { color: tokens.colorNeutralForeground2 },
});

export interface RemindersProps {
  readonly month: Completeness;
  readonly hq: boolean;
  readonly chosen: readonly UnitCompleteness[];
  /** As the filter leaves them, in their order. */
  readonly shown: readonly UnitCompleteness[];
  readonly onPick: (units: readonly UnitCompleteness[]) => void;
  readonly onChange: () => void;
}

export function Reminders({ month, hq, chosen, shown, onPick, onChange }: RemindersProps) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { months } = texts;
  const [copied, setCopied] = useState<"yes" | "denied" | null>(null);
  const missing = month.units.filter((unit) => unit.state === "missing");
  const text = listText(month, chosen.length > 0 ? chosen : shown, texts);
  const copy = () =>
    // Denied in some web views: then the list is shown, to be copied by hand.
    void navigator.clipboard.writeText(text).then(
      () => setCopied("yes"),
      () => setCopied("denied"),
    );
  const sent = () => {
    onPick([]);
    onChange();
  };
  return (
    <>
      <div className={styles.row}>
        {hq && (
          <>
            <Button size="small" disabledFocusable={missing.length === 0} onClick={() => onPick(missing)}>
              {months.pickMissing}
            </Button>
            <Button
              size="small"
              appearance="primary"
              icon={<MailRegular />}
              disabledFocusable={state.busy !== null || chosen.length === 0}
              onClick={() => void remindUnits(pane, month.period, chosen, sent)}
            >
              {months.remind}
            </Button>
          </>
        )}
        <Button size="small" icon={<CopyRegular />} onClick={copy}>
          {months.copy}
        </Button>
        <Button size="small" icon={<ArrowDownloadRegular />} onClick={() => exportCompleteness(pane, month)}>
          {months.export}
        </Button>
        {chosen.length > 0 && (
          <>
            <span className={`${styles.count} ms-font-s`}>{months.picked(chosen.length)}</span>
            <Button size="small" appearance="subtle" onClick={() => onPick([])}>
              {months.pickNone}
            </Button>
          </>
        )}
      </div>
      <div role="status" className={styles.said}>
        {copied === "yes" && <span className="ms-font-s">{months.copied}</span>}
        {copied === "denied" && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>{months.copyFailed}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {copied === "denied" && (
        <Textarea
          aria-label={months.copy}
          readOnly
          rows={6}
          value={text}
          onFocus={({ target }) => target.select()}
        />
      )}
    </>
  );
}
