/** The pane: theme, store, and the page for where the user stands. */
import { FluentProvider, makeStyles, Spinner, tokens } from "@fluentui/react-components";
import { Banners } from "./Banners.tsx";
import { BrowserHome } from "./BrowserHome.tsx";
import { Header } from "./Header.tsx";
import { HqHome } from "./hq/HqHome.tsx";
import { isHq } from "./tasks/open.ts";
import type { Pane } from "./pane.ts";
import { QuestionDialog } from "./QuestionDialog.tsx";
import { SignIn } from "./SignIn.tsx";
import { TaskProgress } from "./TaskProgress.tsx";
import { useTheme } from "./theme.ts";
import { UnitHome } from "./UnitHome.tsx";
import { PaneContext, usePane } from "./use-pane.ts";

const useStyles = makeStyles({
  provider: { minHeight: "100%", backgroundColor: tokens.colorNeutralBackground1 },
  page: {
    boxSizing: "border-box",
    minWidth: "300px",
    maxWidth: "720px",
    margin: "0 auto",
    padding: "0 16px 32px",
    display: "flex",
    flexDirection: "column",
    rowGap: "16px",
  },
  opening: { padding: "48px 0" },
});

export function App({ pane }: { pane: Pane }) {
  const styles = useStyles();
  const { theme, dark } = useTheme();
  return (
    <FluentProvider
      theme={theme}
      className={styles.provider}
      // The browser draws its own parts (calendar, lists, scroll bars) to match.
      style={{ colorScheme: dark ? "dark" : "light" }}
    >
      <PaneContext.Provider value={pane}>
        <Page />
      </PaneContext.Provider>
    </FluentProvider>
  );
}

function Page() {
  const styles = useStyles();
  const { state, texts } = usePane();
  return (
    <>
      <Header />
      <main className={styles.page} lang={texts.tag} aria-busy={state.busy !== null}>
        <Banners />
        {state.phase === "opening" && <Spinner className={styles.opening} label={texts.common.loading} />}
        {state.phase === "signedOut" && <SignIn />}
        {state.phase === "ready" && <Home />}
        <TaskProgress />
        <QuestionDialog />
      </main>
    </>
  );
}

function Home() {
  const { state } = usePane();
  if (!state.inExcel) return <BrowserHome />;
  return state.session && isHq(state.session) ? <HqHome /> : <UnitHome />;
}
