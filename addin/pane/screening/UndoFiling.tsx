/** Undoing the last decision on a filing, later than at once. */
import { Button, makeStyles } from "@fluentui/react-components";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import type { DecisionKind, Filing, FilingStep } from "../../../shared/sync/screening.ts";
import { undoWithReason } from "../tasks/screening.ts";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({ button: { alignSelf: "flex-start" } });

const KINDS: Readonly<Partial<Record<FilingStep["step"], DecisionKind>>> = {
  endorsed: "filing-endorsed",
  asked: "filing-asked",
  accepted: "filing-accepted",
  potential: "filing-potential",
  raised: "account-raised",
  declined: "filing-declined",
};

export function UndoFiling({ filing, onUndone }: { filing: Filing; onUndone: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const last = filing.steps.at(-1);
  const kind = last && KINDS[last.step];
  if (!last || !kind || last.decisionId === null) return null;
  const decision = { id: last.decisionId, kind, subject: filing.account };
  return (
    <Button
      className={styles.button}
      icon={<ArrowUndoRegular />}
      disabledFocusable={state.busy !== null}
      onClick={() => void undoWithReason(pane, decision, onUndone)}
    >
      {texts.screening.decisions.undo}
    </Button>
  );
}
