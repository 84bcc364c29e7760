/** Sends submissions from the pane: the outbox, the answers written into the sheets, and conflicts gathered. */
import { TEMPLATE_VERSION } from "../../../shared/report/sheets.ts";
import { readReport } from "../../../shared/report/workbook.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { Channel, PushedRow, Told } from "../../../shared/sync/protocol.ts";
import { type Conflict, conflictOf } from "../../sync/conflicts.ts";
import { deliver } from "../../sync/deliver.ts";
import type { Pending } from "../../sync/outbox.ts";
import { portionsOf } from "../../sync/push.ts";
import { ifNobodyElse, inTurn } from "../../sync/turn.ts";
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

export interface Load {
  readonly pushed: readonly PushedRow[];
  readonly places: Places;
  readonly channel?: Channel;
  readonly told?: Told;
}

/** @param workbook null on the desk, where there is none to write the answers into */
export async function sendRows(
  pane: Pane,
  workbook: Workbook | null,
  task: Task,
  report: Report,
  load: Load,
): Promise<Sent> {
  const pendings = pendingsOf(pane, report, load);
  return inTurn(pane.senderTurn, async () => {
    // All of them before the first goes out: where the line breaks, those behind it are not lost.
    for (const pending of pendings) await pane.outbox.put(pending);
    const sent = await sendPendings(pane, workbook, task, pendings, load.places);
    // What the user stopped waits for nothing.
    if (sent.stopped) await takeBack(pane, pendings);
    return sent;
  });
}

/** Without a network: kept on disk until there is one. */
export async function queueRows(pane: Pane, report: Report, pushed: readonly PushedRow[]): Promise<void> {
  for (const pending of pendingsOf(pane, report, { pushed })) await pane.outbox.put(pending);
  pane.set({ pending: await pane.outbox.waiting() });
}

function pendingsOf(
  pane: Pane,
  { unit, period }: Report,
  { pushed, channel = "excel", told }: Omit<Load, "places">,
): Pending[] {
  const envelope = {
    unit: unit.code,
    period,
    channel,
    template: TEMPLATE_VERSION,
    ...(told ? { told } : {}),
  };
  const madeAt = new Date(pane.surroundings.now()).toISOString();
  return portionsOf(pushed, envelope, pane.surroundings.newId).map((portion): Pending => ({
    ...portion,
    unit: unit.code,
    period,
    madeAt,
    tried: false,
  }));
}

async function takeBack(pane: Pane, pendings: readonly Pending[]): Promise<void> {
  const own = new Set(pendings.map(({ submissionId }) => submissionId));
  for (const pending of await pane.outbox.waiting()) {
    if (own.has(pending.submissionId) && !pending.tried) await pane.outbox.remove(pending);
  }
  pane.set({ pending: await pane.outbox.waiting() });
}

/**
 * Sends again, to the byte, whatever has no receipt yet. Rows are looked up where they stand now; a row that is not
 * in this workbook is left to the one it came from.
 */
export async function sendWaiting(pane: Pane, workbook: Workbook | null, task: Task): Promise<Sent> {
  return inTurn(pane.senderTurn, () => sendWhatWaits(pane, workbook, task, () => true));
}

/**
 * The same; null, and nothing is done, while another window sends.
 *
 * @param which all of them unless said otherwise
 */
export async function sendWaitingAlone(
  pane: Pane,
  workbook: Workbook | null,
  task: Task,
  which: (pending: Pending, places: Places) => boolean = () => true,
): Promise<Sent | null> {
  return ifNobodyElse(pane.senderTurn, () => sendWhatWaits(pane, workbook, task, which));
}

async function sendWhatWaits(
  pane: Pane,
  workbook: Workbook | null,
  task: Task,
  which: (pending: Pending, places: Places) => boolean,
): Promise<Sent> {
  const waiting = await pane.outbox.waiting();
  if (waiting.length === 0) {
    if (pane.state.pending.length > 0) pane.set({ pending: [] });
    return NOTHING_SENT;
  }
  const places: Places = workbook ? await placesIn(workbook) : new Map();
  const pendings = waiting.filter((pending) => which(pending, places));
  return pendings.length === 0 ? NOTHING_SENT : sendPendings(pane, workbook, task, pendings, places);
}

const NOTHING_SENT: Sent = { results: [], receivedAt: null, stopped: false };

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
