/** 生成月报, and the figures and filings that the pane shows of a month. */
import { summaryPlan, summarySheetName } from "../../../shared/plan/summary.ts";
import { Summary } from "../../../shared/summary/summary.ts";
import type { Pane } from "../pane.ts";

export const loadSummary = (pane: Pane): Promise<void> =>
  pane.run("filing", async (task) => {
    task.tell(pane.texts.report.computing);
    pane.set({ summary: null });
    pane.set({ summary: await pane.surroundings.service.summary(Summary, pane.state.period) });
  });

/** One answer of the service is drawn in the workbook and shown in the pane: the numbers cannot differ. */
export const makeReport = (pane: Pane): Promise<void> =>
  pane.run("report", async (task) => {
    const { texts, surroundings, state } = pane;
    if (!surroundings.workbook) return;
    task.tell(texts.report.computing);
    const summary = await surroundings.service.summary(Summary, state.period);
    pane.set({ summary });
    await surroundings.workbook.replace(summaryPlan(summary), (done) =>
      task.tell(texts.report.drawing, done),
    );
    pane.set({ notice: texts.report.done(summarySheetName(summary.period)) });
  });
