/** Sends submissions from the pane: the outbox, the answers written into the sheets, and conflicts gathered. */
import { TEMPLATE_VERSION } from "../../../shared/report/sheets.ts";
import { readReport } from "../../../shared/report/workbook.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { PushedRow } from "../../../shared/sync/protocol.ts";
import { type Conflict, conflictOf } from "../../sync/conflicts.ts";
import { deliver } from "../../sync/deliver.ts";
import type { Pending } from "../../sync/outbox.ts";
import { portionsOf } from "../../sync/push.ts";
import {
  learnResults,
  type Places,
  resultsOf,
  type RowResult,
  sentRows,
  updatesOf,
} from "../../sync/results.ts";
import type { Workbook } from "../../workbook.ts";
import type { Pane, Task } from "../pane.ts";
import type { Report } from "./report.ts";

export interface Sent {
  readonly results: readonly RowResult[];
  readonly receivedAt: string | null;
  /** The user stopped it before all had gone. */
  readonly stopped: boolean;
}

export async function sendRows(
  pane: Pane,
  workbook: Workbook,
  task: Task,
  { unit, period }: Report,
  { pushed, places }: { readonly pushed: readonly PushedRow[]; readonly places: Places },
): Promise<Sent> {
  const envelope = { unit: unit.code, period, channel: "excel" as const, template: TEMPLATE_VERSION };
  const madeAt = new Date(pane.surroundings.now()).toISOString();
  const pendings = portionsOf(pushed, envelope, pane.surroundings.newId).map((portion): Pending => ({
    ...portion,
    unit: unit.code,
    period,
    madeAt,
  }));
  return sendPendings(pane, workbook, task, pendings, places);
}

/**
 * Sends again, to the byte, whatever has no receipt yet. Rows are looked up where they stand now; a row that is not
 * in this workbook is left to the one it came from.
 */
export async function sendWaiting(pane: Pane, workbook: Workbook | null, task: Task): Promise<Sent> {
  const pendings = await pane.outbox.waiting();
  if (pendings.length === 0) return { results: [], receivedAt: null, stopped: false };
  return sendPendings(pane, workbook, task, pendings, workbook ? await placesIn(workbook) : new Map());
}

async function placesIn(workbook: Workbook): Promise<Places> {
  const rows = readReport(await workbook.read()).sheets.flatMap((sheet) => sheet.rows);
  return new Map(
    rows.flatMap(({ rowId, row }): [string, number][] => (rowId === null ? [] : [[rowId, row]])),
  );
}

async function sendPendings(
  pane: Pane,
  workbook: Workbook | null,
  task: Task,
  pendings: readonly Pending[],
  places: Places,
): Promise<Sent> {
  const { texts, surroundings, outbox } = pane;
  const results: RowResult[] = [];
  let receivedAt: string | null = null;
  if (pendings.length > 1) task.mayStop();
  try {
    const done = await deliver(pendings, {
      outbox,
      submit: (body) => surroundings.service.submit(body),
      apply: async (pending, answer) => {
        const portion = resultsOf(sentRows(pending), answer, places);
        const replica = await pane.replicas.load(pending.unit);
        await pane.replicas.save(pending.unit, learnResults(replica, portion, pending.period));
        if (workbook) await workbook.update(updatesOf(portion, texts));
        results.push(...portion);
        receivedAt = answer.receivedAt;
      },
      wait: surroundings.wait,
      stopped: task.stopped,
      onProgress: (done, all) => {
        if (all > 0) task.tell(texts.submit.sending(Math.min(done + 1, all), all), done / all);
      },
      onWait: (seconds) => task.tell(texts.submit.waiting(seconds)),
    });
    return { results, receivedAt, stopped: done < pendings.length };
  } finally {
    pane.set({ pending: await outbox.waiting() });
  }
}

/** Puts the conflicts among the results before the user, each with what both sides began from. */
export async function collectConflicts(
  pane: Pane,
  unit: string,
  results: readonly RowResult[],
): Promise<void> {
  const conflicts: Conflict[] = [];
  for (const result of results) {
    if (result.outcome === "conflict" && result.theirs) {
      conflicts.push(conflictOf(result, result.theirs, await baseOf(pane, unit, result)));
    }
  }
  pane.set({ conflicts });
}

/** The row at the revision that was sent as its base: as known here, else from the row's history. */
async function baseOf(pane: Pane, unit: string, { rowId, baseRevision }: RowResult): Promise<Values> {
  if (baseRevision === null) return {};
  const known = (await pane.replicas.load(unit)).rows.get(rowId);
  if (known?.revision === baseRevision) return known.values;
  const history = await pane.surroundings.service.history(rowId);
  return history.revisions.find(({ revision }) => revision === baseRevision)?.values ?? {};
}
