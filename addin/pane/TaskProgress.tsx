/** How far the running task is. It sticks to the bottom, where it moves nothing. */
import { Button, makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import type { Texts } from "../../shared/text/texts.ts";
import type { TaskName } from "./state.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({
  bar: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    margin: "0 -16px -32px",
    padding: "12px 16px",
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  line: { display: "flex", alignItems: "center", columnGap: "8px", minHeight: "24px" },
  message: { flexGrow: 1 },
});

/** Most tasks stop between two parts of what they send; a file is given up where it is. */
const stoppingText = (task: TaskName, { submit, longFile }: Texts): string =>
  task === "download" ? longFile.stopping : submit.stopping;

export function TaskProgress() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { busy, question } = state;
  // While a question waits, nothing is going on.
  if (!busy || question) return null;
  const message = busy.stopping ? stoppingText(busy.task, texts) : busy.message || texts.common.loading;
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <span className={`${styles.message} ms-font-s`} role="status">
          {message}
        </span>
        {busy.canStop && (
          <Button size="small" disabledFocusable={busy.stopping} onClick={() => pane.stop()}>
            {texts.common.stop}
          </Button>
        )}
      </div>
      <ProgressBar aria-label={message} {...(busy.done === null ? {} : { value: busy.done })} />
    </div>
  );
}
