/** The master in Excel while HQ decides what is one thing, and takes it back. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import { SourcesOf } from "../../addin/pane/hq/RowSources.tsx";
import { refreshMaster } from "../../addin/pane/tasks/refresh-master.ts";
import { selectRows } from "../../addin/pane/tasks/report-rows.ts";
import { PaneContext } from "../../addin/pane/use-pane.ts";
import { columnName } from "../../shared/plan/address.ts";
import { masterColumns, masterSheetName, masterTable } from "../../shared/plan/master.ts";
import { type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import type { EntryKind } from "../../shared/sync/screening.ts";
import type { PushedRow } from "../../shared/sync/protocol.ts";
import { aDeletion, aPurchase, aRow, aSubmission, newId, type RowParts } from "../intake/a-submission.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");

let service: RealService;
let hq: Desk;

beforeEach(async () => {
  service = await aRealService(NOW);
  hq = await new Desk(service, await service.person("陈静", "hq", null), NOW).open();
});
afterEach(() => service.stop());

/** HQ enters what a unit has told by telephone. */
async function tells(unit: string, ...rows: PushedRow[]): Promise<void> {
  const body = JSON.stringify(aSubmission({ unit, channel: "phone", rows }));
  const { outcomes } = await hq.pane.surroundings.service.submit(body);
  expect(outcomes.filter(({ outcome }) => outcome === "rejected")).toEqual([]);
}

const aCarrier = (name: string, fleetSize = 30, parts: RowParts = {}): PushedRow =>
  aRow("carriers", { name, fleetSize }, parts);

/** A sheet of the master as rows by column key, without blank ones. */
function master(sheet: SheetKey): Record<string, unknown>[] {
  const columns = masterColumns(sheetOf(sheet));
  const { all } = hq.host.tableRows(masterTable(sheetOf(sheet)));
  return Array.from({ length: all }, (_, i) =>
    Object.fromEntries(
      columns.map(({ key }, at) => [
        key,
        hq.host.shown(masterSheetName(sheetOf(sheet)), `${columnName(at)}${i + 2}`).value,
      ]),
    ),
  ).filter(({ rowId }) => rowId !== "" && rowId !== null);
}

const column = (sheet: SheetKey, key: string): unknown[] => master(sheet).map((row) => row[key]);

/** Decides that two things of these names are one; answers the decision's number. */
async function merge(kind: EntryKind, name: string, into: string): Promise<number> {
  const { service: at } = hq.pane.surroundings;
  const entries = kind === "account" ? await at.accounts() : await at.entries({ kind });
  const idOf = (sought: string): number => entries.find((entry) => entry.name === sought)?.id ?? 0;
  const { results } = await at.decideEntries([{ kind, id: idOf(name), decision: "same", into: idOf(into) }]);
  expect(results).toMatchObject([{ problem: null }]);
  return results[0]?.decisionId ?? 0;
}

const refreshed = async () => {
  await hq.does(refreshMaster);
  return hq.pane.state.refresh;
};

