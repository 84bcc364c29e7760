/** The pane: the page for where the user stands. */
import { makeStyles, Spinner } from "@fluentui/react-components";
import { Banners } from "./Banners.tsx";
import { BrowserHome } from "./BrowserHome.tsx";
import { Header } from "./Header.tsx";
import { HqHome } from "./hq/HqHome.tsx";
import type { Pane } from "./pane.ts";
import { QuestionDialog } from "./QuestionDialog.tsx";
import { Shell } from "./Shell.tsx";
import { SignIn } from "./SignIn.tsx";
import { TaskProgress } from "./TaskProgress.tsx";
import { isHq } from "./tasks/open.ts";
import { UnitHome } from "./UnitHome.tsx";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({
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
  return (
    <Shell pane={pane}>
      <Page />
    </Shell>
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
