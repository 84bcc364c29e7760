/** What the signs of the map mean. */
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { usePane } from "../use-pane.ts";
import { useSquareStyles } from "./square-styles.ts";
import { type Kind, KINDS } from "./squares.ts";

const useStyles = makeStyles({
  list: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 16px",
    listStyleType: "none",
    margin: 0,
    padding: 0,
    color: tokens.colorNeutralForeground2,
  },
  entry: { display: "flex", alignItems: "center", columnGap: "6px" },
  sign: { width: "24px", height: "20px" },
});

export function Legend({ kind }: { kind: Kind | "all" }) {
  const styles = useStyles();
  const squares = useSquareStyles();
  const { coverage } = usePane().texts;
  const sign = mergeClasses(squares.square, squares.one, styles.sign);
  return (
    <ul className={`${styles.list} ms-font-s`} aria-label={coverage.legend}>
      {kind === "all" ? (
        KINDS.map((one) => (
          <li key={one} className={styles.entry}>
            <span className={mergeClasses(sign, squares.told)}>{coverage.signs[one]}</span>
            {coverage.kinds[one]}
          </li>
        ))
      ) : (
        <li className={styles.entry}>
          <span className={mergeClasses(sign, squares.whole)}>3</span>
          {coverage.legendCount}
        </li>
      )}
      <li className={styles.entry}>
        <span className={mergeClasses(sign, squares.empty)}>–</span>
        {coverage.legendEmpty}
      </li>
    </ul>
  );
}
