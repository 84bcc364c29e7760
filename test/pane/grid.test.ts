/** 填报 on the desk: rows changed in a grid as in a sheet, checked, kept, submitted, and never lost. */
import { checkGrid, stateOf } from "../../addin/pane/grid/check-grid.ts";
import { type GridRow, gridRows } from "../../addin/pane/grid/grid-row.ts";
import { actionOf, type Key } from "../../addin/pane/grid/keys.ts";
import { blockOf, pasted } from "../../addin/pane/grid/paste.ts";
import { newCells, withCell, withDeleted, withNew, withRestored } from "../../addin/pane/grid/unsent.ts";
import type { Unsent } from "../../addin/pane/grid/unsent-row.ts";
import {
  keepUnsent,
  loadOwnRows,
  type OwnRows,
  submitOwnRows,
  submitSettledRows,
} from "../../addin/pane/tasks/grid.ts";
import { resendWaiting } from "../../addin/pane/tasks/resend.ts";
import { takeAll } from "../../addin/sync/conflicts.ts";
import type { KnownRow } from "../../addin/sync/replica.ts";
import { sheetOf, type SheetKey } from "../../shared/report/sheets.ts";
import type { Register } from "../../shared/sync/protocol.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const PERIOD = "2026-10";
const PURCHASES = sheetOf("purchases");
const BOUGHT = { period: PERIOD, account: "招商物流", product: "半挂车", supplier: "本集团", units: 12 };
const REGISTER: Register = {
  accounts: [{ name: "招商物流", aliases: [], category: null, level: "集团大客户", note: "" }],
  branches: [],
  carriers: [],
};
const NOTHING: Unsent = new Map();

function aKnown(rowId: string, values: object = {}, sheet: SheetKey = "purchases"): KnownRow {
  const month = sheetOf(sheet).rhythm === "standing" ? null : PERIOD;
  return { sheet, rowId, period: month, revision: 1, values: { ...BOUGHT, ...values } };
}
const known = (...rows: KnownRow[]) => new Map(rows.map((row) => [row.rowId, row]));
const shown = (rows: ReadonlyMap<string, KnownRow>, unsent: Unsent) =>
  gridRows(rows, unsent, "purchases", PERIOD);

function first(rows: readonly GridRow[]): GridRow {
  const [row] = rows;
  if (!row) throw new Error("no row");
  return row;
}
const check = (rows: readonly GridRow[]) =>
  checkGrid(new Map([["purchases" as const, rows]]), {
    today: "2026-11-03",
    period: PERIOD,
    register: REGISTER,
  });
const states = (rows: readonly GridRow[]) =>
  [...check(rows).values()].map((row) => stateOf(row, { waiting: new Set(), conflicts: new Set() }));

describe("a row changed in the grid", () => {
  const rows = known(aKnown("a"));

  test("is not submitted until it is, and is as before once what was typed is typed back", () => {
    const changed = withCell(NOTHING, first(shown(rows, NOTHING)), "units", "１５ 台");
    expect(first(shown(rows, changed)).cells.units).toBe("15");
    expect(states(shown(rows, changed))).toEqual(["unsent"]);
    expect(withCell(changed, first(shown(rows, changed)), "units", "12")).toEqual(NOTHING);
  });

  test("to what cannot be is to be corrected, and says where", () => {
    const changed = withCell(NOTHING, first(shown(rows, NOTHING)), "units", "很多");
    expect(states(shown(rows, changed))).toEqual(["faulty"]);
    const [checked] = check(shown(rows, changed)).values();
    expect(checked?.faults).toMatchObject([{ column: "units", code: "number_invalid" }]);
  });

  test("in two cells before it is drawn again keeps both", () => {
    const row = first(shown(rows, NOTHING));
    const changed = withCell(withCell(NOTHING, row, "units", "15"), row, "brand", "扬州");
    expect(changed.get("a")?.cells).toMatchObject({ units: "15", brand: "扬州" });
  });

  test("and deleted comes back with its change while it is not submitted", () => {
    const changed = withCell(NOTHING, first(shown(rows, NOTHING)), "units", "15");
    const deleted = withDeleted(changed, first(shown(rows, changed)));
    expect(states(shown(rows, deleted))).toEqual(["removing"]);
    const restored = withRestored(deleted, first(shown(rows, deleted)));
    expect(first(shown(rows, restored)).cells.units).toBe("15");
  });

  test("is the same object to draw as long as it does not change again", () => {
    const both = known(aKnown("a"), aKnown("b"));
    const changed = withCell(NOTHING, first(shown(both, NOTHING)), "units", "15");
    expect(shown(both, changed)[1]).toBe(shown(both, NOTHING)[1]);
    expect(shown(both, changed)[0]).toBe(shown(both, changed)[0]);
  });
});

