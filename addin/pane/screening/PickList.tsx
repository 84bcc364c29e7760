/** A list from which one thing is opened: arrow keys move along it, Enter opens. */
import { makeStyles, mergeClasses, tokens, useArrowNavigationGroup } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, display: "flex", flexDirection: "column" },
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  button: {
    display: "flex",
    alignItems: "flex-start",
    justifyContent: "space-between",
    columnGap: "8px",
    width: "100%",
    boxSizing: "border-box",
    padding: "10px 12px",
    border: "none",
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground1,
    font: "inherit",
    textAlign: "start",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
  },
  words: { minWidth: 0, display: "flex", flexDirection: "column", rowGap: "2px" },
  title: { fontWeight: tokens.fontWeightSemibold },
  below: { color: tokens.colorNeutralForeground2 },
  aside: { flexShrink: 0, display: "flex", flexDirection: "column", alignItems: "flex-end", rowGap: "2px" },
});

export interface Pick {
  readonly id: string;
  readonly title: string;
  readonly below: string;
  readonly aside: ReactNode;
}

export function PickList(props: {
  label: string;
  picks: readonly Pick[];
  current: string | null;
  onPick: (id: string) => void;
}) {
  const styles = useStyles();
  const arrows = useArrowNavigationGroup({ axis: "vertical", memorizeCurrent: true });
  return (
    <ul className={styles.list} aria-label={props.label} {...arrows}>
      {props.picks.map(({ id, title, below, aside }) => (
        <li key={id} className={styles.item}>
          <button
            type="button"
            className={mergeClasses(styles.button, id === props.current && styles.current)}
            aria-current={id === props.current ? "true" : undefined}
            onClick={() => props.onPick(id)}
          >
            <span className={styles.words}>
              <span className={`${styles.title} ms-font-m`}>{title}</span>
              <span className={`${styles.below} ms-font-s`}>{below}</span>
            </span>
            <span className={styles.aside}>{aside}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
