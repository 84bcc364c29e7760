/** 生成月报, and the figures and filings that the pane shows of a month. */
import { summaryPlan, summarySheetName } from "../../../shared/plan/summary.ts";
import { Summary } from "../../../shared/summary/summary.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { Pane } from "../pane.ts";
import { keepDrawn } from "./report-drawn.ts";
import { saveAllWords, unsavedTrouble } from "./report-words.ts";

/** The chosen month's figures and filings. No task: other work may go on meanwhile. */
export async function loadSummary(pane: Pane): Promise<void> {
  const { period } = pane.state;
  const isCurrent = (): boolean => pane.state.period === period;
  pane.set({ summary: null, summing: true });
  try {
    const summary = await pane.surroundings.service.summary(Summary, period);
    if (isCurrent()) pane.set({ summary, summaryAsOf: null });
  } catch (cause) {
    const local =
      cause instanceof ServiceProblem && cause.answerIsLost ? await localSummary(pane, period) : null;
    if (!isCurrent()) return;
    if (local) pane.set({ summary: local, summaryAsOf: local.madeAt });
    else await pane.failed(cause, () => void loadSummary(pane));
  } finally {
    if (isCurrent()) pane.set({ summing: false });
  }
}

/** null where this computer cannot say. */
const localSummary = async (pane: Pane, period: string): Promise<Summary | null> =>
  (await pane.surroundings.local?.summary(period).catch(() => null)) ?? null;

/** One answer of the service is drawn in the workbook and shown in the pane: the numbers cannot differ. */
export const makeReport = (pane: Pane): Promise<void> =>
  pane.run("report", async (task) => {
    const { texts, surroundings, state } = pane;
    if (!surroundings.workbook) return;
    task.tell(texts.report.computing);
    const unsaved = await saveAllWords(pane, state.period);
    const { service, workbook } = surroundings;
    const [summary, coverage] = await Promise.all([
      service.summary(Summary, state.period),
      service.coverage(state.period),
    ]);
    pane.set({ summary, summaryAsOf: null });
    // Before it stands there: its cells may be selected as soon as it does.
    await keepDrawn(pane, { summary, coverage });
    await workbook.replace(summaryPlan(summary, coverage), (done) => task.tell(texts.report.drawing, done));
    pane.set({
      notice: texts.report.done(summarySheetName(summary.period)),
      trouble: unsaved.length > 0 ? unsavedTrouble(pane, unsaved) : null,
    });
  });