test("the grid shows the month's rows and the standing ones, new rows last", () => {
  const branch = { ...aKnown("c", {}, "branches"), values: { account: "招商物流", name: "广州分公司" } };
  const rows = known({ ...aKnown("old"), period: "2026-09" }, aKnown("a"), branch);
  const added = withNew(NOTHING, {
    rowId: "new",
    sheet: "purchases",
    period: PERIOD,
    cells: newCells(PURCHASES, PERIOD),
  });
  expect(shown(rows, added).map(({ rowId }) => rowId)).toEqual(["a", "new"]);
  expect(gridRows(rows, added, "branches", "2026-09").map(({ rowId }) => rowId)).toEqual(["c"]);
  expect(states(shown(rows, added))).toEqual(["blank", "accepted"]);
});

describe("pasting from Excel", () => {
  const rows = known(aKnown("a"), aKnown("b"));
  const at = (key: string) => PURCHASES.columns.findIndex((column) => column.key === key);
  const paste = (text: string, row: number, key: string, unsent = NOTHING) => {
    let made = 0;
    return pasted(unsent, blockOf(text), {
      sheet: "purchases",
      period: PERIOD,
      rows: shown(rows, unsent),
      row,
      column: at(key),
      newId: () => `new ${(made += 1)}`,
    });
  };

  test("goes over rows from the cell in hand, and makes new ones below", () => {
    const { unsent, ...told } = paste("本集团\t扬州\t1,200\r\n竞争对手\t\t3\r\n", 1, "supplier");
    expect(told).toEqual({ rows: 2, cells: 6, cut: 0, tooMany: false });
    expect(shown(rows, unsent).map(({ cells }) => [cells.period, cells.supplier, cells.units])).toEqual([
      [PERIOD, "本集团", "12"],
      [PERIOD, "本集团", "1200"],
      [PERIOD, "竞争对手", "3"],
    ]);
  });

  test("passes over rows that are to be deleted", () => {
    const deleted = withDeleted(NOTHING, first(shown(rows, NOTHING)));
    const { unsent } = paste("5\n", 0, "units", deleted);
    expect(unsent.get("a")?.deleted).toBe(true);
    expect(unsent.get("b")?.cells.units).toBe("5");
  });

  test("keeps line breaks and quotation marks within a cell", () => {
    expect(blockOf('"第一行\n第二行"\t"他说""好"""\r\n')).toEqual([["第一行\n第二行", '他说"好"']]);
  });

  test("says how many columns lie beyond the grid", () => {
    expect(paste("备注\t多\t余\n", 0, "remark")).toMatchObject({ cells: 1, cut: 2 });
  });
});

