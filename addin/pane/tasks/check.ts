/** 检查: puts back what pasting destroyed, marks what is wrong, and says so. */
import { templatePlan } from "../../../shared/plan/template.ts";
import { nameKey } from "../../../shared/register/names.ts";
import type { ReportReading } from "../../../shared/report/workbook.ts";
import type { CellMark, Workbook } from "../../workbook.ts";
import type { Pane, Task } from "../pane.ts";
import type { CheckOutcome, Finding, Unreviewed } from "../state.ts";
import { faultText, sheetName } from "../wording.ts";
import { type CheckedReport, readChecked, reportOf } from "./report.ts";

export const checkReportHere = (pane: Pane): Promise<void> =>
  pane.run("check", async (task) => {
    await check(pane, task);
  });

/** Null where there is no report to check. */
export async function check(pane: Pane, task: Task): Promise<CheckedReport | null> {
  const { texts, surroundings } = pane;
  const { workbook } = surroundings;
  if (!workbook) return null;
  task.tell(texts.check.reading);
  pane.set({ check: null, receipt: null, workbook: await workbook.state() });
  const report = reportOf(pane.state);
  if (!report || pane.state.workbook?.present.length === 0) {
    pane.set({ notice: texts.workbook.layFirst });
    return null;
  }
  const checked = await readChecked(pane, workbook, report, task);
  const mended = await mend(pane, workbook, checked);
  const findings = findingsOf(checked.reading, checked);
  await workbook.mark(findings.map((finding) => markOf(finding, pane)));
  const rows = checked.rows.filter(({ cleared }) => !cleared);
  const outcome: CheckOutcome = { rows: rows.length, findings, mended };
  pane.set({ check: outcome, unreviewed: await unreviewedOf(pane, checked) });
  return checked;
}

async function mend(
  pane: Pane,
  workbook: Workbook,
  { unit, period, register }: CheckedReport,
): Promise<string[]> {
  const plan = templatePlan({ unit, period, register, rows: [], language: pane.language });
  const mended = await workbook.mend(plan);
  return mended.map(({ sheet, address }) => `${sheetName(sheet, pane.texts)}!${address}`);
}

function findingsOf(reading: ReportReading, { rows }: CheckedReport): Finding[] {
  return reading.sheets.flatMap((sheet) => [
    ...sheet.faults.map((fault): Finding => ({ sheet: sheet.sheet, row: sheet.headerRow, fault })),
    ...rows
      .filter((row) => row.sheet === sheet.sheet)
      .flatMap((row) => row.faults.map((fault): Finding => ({ sheet: row.sheet, row: row.row, fault }))),
  ]);
}

const markOf = ({ sheet, row, fault }: Finding, pane: Pane): CellMark => ({
  sheet,
  row,
  column: fault.column,
  severity: fault.severity,
  message: faultText(fault, pane.texts),
});

/** Registered accounts without a review this month, each with the rating this computer last knew. */
async function unreviewedOf(pane: Pane, { unit, rows, register }: CheckedReport): Promise<Unreviewed[]> {
  const own = rows.filter(({ cleared }) => !cleared);
  const reviewed = new Set(
    own.filter(({ sheet }) => sheet === "reviews").map(({ values }) => nameKey(String(values.account ?? ""))),
  );
  const known = [...(await pane.replicas.load(unit.code)).rows.values()]
    .filter(({ sheet }) => sheet === "reviews")
    .sort((a, b) => (a.period ?? "").localeCompare(b.period ?? ""));
  const ratings = new Map(
    known.map(({ values }) => [nameKey(String(values.account ?? "")), Number(values.rating)]),
  );
  const filed = own
    .filter(({ sheet }) => sheet === "accounts")
    .map(({ values }) => String(values.name ?? ""));
  const names = new Map(
    [...filed, ...register.accounts.map(({ name }) => name)].map((name) => [nameKey(name), name]),
  );
  return [...names]
    .filter(([key]) => key !== "" && !reviewed.has(key))
    .map(([key, account]) => ({ account, rating: ratings.get(key) || null }));
}
