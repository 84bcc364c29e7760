/** 本月无动态, offered for the accounts that the check found without a review. */
import { Button, makeStyles } from "@fluentui/react-components";
import { Section } from "./Section.tsx";
import { addQuietReviews } from "./tasks/quiet.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({ flat: { margin: 0 } });

export function QuietOffer() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { unreviewed, busy, check } = state;
  if (!check || !unreviewed || unreviewed.length === 0) return null;
  return (
    <Section title={texts.quiet.title}>
      <p className={`${styles.flat} ms-font-m`}>{texts.quiet.hint(unreviewed.length)}</p>
      <Button disabledFocusable={busy !== null} onClick={() => void addQuietReviews(pane, unreviewed)}>
        {texts.quiet.go}
      </Button>
    </Section>
  );
}
