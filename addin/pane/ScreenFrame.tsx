/** One screen under its title. Whoever comes from another screen begins at the title, by keyboard and by ear. */
import { makeStyles, tokens } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef } from "react";
import { ScreenGuard } from "./ScreenGuard.tsx";
import { ScreenMenu } from "./ScreenMenu.tsx";
import { HeadingLevel } from "./Section.tsx";
import { usePane } from "./use-pane.ts";
import { useScreens } from "./use-screens.ts";

const useStyles = makeStyles({
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  title: { margin: 0, flexGrow: 1, fontWeight: tokens.fontWeightSemibold, outlineStyle: "none" },
  screen: { display: "flex", flexDirection: "column", rowGap: "16px", minWidth: 0 },
});

/** @param menu the screens are in a menu beside the title; `aside` stands at its other end */
export function ScreenFrame({ menu, aside }: { menu: boolean; aside?: ReactNode }) {
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
      <div className={styles.head}>
        {menu && <ScreenMenu />}
        <h2 ref={title} tabIndex={-1} className={`${styles.title} ms-font-xl`}>
          {texts.desk.screens[current.id]}
        </h2>
        {aside}
      </div>
      <HeadingLevel.Provider value="h3">
        <ScreenGuard key={current.id}>
          <Content />
        </ScreenGuard>
      </HeadingLevel.Provider>
    </div>
  );
}
