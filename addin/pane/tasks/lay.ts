/** 铺设模板: lays the report down in the open workbook, and completes one that is there already. */
import type { ReportRow } from "../../../shared/plan/inputs.ts";
import { templatePlan } from "../../../shared/plan/template.ts";
import { readRegister } from "../../sync/register.ts";
import { rowsOfPeriod, type Replica } from "../../sync/replica.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { WorkbookState } from "../../workbook.ts";
import type { Pane } from "../pane.ts";
import type { Place } from "../state.ts";
import { catchUp } from "./feed.ts";
import { lookAtWorkbook } from "./report.ts";

export const layTemplate = (pane: Pane): Promise<void> =>
  pane.run("lay", async (task) => {
    const { texts, state, surroundings } = pane;
    const { workbook } = surroundings;
    const { unit, period } = state;
    if (!workbook || !unit) return;
    task.tell(texts.lay.fetching);
    const laid = await workbook.state();
    if (!(await agreed(pane, laid, unit, period))) return;
    const { register, fresh } = await readRegister(
      surroundings.service.connection,
      surroundings.drawer,
      unit.code,
    );
    const rows = rowsToLay(await replicasFor(pane, unit.code), laid, unit.code, period);
    const plan = templatePlan({ unit, period, register, rows, language: texts.language });
    await workbook.lay(plan, (done, sheet) => task.tell(texts.lay.drawing(sheet), done));
    await lookAtWorkbook(pane);
    const done = rows.length > 0 ? texts.lay.doneRows(rows.length) : texts.lay.done;
    pane.set({ notice: fresh ? done : `${done}${texts.lay.offlineLists}`, check: null, receipt: null });
  });

/** Asks where something of the user's is touched: a report that is there, or sheets of the same names. */
async function agreed(pane: Pane, laid: WorkbookState, unit: Place, period: string): Promise<boolean> {
  const { texts } = pane;
  const { report } = laid;
  const names = new Set(templateSheetNames(pane, unit, period));
  const inTheWay = laid.inTheWay.filter((name) => names.has(name));
  const isOther = report !== null && (report.unit !== unit.code || report.period !== period);
  if (report === null && inTheWay.length === 0) return true;
  return pane.ask("confirm", {
    title: texts.lay.confirmTitle,
    paragraphs: [
      ...(inTheWay.length > 0 ? [texts.lay.inTheWay(inTheWay.join(texts.comma))] : []),
      ...(isOther ? [texts.lay.changes(unit.name, period)] : []),
      texts.lay.keeps,
    ],
    go: inTheWay.length > 0 ? texts.lay.overwrite : texts.lay.go,
  });
}

const templateSheetNames = (pane: Pane, unit: Place, period: string): string[] =>
  templatePlan({
    unit,
    period,
    register: { accounts: [], branches: [], carriers: [] },
    rows: [],
    language: pane.language,
  }).sheets.map(({ name }) => name);

/** Without a network the rows known from last time do. */
async function replicasFor(pane: Pane, unit: string): Promise<{ before: Replica; after: Replica }> {
  try {
    return await catchUp(pane, unit);
  } catch (cause) {
    if (!(cause instanceof ServiceProblem) || !(cause.answerIsLost || cause.kind === "busy")) throw cause;
    const known = await pane.replicas.load(unit);
    return { before: known, after: known };
  }
}

/**
 * All rows the service has for the month. Where the same report stands here already, a row known before and missing
 * from a sheet that is there was deleted by the user, who will be asked about it when submitting: it stays away.
 */
function rowsToLay(
  { before, after }: { before: Replica; after: Replica },
  laid: Pick<WorkbookState, "report" | "present">,
  unit: string,
  period: string,
): ReportRow[] {
  const same = laid.report?.unit === unit && laid.report.period === period;
  const present = new Set(laid.present);
  return rowsOfPeriod(after, period)
    .filter(({ rowId, sheet }) => !(same && present.has(sheet) && before.rows.has(rowId)))
    .map(({ sheet, rowId, revision, values }) => ({ sheet, rowId, revision, values }));
}
