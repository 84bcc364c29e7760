/** 填报 on the desk: a unit's rows as this computer knows them, and what was changed here and not submitted. */
import { dayInChina } from "../../../shared/report/dates.ts";
import { SHEET_KEYS, type SheetKey } from "../../../shared/report/sheets.ts";
import type { PushedRow, Register } from "../../../shared/sync/protocol.ts";
import { isSettled, settle } from "../../sync/conflicts.ts";
import { readRegister } from "../../sync/register.ts";
import { type KnownRow, learn } from "../../sync/replica.ts";
import { countsOf } from "../../../shared/sync/outcomes.ts";
import type { RowResult } from "../../sync/results.ts";
import { ownerOf } from "../../sync/session.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import { periodOfRow } from "../../../shared/report/check.ts";
import { checkGrid, type CheckedGridRow } from "../grid/check-grid.ts";
import { type GridRow, gridRows } from "../grid/grid-row.ts";
import { answered, decided, tidiedUp } from "../grid/unsent.ts";
import { type Unsent, UnsentRows } from "../grid/unsent-row.ts";
import type { Pane, Task } from "../pane.ts";
import type { Place } from "../state.ts";
import { catchUp } from "./feed.ts";
import { collectConflicts, type Load, sendRows, sendWaiting, type Sent } from "./send.ts";

export interface OwnRows {
  readonly unit: Place;
  /** By row id, as last heard of. */
  readonly known: ReadonlyMap<string, KnownRow>;
  readonly register: Register;
  readonly unsent: Unsent;
  /** False where the service could not be asked. */
  readonly fresh: boolean;
}

/** Without a network what is kept here does. */
export async function loadOwnRows(pane: Pane, unit: Place): Promise<OwnRows> {
  const { service, drawer } = pane.surroundings;
  const { register } = await readRegister(service.connection, drawer, unit.code);
  let fresh = true;
  try {
    await catchUp(pane, unit.code);
  } catch (cause) {
    if (!(cause instanceof ServiceProblem) || !(cause.answerIsLost || cause.kind === "busy")) throw cause;
    fresh = false;
  }
  const known = await knownRows(pane, unit);
  return { unit, known, register, unsent: tidiedUp(await keptUnsent(pane, unit), known), fresh };
}

const knownRows = async (pane: Pane, unit: Place): Promise<OwnRows["known"]> =>
  (await pane.replicas.load(unit.code)).rows;

async function keptUnsent(pane: Pane, unit: Place): Promise<Unsent> {
  const kept = UnsentRows.safeParse(await pane.surroundings.drawer.get(keyOf(pane, unit)));
  return new Map((kept.data ?? []).map((row) => [row.rowId, row]));
}

export const keepUnsent = (pane: Pane, unit: Place, unsent: Unsent): Promise<void> =>
  pane.surroundings.drawer.put(keyOf(pane, unit), [...unsent.values()]);

const keyOf = ({ state: { session } }: Pane, unit: Place): string =>
  `unsent/${session ? ownerOf(session) : ""}/${unit.code}`;

/** The month's rows of every sheet, standing ones too. */
export const rowsBySheet = (
  known: OwnRows["known"],
  unsent: Unsent,
  period: string,
): ReadonlyMap<SheetKey, readonly GridRow[]> =>
  new Map(SHEET_KEYS.map((sheet) => [sheet, gridRows(known, unsent, sheet, period)]));

/** Takes what has become known of the rows, and how what was changed here stands after that. */
export type OnRows = (known: OwnRows["known"], change: (unsent: Unsent) => Unsent) => void;

/**
 * 提交: whatever waits from before, then every changed row of the month that is free of errors; it is asked about those
 * that are not. What became of each is in the receipt.
 */
export const submitOwnRows = (
  pane: Pane,
  { unit, register, unsent }: Pick<OwnRows, "unit" | "register" | "unsent">,
  onRows: OnRows,
): Promise<void> =>
  pane.run("submit", async (task) => {
    const { period } = pane.state;
    task.tell(pane.texts.submit.preparing);
    pane.set({ conflicts: [] });
    const earlier = await sendWaiting(pane, null, task);
    const left = answered(unsent, earlier.results);
    const contested = new Set(
      earlier.results.filter(({ outcome }) => outcome === "conflict").map(({ rowId }) => rowId),
    );
    const rows = rowsBySheet(await knownRows(pane, unit), left, period);
    const today = dayInChina(pane.surroundings.now());
    const plan = planOf([...checkGrid(rows, { today, period, register }).values()], contested);
    const agreed = await agreedOnFaults(pane, plan);
    const sent = agreed ? await sendRows(pane, null, task, { unit, period }, web(plan.pushed)) : NOTHING;
    await finish(pane, unit, [...earlier.results, ...sent.results], { earlier, sent, faulty: plan.faulty });
    // Empty rows, and new ones that were deleted again, are nothing to be told.
    onRows(await knownRows(pane, unit), (held) =>
      agreed ? new Map([...held].filter(([rowId]) => !plan.dropped.has(rowId))) : held,
    );
  });

