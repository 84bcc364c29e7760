/** Two people wrote the same paragraph: both texts stand side by side until the writer has chosen. */
import { Button, makeStyles, MessageBar, MessageBarBody, tokens } from "@fluentui/react-components";
import type { ReportSection } from "../../../shared/sync/months.ts";
import { keepMine, takeTheirs } from "../tasks/report-words.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";
import type { Draft } from "./draft.ts";

const useStyles = makeStyles({
  box: { display: "flex", flexDirection: "column", rowGap: "8px" },
  theirs: {
    margin: 0,
    padding: "8px 12px",
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export function WordsConflict(props: { period: string; section: ReportSection; draft: Draft }) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { period, section, draft } = props;
  const { words, section: names } = texts.reportPage;
  const { standing } = draft;
  if (!standing) return null;
  return (
    <div className={styles.box}>
      <div role="alert">
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{words.conflict(standing.by.name, timeInChina(standing.at))}</MessageBarBody>
        </MessageBar>
      </div>
      <span className="ms-font-s">{words.theirs}</span>
      <blockquote className={`${styles.theirs} ms-font-m`}>{standing.text || words.theirsEmpty}</blockquote>
      <div className={styles.actions}>
        <Button
          size="small"
          aria-label={words.keepMineOf(names[section])}
          onClick={() => void keepMine(pane, period, section)}
        >
          {words.keepMine}
        </Button>
        <Button
          size="small"
          aria-label={words.takeTheirsOf(names[section])}
          onClick={() => takeTheirs(pane, period, section)}
        >
          {words.takeTheirs}
        </Button>
      </div>
    </div>
  );
}
