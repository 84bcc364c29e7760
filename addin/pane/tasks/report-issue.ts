/** 发布月报: fixes the month's report under the next number, once it is said what that means. */
import { Summary } from "../../../shared/summary/summary.ts";
import type { Issued } from "../../../shared/sync/months.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { Pane } from "../pane.ts";
import { saveAllWords, unsavedTrouble } from "./report-words.ts";
import { loadSummary } from "./summary.ts";

/** What is issued is what the service has: words that could not be saved come first. */
export const issueReport = (pane: Pane): Promise<void> =>
  pane.run("issue", async (task) => {
    const { texts, surroundings } = pane;
    const { period } = pane.state;
    const { service } = surroundings;
    task.tell(texts.reportPage.issue.busy);
    const unsaved = await saveAllWords(pane, period);
    if (unsaved.length > 0) {
      pane.set({ trouble: unsavedTrouble(pane, unsaved) });
      return;
    }
    const [issued, summary] = await Promise.all([
      service.issuedReports(period),
      service.summary(Summary, period),
    ]);
    pane.set({ summary });
    const last = issued[0]?.sequence ?? 0;
    if (!(await agreed(pane, summary, `${period}-${last + 1}`))) return;
    const report = await issuedAfter(pane, period, last);
    if (report) pane.set({ notice: texts.reportPage.issue.done(report.number) });
    void loadSummary(pane);
  });

/** Says what will be fixed, and what is still missing. */
function agreed(pane: Pane, summary: Summary, number: string): Promise<boolean> {
  const { issue } = pane.texts.reportPage;
  const missing = summary.completeness.expected - summary.completeness.actual;
  return pane.ask("confirm", {
    title: issue.askTitle(number),
    paragraphs: [
      issue.ask(summary.period, number),
      ...(missing > 0 ? [issue.askMissing(missing)] : []),
      ...(summary.state === "open" ? [issue.askOpen] : []),
      issue.askAfter,
    ],
    go: issue.go,
  });
}

/**
 * Undefined where somebody else has issued one meanwhile: the pane then says so. Where the answer did not come
 * through, the list tells whether the report was issued: sent again, it would be issued twice.
 */
async function issuedAfter(pane: Pane, period: string, last: number): Promise<Issued | undefined> {
  const { service } = pane.surroundings;
  try {
    return await service.issueReport(period, last);
  } catch (cause) {
    if (!(cause instanceof ServiceProblem)) throw cause;
    if (cause.code !== "changed_meanwhile" && !cause.answerIsLost) throw cause;
    const [now] = await service.issuedReports(period).catch(() => []);
    const isMine = now?.sequence === last + 1 && now.by.name === pane.state.session?.name;
    if (cause.answerIsLost && now && isMine) return now;
    if (cause.answerIsLost) throw cause;
    const { issue } = pane.texts.reportPage;
    pane.set({ trouble: { title: issue.meanwhile, fix: issue.meanwhileFix, retry: null } });
    return undefined;
  }
}