const NOTHING: Sent = { results: [], receivedAt: null, stopped: false };

const web = (pushed: readonly PushedRow[]): Load => ({ pushed, places: new Map(), channel: "web" });

interface Plan {
  readonly pushed: readonly PushedRow[];
  /** How many changed rows have errors. */
  readonly faulty: number;
  readonly dropped: ReadonlySet<string>;
}

function planOf(checked: readonly CheckedGridRow[], contested: ReadonlySet<string>): Plan {
  const pushed: PushedRow[] = [];
  const dropped = new Set<string>();
  let faulty = 0;
  for (const { row, values, sound, blank } of checked) {
    const { rowId, sheet, unsent } = row;
    if (!unsent || contested.has(rowId)) continue;
    const { baseRevision } = unsent;
    if (unsent.deleted) {
      if (baseRevision === null) dropped.add(rowId);
      else pushed.push({ sheet, rowId, baseRevision, deleted: true });
    } else if (blank && baseRevision === null) dropped.add(rowId);
    else if (sound) pushed.push({ sheet, rowId, baseRevision, values: { ...values } });
    else faulty += 1;
  }
  return { pushed, faulty, dropped };
}

async function agreedOnFaults(pane: Pane, { pushed, faulty }: Plan): Promise<boolean> {
  const { submit, grid } = pane.texts;
  if (faulty === 0) {
    if (pushed.length === 0) pane.set({ notice: grid.nothing });
    return true;
  }
  if (pushed.length === 0) {
    pane.set({ notice: submit.allFaulty(faulty) });
    return false;
  }
  return pane.ask("confirm", {
    title: submit.faultyTitle,
    paragraphs: [submit.faulty(faulty, pushed.length)],
    go: submit.faultyGo(pushed.length),
    stay: submit.fixFirst,
  });
}

async function finish(
  pane: Pane,
  unit: Place,
  results: readonly RowResult[],
  { earlier, sent, faulty }: { readonly earlier: Sent; readonly sent: Sent; readonly faulty: number },
): Promise<void> {
  await collectConflicts(pane, unit.code, results);
  const receivedAt = sent.receivedAt ?? earlier.receivedAt;
  if (receivedAt === null) return;
  const stopped = earlier.stopped || sent.stopped;
  pane.set({
    receipt: {
      results,
      counts: countsOf(results),
      receivedAt,
      skipped: 0,
      leftOut: faulty,
      pulled: 0,
      stopped,
    },
  });
}

/** Sends conflicts again as they were settled. */
export const submitSettledRows = (pane: Pane, unit: Place, onRows: OnRows): Promise<void> =>
  pane.run("settle", async (task: Task) => {
    const { conflicts, period } = pane.state;
    const settled = conflicts.filter(isSettled);
    if (settled.length === 0) return;
    task.tell(pane.texts.submit.preparing);
    const decisions = settled.map((conflict) => ({ conflict, ...settle(conflict) }));
    const taken = decisions.filter(({ push }) => push === null).map(({ conflict }) => conflict);
    const theirs = taken
      .filter(({ theirs: { deleted } }) => !deleted)
      .map(({ sheet, rowId, theirs: { values, revision } }) => ({
        sheet,
        rowId,
        period: periodOfRow(sheet, values, period),
        revision,
        values,
      }));
    const gone = taken.filter(({ theirs: { deleted } }) => deleted).map(({ rowId }) => rowId);
    await pane.replicas.save(unit.code, learn(await pane.replicas.load(unit.code), theirs, gone));
    onRows(await knownRows(pane, unit), (held) =>
      decided(
        held,
        decisions.map(({ conflict: { rowId }, push }) => ({ rowId, push: push && pushOf(push) })),
      ),
    );
    const pushed = decisions.flatMap(({ push }) => push ?? []);
    const sent = await sendRows(pane, null, task, { unit, period }, web(pushed));
    const unsettled = conflicts.filter((conflict) => !isSettled(conflict));
    await finish(pane, unit, sent.results, { earlier: NOTHING, sent, faulty: 0 });
    pane.set({ conflicts: [...unsettled, ...pane.state.conflicts] });
    onRows(await knownRows(pane, unit), (held) => held);
  });

/** What is sent has values in their normal form: no booleans. */
function pushOf({ baseRevision, values, deleted }: PushedRow) {
  const plain = Object.fromEntries(
    Object.entries(values ?? {}).map(([key, value]) => [key, typeof value === "boolean" ? null : value]),
  );
  return { baseRevision, ...(deleted ? { deleted } : { values: plain }) };
}
