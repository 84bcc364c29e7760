/** 刷新总表: writes into the open workbook's master what is new since it was last refreshed. */
import type { MasterRow } from "../../../shared/plan/inputs.ts";
import { masterCells, masterPlan } from "../../../shared/plan/master.ts";
import { sheetOf } from "../../../shared/report/sheets.ts";
import type { Revision } from "../../../shared/sync/protocol.ts";
import { readFeed } from "../../sync/pull.ts";
import { latestOf } from "../../sync/replica.ts";
import type { MasterUpdate, Workbook } from "../../workbook.ts";
import type { Pane, Task } from "../pane.ts";
import type { MasterRefresh } from "../state.ts";

/** Rows written at a time: enough that the sheet is searched seldom, little enough for a quick answer to 停止. */
const BATCH = 5000;

export const refreshMaster = (pane: Pane): Promise<void> =>
  pane.run("refreshMaster", async (task) => {
    const { workbook, service } = pane.surroundings;
    if (!workbook) return;
    pane.set({ refresh: null });
    const since = await masterCursor(pane, workbook, task);
    if (since === null) return;
    const units = await service.units();
    const names = new Map(units.map(({ code, name }) => [code, name]));
    pane.set({ units });
    task.mayStop();
    const refresh = await writeFeed(pane, workbook, task, since, names);
    pane.set({ refresh, workbook: await workbook.state() });
  });

/** How far the master is filled; it is laid down where there is none, null where the user would rather not. */
async function masterCursor(pane: Pane, workbook: Workbook, task: Task): Promise<number | null> {
  const { texts } = pane;
  const { master, inTheWay } = await workbook.state();
  if (master) return master.cursor;
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
  return 0;
}

async function writeFeed(
  pane: Pane,
  workbook: Workbook,
  task: Task,
  since: number,
  unitNames: ReadonlyMap<string, string>,
): Promise<MasterRefresh> {
  const { texts, surroundings } = pane;
  const totals = { added: 0, changed: 0, deleted: 0 };
  let waiting: Revision[] = [];
  let read = 0;
  const write = async (cursor: number): Promise<void> => {
    const updates = latestOf(waiting).map((revision) => updateOf(revision, unitNames));
    count(waiting, totals);
    waiting = [];
    // The cursor goes into the workbook with the rows: an unfinished refresh goes on from here.
    await workbook.updateMaster(updates, cursor, (done, sheet) =>
      task.tell(texts.master.writing(sheet), done),
    );
  };
  let written = since;
  const cursor = await readFeed(
    (query) => surroundings.service.feed(query),
    { since },
    async (rows, reached) => {
      waiting.push(...rows);
      read += rows.length;
      task.tell(texts.master.reading(read));
      if (waiting.length >= BATCH) {
        await write(reached);
        written = reached;
      }
    },
    task.stopped,
  );
  if (waiting.length > 0 || cursor !== written) await write(cursor);
  return totals;
}

/** A row that came and went, or came and changed, within one refresh counts once. */
function count(
  revisions: readonly Revision[],
  totals: { added: number; changed: number; deleted: number },
): void {
  const created = new Set(revisions.filter(({ revision }) => revision === 1).map(({ rowId }) => rowId));
  for (const { rowId, deleted } of latestOf(revisions)) {
    if (deleted) totals.deleted += 1;
    else if (created.has(rowId)) totals.added += 1;
    else totals.changed += 1;
  }
}

function updateOf(revision: Revision, unitNames: ReadonlyMap<string, string>): MasterUpdate {
  const row: MasterRow = {
    ...revision,
    unitName: unitNames.get(revision.unit) ?? revision.unit,
    by: revision.by.name,
  };
  return {
    sheet: sheetOf(revision.sheet).key,
    rowId: revision.rowId,
    // The master holds values only, no formulas.
    cells: masterCells(row).map((cell) => (typeof cell === "object" ? null : cell)),
  };
}