describe("the keys", () => {
  const key = (name: string, held: Partial<Key> = {}): Key => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  });

  test("move from cell to cell, and are the text's own while it is edited", () => {
    expect(actionOf(key("ArrowLeft"), "moving", false)).toEqual({ kind: "move", rows: 0, columns: -1 });
    expect(actionOf(key("ArrowLeft"), "editing", false)).toBeNull();
    expect(actionOf(key("ArrowDown"), "typed", false)).toEqual({ kind: "move", rows: 1, columns: 0 });
  });

  test("choose from the list of a cell once something was typed", () => {
    expect(actionOf(key("ArrowDown"), "typed", true)).toBeNull();
    expect(actionOf(key("ArrowDown", { altKey: true }), "moving", true)).toEqual({
      kind: "edit",
      open: true,
    });
  });

  test("take, drop and leave as in a sheet", () => {
    expect(actionOf(key("Enter"), "editing", false)).toEqual({ kind: "down" });
    expect(actionOf(key("Enter", { altKey: true }), "editing", false)).toEqual({ kind: "break" });
    expect(actionOf(key("Tab", { shiftKey: true }), "typed", false)).toEqual({ kind: "step", by: -1 });
    expect(actionOf(key("Escape"), "typed", false)).toEqual({ kind: "drop" });
    expect(actionOf(key("Escape"), "moving", false)).toEqual({ kind: "leave" });
    expect(actionOf(key("F2"), "moving", false)).toEqual({ kind: "edit", open: false });
  });

  test("leave the browser's own alone", () => {
    expect(actionOf(key("c", { ctrlKey: true }), "moving", false)).toBeNull();
    expect(actionOf(key("半"), "moving", false)).toBeNull();
  });
});

