/** What looks alike, and why; for HQ with the way to make them one. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { Alike } from "../../../shared/sync/screening.ts";
import { framedLine, stacked } from "../lists.ts";
import { usePane } from "../use-pane.ts";
import { percent } from "../wording.ts";
import { RegisterBadge } from "./StateBadge.tsx";
import { registerState } from "./register-state.ts";

const useStyles = makeStyles({
  list: stacked("8px"),
  item: { ...framedLine, justifyContent: "space-between" },
  words: { flex: "1 1 180px", minWidth: 0, display: "flex", flexDirection: "column", rowGap: "2px" },
  name: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
    fontWeight: tokens.fontWeightSemibold,
  },
  why: { color: tokens.colorNeutralForeground2 },
});

export function AlikeList({ alike, onMerge }: { alike: readonly Alike[]; onMerge?: (into: Alike) => void }) {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { screening } = texts;
  return (
    <ul className={styles.list} aria-label={screening.filings.alike}>
      {alike.map((other) => {
        const known = registerState(other.state);
        return (
          <li key={`${other.kind} ${other.id}`} className={styles.item}>
            <span className={styles.words}>
              <span className={`${styles.name} ms-font-m`}>
                {other.of}
                {known && <RegisterBadge state={known} />}
              </span>
              <span className={`${styles.why} ms-font-s`}>
                {[
                  ...(other.name === other.of ? [] : [other.name]),
                  // A unit may file as a customer what another customer has as its branch or carrier.
                  ...(other.kind === "account"
                    ? []
                    : [screening.of(screening.kind[other.kind], other.account)]),
                  screening.alike[other.reason],
                  ...(other.score < 1 ? [screening.score(percent(other.score))] : []),
                ].join(" · ")}
              </span>
            </span>
            {onMerge && other.kind === "account" && (
              <Button
                size="small"
                aria-label={screening.filings.mergeInto(other.of)}
                disabledFocusable={state.busy !== null}
                onClick={() => onMerge(other)}
              >
                {screening.filings.merge}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
