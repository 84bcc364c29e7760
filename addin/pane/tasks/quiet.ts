/** 本月无动态: a review for each account on which the unit has nothing to say this month (R5). */
import { CHOICES } from "../../../shared/report/choices.ts";
import type { Pane } from "../pane.ts";
import type { Unreviewed } from "../state.ts";
import { check } from "./check.ts";
import { putBack } from "./put-back.ts";

const LEVEL_TREND = CHOICES.trend[1].value;

export const addQuietReviews = (pane: Pane, accounts: readonly Unreviewed[]): Promise<void> =>
  pane.run("quiet", async (task) => {
    const { texts, surroundings } = pane;
    const { workbook } = surroundings;
    const ratings = await pane.ask("quiet", { accounts });
    if (!workbook || !ratings) return;
    const report = await check(pane, task);
    if (!report) return;
    const rows = Object.entries(ratings).map(([account, rating]) => ({
      sheet: "reviews" as const,
      rowId: surroundings.newId(),
      period: report.period,
      // The service has none yet: a base of 0 reads back as "none".
      revision: 0,
      values: {
        period: report.period,
        account,
        rating,
        trend: LEVEL_TREND,
        remark: texts.quiet.remark,
      },
    }));
    await putBack(pane, workbook, report, rows);
    await check(pane, task);
    pane.set({ notice: texts.quiet.done(rows.length) });
  });
