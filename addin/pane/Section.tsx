/** A part of the pane under its own heading. */
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", rowGap: "12px" },
  ruled: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: "16px" },
  head: { display: "flex", alignItems: "center", columnGap: "8px" },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold, flexGrow: 1 },
});

export function Section(props: { title: string; aside?: ReactNode; ruled?: boolean; children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={mergeClasses(styles.section, props.ruled !== false && styles.ruled)}
    >
      <div className={styles.head}>
        <h2 id={id} className={`${styles.title} ms-font-l`}>
          {props.title}
        </h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
