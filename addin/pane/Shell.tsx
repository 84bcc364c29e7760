/** What pane and desk stand in: theme, and the store for all components. */
import { FluentProvider, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Pane } from "./pane.ts";
import { useTheme } from "./theme.ts";
import { PaneContext } from "./use-pane.ts";

const useStyles = makeStyles({
  provider: { minHeight: "100%", backgroundColor: tokens.colorNeutralBackground1 },
});

export function Shell({ pane, children }: { pane: Pane; children: ReactNode }) {
  const styles = useStyles();
  const { theme, dark } = useTheme();
  return (
    <FluentProvider
      theme={theme}
      className={styles.provider}
      // The browser draws its own parts (calendar, lists, scroll bars) to match.
      style={{ colorScheme: dark ? "dark" : "light" }}
    >
      <PaneContext.Provider value={pane}>{children}</PaneContext.Provider>
    </FluentProvider>
  );
}
