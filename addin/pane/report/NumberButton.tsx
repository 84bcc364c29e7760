/** A number that leads to its rows. It looks like the number it is; a pointer or the keyboard shows that it leads on. */
import { makeStyles, mergeClasses, tokens, useRestoreFocusTarget } from "@fluentui/react-components";
import type { Trace } from "../../../shared/summary/trace.ts";
import { usePane } from "../use-pane.ts";
import { useFollow } from "./use-follow.ts";

const useStyles = makeStyles({
  button: {
    padding: "2px 4px",
    margin: "-2px -4px",
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: "transparent",
    color: "inherit",
    font: "inherit",
    fontVariantNumeric: "tabular-nums",
    textDecorationLine: "underline",
    textDecorationStyle: "dotted",
    textDecorationColor: tokens.colorNeutralForeground3,
    textUnderlineOffset: "3px",
    cursor: "pointer",
    ":hover": { color: tokens.colorBrandForegroundLink, textDecorationStyle: "solid" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

export function NumberButton(props: {
  /** What the number is: `本集团（台）`. */
  label: string;
  value: string;
  traces: readonly Trace[];
  className?: string;
}) {
  const styles = useStyles();
  const { texts } = usePane();
  const follow = useFollow();
  const focusTarget = useRestoreFocusTarget();
  const { label, value, traces, className } = props;
  return (
    <button
      type="button"
      {...focusTarget}
      className={mergeClasses(styles.button, className)}
      aria-label={texts.reportPage.figures.rowsOf(label, value)}
      onClick={() => follow({ label: `${label} ${value}`, traces })}
    >
      {value}
    </button>
  );
}
