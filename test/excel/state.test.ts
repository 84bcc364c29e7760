import { masterPlan } from "../../shared/plan/master.ts";
import { open } from "./open.ts";
import { aTemplate } from "./workbooks.ts";

describe("what the open workbook is", () => {
  it("an empty one holds no report, and nothing is in the way", async () => {
    const { workbook } = open();
    const state = await workbook.state();
    expect(state).toMatchObject({ report: null, master: null, present: [], inTheWay: [] });
    expect(state.missing).toHaveLength(7);
  });

  it("one of ours says whose report it is and for which month", async () => {
    const { workbook } = open();
    await workbook.replace(aTemplate());
    const state = await workbook.state();
    expect(state.report).toEqual({ unit: "P01", period: "2026-10", template: 1 });
    expect(state.present).toHaveLength(7);
    expect(state.inTheWay).toEqual([]);
  });

  it("misses a sheet that was deleted, not one that was renamed", async () => {
    const { host, workbook } = open();
    await workbook.replace(aTemplate());
    host.deleteSheet("承运商");
    host.renameSheet("月度采购", "十月采购");
    const state = await workbook.state();
    expect(state.missing).toEqual(["carriers"]);
    expect(state.present).toContain("purchases");
  });

  it("names another's sheets that bear our names", async () => {
    const { host, workbook } = open();
    host.renameSheet("Sheet1", "分支机构");
    host.type("分支机构", "A1", "我自己的清单");
    const state = await workbook.state();
    expect(state.inTheWay).toEqual(["分支机构"]);
    expect(state.present).toEqual([]);
  });

  it("the master says how far it has been filled, and starts again where one of its tables is gone", async () => {
    const { host, workbook } = open();
    await workbook.replace(masterPlan([], 41));
    expect((await workbook.state()).master).toEqual({ cursor: 41, naming: "" });
    host.deleteSheet("总表·承运商");
    expect((await workbook.state()).master).toEqual({ cursor: 0, naming: "" });
  });
});