describe("刷新总表 on what several units tell of", () => {
  test("one carrier of two units is one row, and where they differ it says so", async () => {
    await tells("P01", aCarrier("顺达车队"));
    await tells("P02", aCarrier("顺达 车队有限公司", 45));
    expect(await refreshed()).toEqual({ added: 1, changed: 0, deleted: 0 });
    expect(master("carriers")).toMatchObject([
      {
        unit: "P01、P02",
        unitName: "深圳工厂、芜湖工厂",
        account: "招商物流",
        name: "顺达车队",
        state: "有分歧",
        differs: "车队规模(台)",
      },
    ]);
    expect(await refreshed()).toEqual({ added: 0, changed: 0, deleted: 0 });
  });

  test("a row merged into another is greyed where it stands, and comes back when that is undone", async () => {
    await tells("P01", aCarrier("顺达车队"));
    await tells("P02", aCarrier("顺达物流车队"));
    await refreshed();
    const order = column("carriers", "rowId");
    const beside = columnName(masterColumns(sheetOf("carriers")).length);
    hq.host.type("总表·承运商", `${beside}3`, "已核对");
    const decision = await merge("carrier", "顺达物流车队", "顺达车队");
    expect(await refreshed()).toEqual({ added: 0, changed: 1, deleted: 1 });
    expect(column("carriers", "state").sort()).toEqual(["已合并", "正常"].sort());
    expect(column("carriers", "unit")).toContain("P01、P02");
    expect(await refreshed()).toEqual({ added: 0, changed: 0, deleted: 0 });
    await hq.pane.surroundings.service.undoDecision(decision, "两家公司");
    expect(await refreshed()).toEqual({ added: 0, changed: 2, deleted: 0 });
    expect(column("carriers", "state")).toEqual(["正常", "正常"]);
    expect(column("carriers", "unit").sort()).toEqual(["P01", "P02"]);
    expect(column("carriers", "rowId")).toEqual(order);
    expect(hq.host.shown("总表·承运商", `${beside}3`).value).toBe("已核对");
  });

  test("a monthly row nobody touched bears its account's new name, and the old one after an undo", async () => {
    await tells("P02", aRow("accounts", { name: "招商局快运" }), aPurchase({ account: "招商局快运" }));
    await tells("P01", aPurchase({ account: "中石油" }));
    await refreshed();
    const decision = await merge("account", "招商局快运", "招商物流");
    expect(await refreshed()).toMatchObject({ changed: 2, deleted: 0 });
    expect(column("purchases", "account").sort()).toEqual(["中石油", "招商物流"].sort());
    expect(column("accounts", "name")).toEqual(["招商物流"]);
    expect(await refreshed()).toEqual({ added: 0, changed: 0, deleted: 0 });
    await hq.pane.surroundings.service.undoDecision(decision, "不是一家");
    await refreshed();
    expect(column("purchases", "account").sort()).toEqual(["中石油", "招商局快运"].sort());
  });

  test("what nobody tells any more is counted as deleted once", async () => {
    const rowId = newId();
    await tells("P01", aCarrier("顺达车队"), aCarrier("德邦", 9, { rowId }));
    await refreshed();
    await tells("P01", aDeletion("carriers", rowId, 1));
    expect(await refreshed()).toEqual({ added: 0, changed: 0, deleted: 1 });
    expect(column("carriers", "state").sort()).toEqual(["已删除", "正常"].sort());
    expect(await refreshed()).toEqual({ added: 0, changed: 0, deleted: 0 });
  });

  test("a refresh that is stopped while lines are read greys nothing, and the next one goes on", async () => {
    await tells("P01", aCarrier("顺达车队"), aCarrier("德邦"));
    await tells("P01", aPurchase());
    const unsubscribe = hq.pane.subscribe(() => {
      if (hq.pane.state.busy?.canStop && !hq.pane.state.busy.stopping) hq.pane.stop();
    });
    expect(await refreshed()).toEqual({ added: 0, changed: 0, deleted: 0 });
    unsubscribe();
    expect(await refreshed()).toEqual({ added: 3, changed: 0, deleted: 0 });
  });
});

test("rows of several units that tell of one thing lead to its one line", async () => {
  const [first, second, third] = [newId(), newId(), newId()];
  await tells("P01", aCarrier("顺达车队", 30, { rowId: first }), aCarrier("德邦", 9, { rowId: third }));
  await tells("P02", aCarrier("顺达 车队有限公司", 30, { rowId: second }));
  await refreshed();
  await hq.does((pane) => selectRows(pane, { sheet: "carriers", rowIds: [second] }));
  const { pane, host } = hq;
  expect([pane.state.offer, host.state().active]).toEqual([null, "总表·承运商"]);
  expect((await pane.surroundings.workbook?.selectedMasterRow())?.rowId).toBe(first);
  await hq.does((it) => selectRows(it, { sheet: "carriers", rowIds: [second, first, third] }));
  expect(pane.state.offer).toBeNull();
  expect(pane.state.notice).toContain("2");
});

describe("所选行的来源", () => {
  test("is what the service tells of the selected row, by whichever unit", async () => {
    await tells("P01", aCarrier("顺达车队"));
    await tells("P02", aCarrier("顺达 车队有限公司", 45));
    await refreshed();
    const fleet = masterColumns(sheetOf("carriers")).findIndex(({ key }) => key === "fleetSize");
    hq.host.select("总表·承运商", `${columnName(fleet)}2`);
    const { workbook, service: at } = hq.pane.surroundings;
    const selection = await workbook?.selectedMasterRow();
    expect(selection).toMatchObject({ sheet: "carriers", column: "fleetSize" });
    const line = await at.mergedLine(selection?.rowId ?? "");
    const html = renderToStaticMarkup(
      createElement(
        FluentProvider,
        { theme: webLightTheme },
        createElement(
          PaneContext.Provider,
          { value: hq.pane },
          selection && createElement(SourcesOf, { detail: line, selection }),
        ),
      ),
    );
    expect(html).toMatch(/车队规模.*说法不一.*45|车队规模.*说法不一.*30/);
    for (const said of ["深圳工厂 陈静 · 电话", "芜湖工厂 陈静 · 电话", "2 个单位填报"]) {
      expect(html).toContain(said);
    }
    // The selected cell's column comes first.
    expect(html.indexOf("车队规模")).toBeLessThan(html.indexOf("承运商名称"));
  });
});
