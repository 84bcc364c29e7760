/** What one unit has told of one account, with the way to the rows. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { Square } from "../../../shared/summary/coverage.ts";
import { usePane } from "../use-pane.ts";
import { type Kind, KINDS } from "./squares.ts";

const useStyles = makeStyles({
  // As high whether a square is picked or not: nothing moves under the hand.
  box: { minHeight: "76px", display: "flex", flexDirection: "column", rowGap: "8px" },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 16px" },
  aside: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export interface SquareDetailProps {
  readonly account: string | null;
  readonly unit: string | null;
  readonly square: Square | null;
  readonly onOpen: (kind: Kind | "all") => void;
}

export function SquareDetail({ account, unit, square, onOpen }: SquareDetailProps) {
  const styles = useStyles();
  const { coverage } = usePane().texts;
  if (account === null || unit === null) {
    return (
      <div className={styles.box}>
        <p className={`${styles.aside} ms-font-s`}>{`${coverage.pick}${coverage.keys}`}</p>
      </div>
    );
  }
  return (
    <div className={styles.box} role="status">
      <strong>{coverage.square(account, unit)}</strong>
      <div className={styles.line}>
        {square === null && <span>{coverage.empty}</span>}
        {square !== null &&
          KINDS.map((kind) =>
            square[kind] > 0 ? (
              <Button
                key={kind}
                size="small"
                title={coverage.openKind(coverage.kinds[kind])}
                onClick={() => onOpen(kind)}
              >
                {coverage.count(coverage.kinds[kind], square[kind])}
              </Button>
            ) : (
              <span key={kind} className={styles.aside}>
                {coverage.count(coverage.kinds[kind], 0)}
              </span>
            ),
          )}
        {square !== null && square.quiet > 0 && (
          <span className={`${styles.aside} ms-font-s`}>{coverage.quiet(square.quiet)}</span>
        )}
        <Button size="small" appearance="subtle" onClick={() => onOpen("all")}>
          {coverage.open}
        </Button>
      </div>
    </div>
  );
}
