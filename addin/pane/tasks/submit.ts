/** 提交: checks, asks what must be asked, sends, and writes what became of each row. */
import type { CheckedRow } from "../../../shared/report/check-report.ts";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import { identify } from "../../sync/identity.ts";
import { asDeleted, asPushed, planPush, type PushPlan } from "../../sync/push.ts";
import type { Replica } from "../../sync/replica.ts";
import { countsOf } from "../../../shared/sync/outcomes.ts";
import { type RowResult, sentRows } from "../../sync/results.ts";
import type { IdentifiedRow } from "../../sync/rows.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { PushedRow } from "../../../shared/sync/protocol.ts";
import type { Workbook } from "../../workbook.ts";
import type { Pane, Task } from "../pane.ts";
import type { Receipt, VanishedRow } from "../state.ts";
import { check } from "./check.ts";
import { pullIntoSheets } from "./pull.ts";
import { putBack } from "./put-back.ts";
import { type CheckedReport } from "./report.ts";
import { collectConflicts, queueRows, sendRows, sendWaiting } from "./send.ts";

export const submitReport = (pane: Pane): Promise<void> =>
  pane.run("submit", async (task) => {
    const { workbook } = pane.surroundings;
    if (!workbook) return;
    task.tell(pane.texts.submit.preparing);
    pane.set({ conflicts: [], receipt: null });
    // What went out before comes first: its answer decides what the rows' base is.
    const isReached = await sendBefore(pane, workbook, task);
    const report = await check(pane, task);
    if (!report) return;
    const replica = await pane.replicas.load(report.unit.code);
    const rows = identify(
      report.rows.filter(({ cleared }) => !cleared),
      replica,
      report.period,
      pane.surroundings.newId,
    );
    const faulty = report.rows.filter(({ sound }) => !sound).length;
    const plan = planOf(report, rows, replica);
    const emptied = emptiedRows(report.rows, rows, replica);
    if (!(await agreedOnFaults(pane, faulty, rows.length - faulty + emptied.length + plan.vanished.length)))
      return;
    const gone = await agreedOnVanished(pane, [
      ...plan.vanished.map((row) => ({ ...row, row: null })),
      ...emptied,
    ]);
    if (!gone) return;
    await submit(pane, workbook, task, { report, rows, plan, gone, faulty, isReached });
  });

/** Answers whether the service can be reached. */
async function sendBefore(pane: Pane, workbook: Workbook, task: Task): Promise<boolean> {
  if (!pane.state.online) return false;
  try {
    await sendWaiting(pane, workbook, task);
    return true;
  } catch (cause) {
    if (cause instanceof ServiceProblem && cause.answerIsLost) return false;
    throw cause;
  }
}

interface Agreed {
  readonly report: CheckedReport;
  readonly rows: readonly IdentifiedRow[];
  readonly plan: PushPlan;
  readonly gone: { readonly deleted: readonly VanishedRow[]; readonly kept: readonly VanishedRow[] };
  readonly faulty: number;
  /** The service answered a moment ago, or nothing has said otherwise. */
  readonly isReached: boolean;
}

async function submit(pane: Pane, workbook: Workbook, task: Task, agreed: Agreed): Promise<void> {
  const { report, rows, plan, gone, faulty, isReached } = agreed;
  // Before anything is sent, the sheets hold every identity: a workbook saved now knows its rows for ever.
  const fresh = rows.filter((row) => row.fresh);
  await workbook.update(
    fresh.map(({ sheet, row, rowId, baseRevision, copiedFrom }) => ({
      sheet,
      row,
      rowId,
      baseRevision,
      ...(copiedFrom === null ? {} : { copiedFrom }),
    })),
  );
  await putBack(pane, workbook, report, gone.kept);
  const pushed = [...plan.send.map(asPushed), ...gone.deleted.map(asDeleted)];
  if (!isReached) return queue(pane, report, pushed);
  const sent = await sendRows(pane, workbook, task, report, {
    pushed,
    places: new Map([
      ...rows.map(({ rowId, row }): [string, number] => [rowId, row]),
      ...gone.deleted.flatMap(({ rowId, row }): [string, number][] => (row === null ? [] : [[rowId, row]])),
    ]),
  });
  await collectConflicts(pane, report.unit.code, sent.results);
  const pulled = sent.stopped ? 0 : await pullQuietly(pane, workbook, report, rows, sent.results);
  const receipt: Receipt = {
    results: sent.results,
    counts: countsOf(sent.results),
    receivedAt: sent.receivedAt,
    skipped: plan.skipped.length,
    leftOut: faulty,
    pulled,
    stopped: sent.stopped,
  };
  pane.set({ receipt, check: faulty > 0 ? pane.state.check : null });
}

