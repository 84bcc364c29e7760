/** Accounts on which a unit has said nothing this month, and 本月无动态 for all of them. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { Completeness, UnitCompleteness } from "../../../shared/sync/months.ts";
import { quietRest } from "../tasks/months.ts";
import { usePane } from "../use-pane.ts";
import { useRoute } from "../use-route.ts";

const useStyles = makeStyles({
  box: { display: "flex", flexDirection: "column", rowGap: "8px", alignItems: "flex-start" },
  flat: { margin: 0 },
  list: { display: "flex", flexWrap: "wrap", gap: "4px 16px", listStyleType: "none", margin: 0, padding: 0 },
  aside: { color: tokens.colorNeutralForeground2 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export function UnreviewedAccounts(props: {
  unit: UnitCompleteness;
  month: Completeness;
  onChange: () => void;
}) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { go } = useRoute();
  const { unit, month, onChange } = props;
  const { months } = texts;
  const closed = month.state === "closed" && state.session?.role !== "hq-admin";
  return (
    <div className={styles.box}>
      <p className={styles.flat}>{months.unreviewed(unit.unreviewed.length)}</p>
      <ul className={styles.list}>
        {unit.unreviewed.map(({ account, rating }) => (
          <li key={account}>
            {account}{" "}
            <span className={`${styles.aside} ms-font-s`}>
              {rating === null ? months.noRating : months.lastRating(rating)}
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button
          size="small"
          disabledFocusable={state.busy !== null || closed}
          onClick={() => void quietRest(pane, unit, month.period, onChange)}
        >
          {months.quiet}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          onClick={() => go("history", "find", "reviews", unit.unit, month.period, "")}
        >
          {months.openRows}
        </Button>
      </div>
    </div>
  );
}
