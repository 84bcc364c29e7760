/** Saves a paragraph when its writer pauses, leaves it, or is online again; a save that failed is tried again. */
import { useEffect } from "react";
import type { ReportSection } from "../../../shared/sync/months.ts";
import { saveAllWords, saveWords } from "../tasks/report-words.ts";
import { usePane } from "../use-pane.ts";
import type { Draft } from "./draft.ts";

const PAUSE_MS = 1500;
const AGAIN_MS = 30_000;

export function useAutosave(period: string, section: ReportSection, draft: Draft): void {
  const { pane, state } = usePane();
  const { online } = state;
  const { text } = draft;
  const after = draft.state === "unsaved" ? PAUSE_MS : draft.state === "failed" ? AGAIN_MS : null;
  useEffect(() => {
    if (after === null) return;
    const timer = setTimeout(() => void saveWords(pane, period, section), after);
    return () => clearTimeout(timer);
  }, [pane, period, section, after, text]);
  useEffect(() => {
    if (online) void saveWords(pane, period, section);
    return () => void saveWords(pane, period, section);
  }, [pane, period, section, online]);
}

/** Ctrl+S saves, wherever on the screen; the browser would save the page. */
export function useSaveKey(period: string): void {
  const { pane } = usePane();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      void saveAllWords(pane, period);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [pane, period]);
}

/** Where nothing can be kept on this computer, the browser asks before a page with unsaved words is left. */
export function useLeaveWarning(unsaved: boolean): void {
  const { lasting } = usePane().state;
  const asks = unsaved && !lasting;
  useEffect(() => {
    if (!asks) return;
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", onLeave);
    return () => removeEventListener("beforeunload", onLeave);
  }, [asks]);
}
