/**
 * The screens beside the page, as links: they can be opened in a tab of their own, and kept. One press of Tab goes past
 * them; arrow keys move among them.
 */
import { makeStyles, mergeClasses, tokens, useArrowNavigationGroup } from "@fluentui/react-components";
import { stacked } from "../pane/lists.ts";
import { SCREEN_ICONS } from "../pane/screen-icons.tsx";
import { usePane } from "../pane/use-pane.ts";
import { useScreens } from "../pane/use-screens.ts";
import { addressOf } from "./address.ts";

const useStyles = makeStyles({
  nav: {
    position: "sticky",
    top: "49px",
    alignSelf: "start",
    boxSizing: "border-box",
    maxHeight: "calc(100vh - 49px)",
    overflowY: "auto",
    padding: "0 8px 16px",
  },
  list: stacked("2px"),
  link: {
    display: "flex",
    alignItems: "center",
    columnGap: "10px",
    padding: "8px 10px",
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    ":hover": {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      color: tokens.colorNeutralForeground2Hover,
    },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
  },
  icon: { fontSize: "20px", flexShrink: 0 },
});

export function SideNav() {
  const styles = useStyles();
  const { texts } = usePane();
  const { screens, current } = useScreens();
  const arrows = useArrowNavigationGroup({ axis: "vertical", memorizeCurrent: true });
  return (
    <nav className={styles.nav} aria-label={texts.desk.navigation}>
      <ul className={styles.list} {...arrows}>
        {screens.map(({ id }) => {
          const Icon = SCREEN_ICONS[id];
          const here = id === current?.id;
          return (
            <li key={id}>
              <a
                href={addressOf(id)}
                className={mergeClasses("ms-font-m", styles.link, here && styles.current)}
                aria-current={here ? "page" : undefined}
              >
                <Icon className={styles.icon} aria-hidden />
                {texts.desk.screens[id]}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
