/** A copy in the outbox: when and what, to whom, how it stands, and what can be done about it. */
import { Badge, Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { SendRegular } from "@fluentui/react-icons/svg/send";
import type { Copy, CopyState } from "../../../shared/sync/copies.ts";
import type { RowColumn } from "../Rows.tsx";
import { saveCopy, sendAgain } from "../tasks/copies.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  lines: { display: "flex", flexDirection: "column", alignItems: "flex-start", rowGap: "2px" },
  aside: { color: tokens.colorNeutralForeground2 },
  error: { color: tokens.colorPaletteRedForeground1, overflowWrap: "anywhere", whiteSpace: "pre-line" },
  address: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  acts: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

const COLORS: Readonly<Record<CopyState, "success" | "danger" | "warning" | "informative" | "brand">> = {
  waiting: "informative",
  sending: "brand",
  sent: "success",
  failed: "danger",
  "no-address": "warning",
};

export function useCopyColumns(hq: boolean, onChange: (now: Copy) => void): RowColumn<Copy>[] {
  const { texts } = usePane();
  const { copies } = texts;
  return [
    { id: "at", name: copies.when, width: "130px", cell: ({ createdAt }) => timeInChina(createdAt) },
    { id: "what", name: copies.what, cell: (copy) => <What {...copy} /> },
    { id: "whom", name: copies.whom, cell: (copy) => <Whom {...copy} /> },
    { id: "state", name: copies.stateHead, width: "220px", cell: (copy) => <Standing {...copy} /> },
    { id: "acts", name: "", width: "96px", cell: (copy) => <Acts copy={copy} hq={hq} onChange={onChange} /> },
  ];
}

function What({ subject, kind }: Copy) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <span className={styles.lines}>
      <span>{subject}</span>
      <span className={`${styles.aside} ms-font-s`}>{texts.copies.kind[kind]}</span>
    </span>
  );
}

function Whom({ to }: Copy) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <span className={styles.lines}>
      <span>{texts.copies.to[to.role](to.unitName)}</span>
      <span className={`${styles.address} ms-font-s`}>{to.address ?? texts.copies.noAddress}</span>
    </span>
  );
}

function Standing({ state, sentAt, nextAt, attempts, error }: Copy) {
  const styles = useStyles();
  const { texts } = usePane();
  const { copies } = texts;
  const notes = [
    ...(sentAt === null ? [] : [copies.sentAt(timeInChina(sentAt))]),
    ...(attempts > 0 && state !== "sent" ? [copies.attempts(attempts)] : []),
    ...(nextAt !== null && attempts > 0 ? [copies.nextAt(timeInChina(nextAt))] : []),
  ];
  return (
    <span className={styles.lines}>
      <Badge appearance="tint" color={COLORS[state]}>
        {copies.state[state]}
      </Badge>
      {notes.length > 0 && <span className={`${styles.aside} ms-font-s`}>{notes.join(texts.comma)}</span>}
      {error !== null && <span className={`${styles.error} ms-font-s`}>{error}</span>}
    </span>
  );
}

function Acts({ copy, hq, onChange }: { copy: Copy; hq: boolean; onChange: (now: Copy) => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { copies } = texts;
  const busy = state.busy !== null;
  const retried = copy.state === "failed" || copy.state === "no-address" || copy.error !== null;
  return (
    <span className={styles.acts}>
      <Button
        size="small"
        icon={<ArrowDownloadRegular />}
        aria-label={copies.saveOf(copy.subject)}
        title={copies.save}
        disabledFocusable={busy}
        onClick={() => void saveCopy(pane, copy)}
      />
      {hq && retried && copy.state !== "sent" && copy.state !== "sending" && (
        <Button
          size="small"
          icon={<SendRegular />}
          aria-label={copies.retryOf(copy.subject)}
          title={copies.retry}
          disabledFocusable={busy}
          onClick={() => void sendAgain(pane, copy, onChange)}
        />
      )}
    </span>
  );
}
