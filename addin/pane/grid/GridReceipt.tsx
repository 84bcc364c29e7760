/** What came of the last submission, in one line. */
import { Badge, makeStyles, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { OUTCOMES } from "../../../shared/sync/protocol.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  line: { display: "flex", flexWrap: "wrap", gap: "6px", alignItems: "center" },
});

export function GridReceipt() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { receipt } = state;
  if (!receipt || receipt.receivedAt === null) return null;
  const { counts, leftOut } = receipt;
  const bad = counts.rejected + counts.conflict > 0;
  return (
    <div role="status">
      <MessageBar intent={bad ? "warning" : "success"} layout="multiline">
        <MessageBarBody>
          <span className={styles.line}>
            {`${texts.submit.done}${texts.comma}${texts.submit.doneAt(timeInChina(receipt.receivedAt))}`}
            {OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
              <Badge
                key={outcome}
                appearance="tint"
                color={outcome === "rejected" ? "danger" : "informative"}
              >
                {`${texts.outcome[outcome]} ${counts[outcome]}`}
              </Badge>
            ))}
            {leftOut > 0 && texts.submit.leftOut(leftOut)}
            {counts.rejected > 0 && ` ${texts.grid.refused(counts.rejected)}`}
          </span>
        </MessageBarBody>
      </MessageBar>
    </div>
  );
}
