/** What waits to be sent, submission by submission. */
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { discardWaiting, lineOf } from "../tasks/discard.ts";
import { resendWaiting } from "../tasks/resend.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: "4px 0 0", padding: 0 },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: "8px" },
  what: { flexGrow: 1 },
});

export function Waiting() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { pending, busy } = state;
  if (pending.length === 0 || state.phase !== "ready") return null;
  const words = texts.offlinePage;
  const isTried = pending.some(({ tried }) => tried);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{isTried ? texts.pending.title : words.waiting(pending.length)}</MessageBarTitle>
        <br />
        {isTried && words.unsure}
        {state.lasting ? words.bySelf : texts.pending.volatile}
        <ul className={styles.list} aria-label={words.waiting(pending.length)}>
          {pending.map((one) => (
            <li key={one.submissionId} className={styles.line}>
              <span className={styles.what}>
                {lineOf(pane, one)}
                <br />
                {words.madeAt(timeInChina(one.madeAt))}
              </span>
              <Button
                size="small"
                appearance="subtle"
                aria-label={words.discardOf(lineOf(pane, one))}
                disabledFocusable={busy !== null}
                onClick={() => void discardWaiting(pane, one)}
              >
                {words.discard}
              </Button>
            </li>
          ))}
        </ul>
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" disabledFocusable={busy !== null} onClick={() => void resendWaiting(pane)}>
          {words.sendNow}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
