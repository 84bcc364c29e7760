/** The desk: screens beside the page where there is room, in a menu where there is not. */
import { makeStyles, mergeClasses, Spinner, tokens } from "@fluentui/react-components";
import { useEffect } from "react";
import { Banners } from "../pane/Banners.tsx";
import { Header } from "../pane/Header.tsx";
import type { Pane } from "../pane/pane.ts";
import { QuestionDialog } from "../pane/QuestionDialog.tsx";
import { ReportPicker } from "../pane/ReportPicker.tsx";
import { ScreenFrame } from "../pane/ScreenFrame.tsx";
import { Shell } from "../pane/Shell.tsx";
import { SignIn } from "../pane/SignIn.tsx";
import { TaskProgress } from "../pane/TaskProgress.tsx";
import { isHq } from "../pane/tasks/open.ts";
import { loadSummary } from "../pane/tasks/summary.ts";
import { usePane } from "../pane/use-pane.ts";
import { useScreens } from "../pane/use-screens.ts";
import { useWide } from "../pane/use-wide.ts";
import { SideNav } from "./SideNav.tsx";

const useStyles = makeStyles({
  beside: { display: "grid", gridTemplateColumns: "208px minmax(0, 1fr)" },
  page: {
    boxSizing: "border-box",
    minWidth: "300px",
    padding: "0 16px 32px",
    display: "flex",
    flexDirection: "column",
    rowGap: "16px",
  },
  wide: { padding: "0 32px 32px" },
  alone: { maxWidth: "480px", margin: "0 auto" },
  // Wherever on a long page something was decided, what came of it is in sight.
  banners: { position: "sticky", top: "57px", zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  picker: { flex: "0 1 420px", minWidth: "200px" },
  opening: { padding: "48px 0" },
});

export function DeskApp({ pane }: { pane: Pane }) {
  return (
    <Shell pane={pane}>
      <Desk />
    </Shell>
  );
}

function Desk() {
  const styles = useStyles();
  const { state, texts } = usePane();
  const wide = useWide();
  const { current } = useScreens();
  const ready = state.phase === "ready";
  const screen = ready && current ? texts.desk.screens[current.id] : null;
  useEffect(() => {
    document.title = screen === null ? texts.product : `${screen} · ${texts.product}`;
  }, [screen, texts.product]);
  return (
    <>
      <Header />
      <div className={ready && wide ? styles.beside : undefined} lang={texts.tag}>
        {ready && wide && <SideNav />}
        <main
          className={mergeClasses(styles.page, ready && wide && styles.wide, !ready && styles.alone)}
          aria-busy={state.busy !== null}
        >
          <div className={styles.banners}>
            <Banners />
          </div>
          {state.phase === "opening" && <Spinner className={styles.opening} label={texts.common.loading} />}
          {state.phase === "signedOut" && <SignIn />}
          {ready && <ScreenFrame menu={!wide} aside={<Month />} />}
          <TaskProgress />
        </main>
      </div>
      <QuestionDialog />
    </>
  );
}

function Month() {
  const styles = useStyles();
  const { pane, state } = usePane();
  const { current } = useScreens();
  const hq = state.session !== null && isHq(state.session);
  if (!current?.monthly) return null;
  return (
    <div className={styles.picker}>
      <ReportPicker withUnit={!hq} onPeriod={() => hq && void loadSummary(pane)} />
    </div>
  );
}
