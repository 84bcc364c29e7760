/** One screen under its title. Whoever comes from another screen begins at the title, by keyboard and by ear. */
import { makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { HeadingLevel } from "./Section.tsx";
import { usePane } from "./use-pane.ts";
import { useScreens } from "./use-screens.ts";

const useStyles = makeStyles({
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold, outlineStyle: "none" },
  screen: { display: "flex", flexDirection: "column", rowGap: "16px", minWidth: 0 },
});

export function ScreenFrame() {
  const styles = useStyles();
  const { texts } = usePane();
  const { current } = useScreens();
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(current?.id);
  useEffect(() => {
    if (before.current !== current?.id) title.current?.focus();
    before.current = current?.id;
  }, [current?.id]);
  if (!current) return null;
  const Content = current.component;
  return (
    <div className={styles.screen}>
      <h2 ref={title} tabIndex={-1} className={`${styles.title} ms-font-xl`}>
        {texts.desk.screens[current.id]}
      </h2>
      <HeadingLevel.Provider value="h3">
        <Content key={current.id} />
      </HeadingLevel.Provider>
    </div>
  );
}