describe("at the service", () => {
  const NOW = Date.parse("2026-11-03T10:00:00+08:00");
  const UNIT = { code: "P01", name: "深圳工厂" };
  let service: RealService;
  let lead: Desk;
  let hq: Desk;
  let own: OwnRows;
  let unsent: Unsent;

  beforeEach(async () => {
    service = await aRealService(NOW);
    lead = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
    hq = await new Desk(service, await service.person("陈静", "hq-admin", null), NOW).open();
    own = await loadOwnRows(lead.pane, UNIT);
    unsent = NOTHING;
  });
  afterEach(() => service.stop());

  const rows = (): GridRow[] => gridRows(own.known, unsent, "purchases", PERIOD);
  const type = (row: GridRow, cells: Readonly<Record<string, string>>): void => {
    for (const [column, text] of Object.entries(cells)) unsent = withCell(unsent, row, column, text);
  };
  function add(cells: Readonly<Record<string, string>>): void {
    const rowId = lead.pane.surroundings.newId();
    unsent = withNew(unsent, {
      rowId,
      sheet: "purchases",
      period: PERIOD,
      cells: newCells(PURCHASES, PERIOD),
    });
    const row = rows().find((one) => one.rowId === rowId);
    if (row) type(row, cells);
  }
  const NEW = { account: "招商物流", product: "半挂车", supplier: "本集团", units: "12" };
  /** As the screen does: what was kept is loaded again, and tidied up by what has become known. */
  async function look(): Promise<void> {
    await keepUnsent(lead.pane, UNIT, unsent);
    own = await loadOwnRows(lead.pane, UNIT);
    ({ unsent } = own);
  }
  const submit = async (): Promise<void> => {
    await submitOwnRows(lead.pane, { unit: UNIT, register: own.register, unsent }, (known, change) => {
      own = { ...own, known };
      unsent = change(unsent);
    });
    await look();
  };
  async function correctedByHq(rowId: string, values: object): Promise<void> {
    await hq.pane.surroundings.service.submit(
      JSON.stringify({
        submissionId: hq.pane.surroundings.newId(),
        unit: "P01",
        period: PERIOD,
        channel: "web",
        template: 1,
        rows: [{ sheet: "purchases", rowId, baseRevision: 1, values }],
      }),
    );
  }

  test("what is typed goes as the unit's rows by the web, faulty rows stay, empty ones are dropped", async () => {
    add(NEW);
    add({ ...NEW, units: "很多" });
    add({});
    await submit();
    expect(lead.asked).toMatchObject([{ kind: "confirm", title: "有些行还有错误" }]);
    expect(lead.pane.state.receipt).toMatchObject({ counts: { created: 1 }, leftOut: 1 });
    expect(rows().map(({ known, cells }) => [known?.revision, cells.units])).toEqual([
      [1, "12"],
      [undefined, "很多"],
    ]);
    const { rows: told } = await hq.pane.surroundings.service.feed({ since: 0, unit: "P01" });
    expect(told).toMatchObject([{ channel: "web", by: { name: "王五" }, values: { units: 12 } }]);
  });

  test("a change and a deletion go as such", async () => {
    add(NEW);
    add({ ...NEW, units: "3" });
    await submit();
    const [one, two] = rows();
    if (!one || !two) throw new Error("no rows");
    type(one, { units: "13" });
    unsent = withDeleted(unsent, two);
    await submit();
    expect(lead.pane.state.receipt?.counts).toMatchObject({ updated: 1, deleted: 1 });
    expect(rows().map(({ cells }) => cells.units)).toEqual(["13"]);
    expect(unsent.size).toBe(0);
  });

  test("after a lost answer what was typed is still there, and sent again it is there once", async () => {
    add(NEW);
    service.line.loseNextReceipt();
    await submit();
    expect(lead.pane.state.pending).toHaveLength(1);
    expect(rows()).toHaveLength(1);
    await lead.does(resendWaiting);
    await look();
    expect(unsent.size).toBe(0);
    expect(rows().map(({ known }) => known?.revision)).toEqual([1]);
    expect(new Set(service.line.pushes).size).toBe(1);
  });

  test("what is not submitted survives the window, for the person who typed it", async () => {
    add(NEW);
    await look();
    const again = await new Desk(service, await service.person("王五", "lead", "P01"), NOW, lead).open();
    expect((await loadOwnRows(again.pane, UNIT)).unsent.size).toBe(1);
    const other = await new Desk(service, await service.person("赵六", "lead", "P01"), NOW, lead).open();
    expect((await loadOwnRows(other.pane, UNIT)).unsent.size).toBe(0);
  });

  test.each([
    ["mine", 13, 3],
    ["theirs", 20, 2],
  ] as const)("a conflict is settled by taking %s", async (side, units, revision) => {
    add(NEW);
    await submit();
    const row = first(rows());
    await correctedByHq(row.rowId, { ...BOUGHT, units: 20 });
    type(row, { units: "13", brand: "扬州" });
    await submit();
    const [conflict] = lead.pane.state.conflicts;
    if (!conflict) throw new Error("no conflict");
    expect(conflict).toMatchObject({ columns: ["units"], theirs: { by: { name: "陈静" } } });
    lead.pane.set({ conflicts: [takeAll(conflict, side)] });
    await submitSettledRows(lead.pane, UNIT, (known, change) => {
      own = { ...own, known };
      unsent = change(unsent);
    });
    await look();
    expect(lead.pane.state.conflicts).toEqual([]);
    expect(first(rows()).known?.values).toMatchObject({ units, brand: "扬州" });
    expect(first(rows()).known?.revision).toBeGreaterThanOrEqual(revision);
    expect(unsent.size).toBe(0);
  });

  test("without a network the rows last seen are shown", async () => {
    add(NEW);
    await submit();
    await service.stop();
    const offline = await loadOwnRows(lead.pane, UNIT);
    expect(offline.fresh).toBe(false);
    expect(gridRows(offline.known, offline.unsent, "purchases", PERIOD)).toHaveLength(1);
    service = await aRealService(NOW);
  });
});

test("five hundred rows are checked again after one change while one types on", () => {
  const rows = known(
    ...Array.from({ length: 500 }, (_, at) => aKnown(`row ${at}`, { units: at + 1, remark: "按月交付" })),
  );
  const before = shown(rows, NOTHING);
  check(before);
  const changed = withCell(NOTHING, first(before), "units", "99");
  const began = performance.now();
  const after = shown(rows, changed);
  expect(check(after).size).toBe(500);
  expect(performance.now() - began).toBeLessThan(300);
});
