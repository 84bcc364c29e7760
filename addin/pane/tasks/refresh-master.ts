/** 刷新总表: writes into the open workbook's master what is new since it was last refreshed. */
import type { MasterRow } from "../../../shared/plan/inputs.ts";
import { masterCells, type MasterFill, masterPlan } from "../../../shared/plan/master.ts";
import { masterRowOf } from "../../../shared/register/merged-row.ts";
import { sheetOf } from "../../../shared/report/sheets.ts";
import type { Revision } from "../../../shared/sync/protocol.ts";
import { isMergedSheet, MERGED_SHEETS, type MergedSheet } from "../../../shared/sync/screening.ts";
import { readMerged } from "../../sync/merged.ts";
import { readFeed } from "../../sync/pull.ts";
import { latestOf } from "../../sync/replica.ts";
import type { MasterCounts, MasterUpdate, Workbook } from "../../workbook.ts";
import type { Pane, Task } from "../pane.ts";

/** Rows written at a time: enough that the sheet is searched seldom, little enough for a quick answer to 停止. */
const BATCH = 5000;

export const refreshMaster = (pane: Pane): Promise<void> =>
  pane.run("refreshMaster", async (task) => {
    const { workbook, service } = pane.surroundings;
    if (!workbook) return;
    pane.set({ refresh: null });
    const fill = await masterFill(pane, workbook, task);
    if (fill === null) return;
    const units = await service.units();
    pane.set({ units });
    task.mayStop();
    const totals = new Totals();
    const naming = await matchStanding(pane, workbook, task, totals);
    if (naming !== null) {
      // Where an account is called otherwise now, rows that nobody touched since bear its old name.
      const since = naming === fill.naming ? fill.cursor : 0;
      const names = new Map(units.map(({ code, name }) => [code, name]));
      await writeFeed(pane, workbook, task, { cursor: since, naming }, names, totals);
    }
    pane.set({ refresh: totals.counts, workbook: await workbook.state() });
  });

class Totals {
  counts: MasterCounts = { added: 0, changed: 0, deleted: 0 };

  add({ added, changed, deleted }: MasterCounts): void {
    this.counts = {
      added: this.counts.added + added,
      changed: this.counts.changed + changed,
      deleted: this.counts.deleted + deleted,
    };
  }
}

/** How far the master is filled; it is laid down where there is none, null where the user would rather not. */
async function masterFill(pane: Pane, workbook: Workbook, task: Task): Promise<MasterFill | null> {
  const { texts } = pane;
  const { master, inTheWay } = await workbook.state();
  if (master) return master;
  const plan = masterPlan([], 0);
  const names = new Set(plan.sheets.map(({ name }) => name));
  const overwritten = inTheWay.filter((name) => names.has(name));
  if (overwritten.length > 0) {
    const agreed = await pane.ask("confirm", {
      title: texts.actions.refreshMaster,
      paragraphs: [texts.master.inTheWay(overwritten.join(texts.comma)), texts.master.confirm],
      go: texts.lay.overwrite,
    });
    if (!agreed) return null;
  }
  task.tell(texts.master.laying);
  await workbook.lay(plan, (done) => task.tell(texts.master.laying, done));
  return { cursor: 0, naming: "" };
}

/**
 * The standing sheets as they are now: a decision changes lines of which no row has changed. Answers how the
 * register called the accounts when the first of them was read; null where the user stopped.
 */
async function matchStanding(
  pane: Pane,
  workbook: Workbook,
  task: Task,
  totals: Totals,
): Promise<string | null> {
  let naming: string | null = null;
  for (const sheet of MERGED_SHEETS) {
    const { lines, naming: now } = await linesOf(pane, task, sheet);
    naming ??= now;
    // What is read in part is no reason to grey the rest.
    if (task.stopped()) return null;
    const counts = await workbook.matchMaster(sheet, lines, (done, name) =>
      task.tell(pane.texts.master.writing(name), done),
    );
    totals.add(counts);
  }
  return task.stopped() ? null : naming;
}

async function linesOf(
  pane: Pane,
  task: Task,
  sheet: MergedSheet,
): Promise<{ readonly lines: readonly MasterUpdate[]; readonly naming: string }> {
  const lines: MasterUpdate[] = [];
  const naming = await readMerged(
    (query) => pane.surroundings.service.merged(query),
    sheet,
    (rows) => {
      for (const row of rows) lines.push(updateOf(masterRowOf(row)));
      task.tell(pane.texts.master.reading(lines.length));
    },
    task.stopped,
  );
  return { lines, naming };
}

/** The monthly and event sheets: each row that has come or changed since. */
async function writeFeed(
  pane: Pane,
  workbook: Workbook,
  task: Task,
  { cursor: since, naming }: MasterFill,
  unitNames: ReadonlyMap<string, string>,
  totals: Totals,
): Promise<void> {
  const { texts, surroundings } = pane;
  let waiting: Revision[] = [];
  let read = 0;
  let written: number | null = null;
  const write = async (cursor: number): Promise<void> => {
    const updates = latestOf(waiting).map((revision) => updateOf(rowOf(revision, unitNames)));
    waiting = [];
    // The cursor goes into the workbook with the rows: an unfinished refresh goes on from here.
    const counts = await workbook.updateMaster(updates, { cursor, naming }, (done, sheet) =>
      task.tell(texts.master.writing(sheet), done),
    );
    totals.add(counts);
    written = cursor;
  };
  const cursor = await readFeed(
    (query) => surroundings.service.feed(query),
    { since },
    async (rows, reached) => {
      waiting.push(...rows.filter(({ sheet }) => !isMergedSheet(sheet)));
      read += rows.length;
      task.tell(texts.master.reading(read));
      if (waiting.length >= BATCH) await write(reached);
    },
    task.stopped,
  );
  if (waiting.length > 0 || cursor !== written) await write(cursor);
}

const rowOf = (revision: Revision, unitNames: ReadonlyMap<string, string>): MasterRow => ({
  ...revision,
  unitName: unitNames.get(revision.unit) ?? revision.unit,
  by: revision.by.name,
});

const updateOf = (row: MasterRow): MasterUpdate => ({
  sheet: sheetOf(row.sheet).key,
  rowId: row.rowId,
  // The master holds values only, no formulas.
  cells: masterCells(row).map((cell) => (typeof cell === "object" ? null : cell)),
});
