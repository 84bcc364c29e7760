/** HQ's first screen: what waits, the month's figures, who has filed, and the files. */
import { makeStyles } from "@fluentui/react-components";
import { FileLinks } from "../FileLinks.tsx";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { Filed } from "./Filed.tsx";
import { KeyFigures } from "./KeyFigures.tsx";
import { Todo } from "./Todo.tsx";

const useStyles = makeStyles({
  beside: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 360px), 1fr))",
    columnGap: "32px",
    rowGap: "16px",
    alignItems: "start",
  },
  part: { display: "flex", flexDirection: "column", rowGap: "16px", minWidth: 0 },
});

export function HqOverview() {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <div className={styles.beside}>
      <div className={styles.part}>
        <KeyFigures />
        <Todo />
        <Section title={texts.browser.files}>
          <FileLinks hq />
        </Section>
      </div>
      <Filed />
    </div>
  );
}
