/** A part of the pane under its own heading. */
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { createContext, type ReactNode, useContext, useId } from "react";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", rowGap: "12px" },
  ruled: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: "16px" },
  head: { display: "flex", alignItems: "center", columnGap: "8px" },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold, flexGrow: 1 },
});

/** Below a screen's own title its parts are one level down. */
export const HeadingLevel = createContext<"h2" | "h3">("h2");

function Heading({ id, className, children }: { id: string; className: string; children: string }) {
  const Level = useContext(HeadingLevel) === "h2" ? "h2" : "h3";
  return (
    <Level id={id} className={className}>
      {children}
    </Level>
  );
}

export function Section(props: { title: string; aside?: ReactNode; ruled?: boolean; children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={mergeClasses(styles.section, props.ruled !== false && styles.ruled)}
    >
      <div className={styles.head}>
        <Heading id={id} className={`${styles.title} ms-font-l`}>
          {props.title}
        </Heading>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