/**
 * Without a network. A row that waits already is not queued again: sent on the same base twice, the second would meet
 * the first as somebody else's change.
 */
async function queue(pane: Pane, report: CheckedReport, pushed: readonly PushedRow[]): Promise<void> {
  const waiting = new Map(
    (await pane.outbox.waiting()).flatMap(sentRows).map((row): [string, string] => [row.rowId, textOf(row)]),
  );
  const fresh = pushed.filter(({ rowId }) => !waiting.has(rowId));
  await queueRows(pane, report, fresh);
  const { offlinePage: texts } = pane.texts;
  const left = pushed.filter((row) => (waiting.get(row.rowId) ?? textOf(row)) !== textOf(row)).length;
  const told = fresh.length > 0 ? texts.queued(fresh.length) : texts.queuedNothing;
  pane.set({ notice: fresh.length > 0 && left > 0 ? `${told}${texts.stillWaiting(left)}` : told });
}

/** What a row would change at the service. */
const textOf = ({ values = {}, deleted }: Pick<PushedRow, "values" | "deleted">): string =>
  JSON.stringify([values, deleted === true]);

function planOf(report: CheckedReport, rows: readonly IdentifiedRow[], replica: Replica): PushPlan {
  const soundAt = new Set(report.rows.filter(({ sound }) => sound).map(placeOf));
  const present = new Set<SheetKey>(report.reading.sheets.map(({ sheet }) => sheet));
  const inSheets = new Set([
    ...rows.map(({ rowId }) => rowId),
    // Emptied rows are asked about by where they stand.
    ...report.rows.flatMap(({ cleared, rowId }) => (cleared && rowId !== null ? [rowId] : [])),
  ]);
  return planPush(
    rows.filter((row) => soundAt.has(placeOf(row))),
    inSheets,
    present,
    replica,
    report.period,
  );
}

const placeOf = ({ sheet, row }: { sheet: SheetKey; row: number }): string => `${sheet} ${row}`;

/** Rows of which only the identity is left: somebody emptied their cells instead of deleting the row. */
function emptiedRows(
  checked: readonly CheckedRow[],
  rows: readonly IdentifiedRow[],
  replica: Replica,
): VanishedRow[] {
  const alive = new Set(rows.map(({ rowId }) => rowId));
  return checked.flatMap(({ cleared, sheet, rowId, baseRevision, row }): VanishedRow[] => {
    if (!cleared || rowId === null || alive.has(rowId)) return [];
    const known = replica.rows.get(rowId);
    if (known) return [{ ...known, row }];
    // Reported from another computer: what stood in it is not known here, its identity is.
    return baseRevision === null
      ? []
      : [{ sheet, rowId, period: null, revision: baseRevision, values: {}, row }];
  });
}

async function agreedOnFaults(pane: Pane, bad: number, good: number): Promise<boolean> {
  const { submit: texts } = pane.texts;
  if (bad === 0) return true;
  if (good === 0) {
    pane.set({ notice: texts.allFaulty(bad) });
    return false;
  }
  return pane.ask("confirm", {
    title: texts.faultyTitle,
    paragraphs: [texts.faulty(bad, good)],
    go: texts.faultyGo(good),
    stay: texts.fixFirst,
  });
}

async function agreedOnVanished(pane: Pane, rows: readonly VanishedRow[]): Promise<Agreed["gone"] | null> {
  if (rows.length === 0) return { deleted: [], kept: [] };
  const ids = await pane.ask("vanished", { rows });
  if (ids === null) return null;
  const ticked = new Set(ids);
  return {
    deleted: rows.filter(({ rowId }) => ticked.has(rowId)),
    kept: rows.filter(({ rowId }) => !ticked.has(rowId)),
  };
}

/** What was sent has arrived; that HQ's news could not be fetched is no failure of the submission. */
async function pullQuietly(
  pane: Pane,
  workbook: Workbook,
  report: CheckedReport,
  rows: readonly IdentifiedRow[],
  results: readonly RowResult[],
): Promise<number | null> {
  try {
    return await pullIntoSheets(pane, workbook, report, asTheyStand(rows, results), results);
  } catch {
    return null;
  }
}

/** The rows as the sheets have them after the answers were written. */
function asTheyStand(rows: readonly IdentifiedRow[], results: readonly RowResult[]): IdentifiedRow[] {
  const byId = new Map(results.map((result) => [result.rowId, result]));
  return rows.map((row) => {
    const result = byId.get(row.rowId);
    if (!result || result.revision === null) return row;
    if (result.outcome === "conflict" || result.outcome === "rejected") return row;
    const values = result.outcome === "merged" ? (result.theirs?.values ?? row.values) : row.values;
    return { ...row, baseRevision: result.revision, values };
  });
}
