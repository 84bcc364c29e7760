/** A unit's month in the pane: lay down, fill in, check, submit, and whatever comes in between. */
import { take, takeAll } from "../../addin/sync/conflicts.ts";
import { addQuietReviews } from "../../addin/pane/tasks/quiet.ts";
import { checkReportHere } from "../../addin/pane/tasks/check.ts";
import { layTemplate } from "../../addin/pane/tasks/lay.ts";
import { resendWaiting } from "../../addin/pane/tasks/resend.ts";
import { submitSettled } from "../../addin/pane/tasks/settle.ts";
import { submitReport } from "../../addin/pane/tasks/submit.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");

const BRANCH = { account: "招商物流", name: "广州分公司", province: "广东", city: "广州" };
const EVENT = {
  happenedOn: "2026-10-20",
  account: "招商物流",
  side: "总部",
  kind: "业务发展",
  weight: "重要",
  body: "明年将新设华南配送中心。",
  channel: "电话",
};

let service: RealService;
let token: string;

beforeEach(async () => {
  service = await aRealService(NOW);
  token = await service.person("王五", "lead", "P01");
});
afterEach(async () => {
  await service.stop();
});

const aDesk = (): Promise<Desk> => new Desk(service, token, NOW).open();

async function aLaidDesk(): Promise<Desk> {
  const desk = await aDesk();
  await desk.does(layTemplate);
  return desk;
}

/** Another person of the unit, at another computer, with the report laid down. */
async function aColleague(): Promise<Desk> {
  const desk = await new Desk(service, await service.person("李四", "lead", "P01"), NOW).open();
  await desk.does(layTemplate);
  return desk;
}

describe("opening", () => {
  test("offers the person's unit and the month that is due", async () => {
    const { state } = (await aDesk()).pane;
    expect(state).toMatchObject({
      phase: "ready",
      period: "2026-10",
      unit: { code: "P01", name: "深圳工厂" },
    });
  });

  test("a token that is no longer valid leads to signing in, with the reason", async () => {
    const desk = await new Desk(service, "dk_revoked", NOW).open();
    expect(desk.pane.state).toMatchObject({
      phase: "signedOut",
      signInNote: expect.stringContaining("登录已失效"),
    });
  });
});

describe("铺设模板", () => {
  test("asks nothing in an empty workbook, and says of a laid one that rows are kept", async () => {
    const desk = await aLaidDesk();
    expect(desk.asked).toEqual([]);
    expect(desk.pane.state.workbook?.report).toMatchObject({ unit: "P01", period: "2026-10" });
    desk.fill("branches", 2, BRANCH);
    await desk.does(layTemplate);
    expect(desk.asked).toMatchObject([{ paragraphs: [expect.stringContaining("都会保留")] }]);
    expect(desk.cell("branches", 2, "name")).toBe("广州分公司");
  });

  test("leaves the workbook alone where the user would rather not", async () => {
    const desk = await aDesk();
    desk.host.renameSheet("Sheet1", "重要动态");
    desk.host.type("重要动态", "A1", "我的记录");
    desk.answers = { confirm: () => false };
    await desk.does(layTemplate);
    expect(desk.asked).toMatchObject([
      { paragraphs: [expect.stringContaining("重要动态"), expect.anything()] },
    ]);
    expect(desk.pane.state.workbook?.report).toBeNull();
    expect(desk.host.shown("重要动态", "A1").value).toBe("我的记录");
  });

  test("puts what the unit has reported into a new workbook", async () => {
    const first = await aLaidDesk();
    first.fill("branches", 2, BRANCH);
    await first.does(submitReport);
    const second = await aColleague();
    expect(second.cell("branches", 2, "name")).toBe("广州分公司");
    expect(second.cell("branches", 2, "baseRevision")).toBe(1);
  });
});

describe("检查", () => {
  test("lists what is wrong, cell by cell", async () => {
    const desk = await aLaidDesk();
    desk.fill("events", 2, { ...EVENT, body: "短" });
    await desk.does(checkReportHere);
    const { check } = desk.pane.state;
    expect(check).toMatchObject({
      rows: 1,
      findings: [{ sheet: "events", row: 1, fault: { column: "body" } }],
    });
  });

  test("finds nothing wrong with a good row", async () => {
    const desk = await aLaidDesk();
    desk.fill("events", 2, EVENT);
    await desk.does(checkReportHere);
    expect(desk.pane.state.check).toMatchObject({ rows: 1, findings: [] });
  });
});

describe("提交", () => {
  test("writes into the sheet what became of each row, and sends an unchanged row no second time", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    await desk.does(submitReport);
    expect(desk.pane.state.receipt?.counts).toMatchObject({ created: 1, rejected: 0 });
    expect(desk.cell("branches", 2, "status")).toBe("新增");
    expect(desk.cell("branches", 2, "baseRevision")).toBe(1);
    await desk.does(submitReport);
    expect(desk.pane.state.receipt).toMatchObject({ skipped: 1, receivedAt: null });
    expect(service.line.pushes).toHaveLength(1);
  });

  test("leaves faulty rows out after asking, and sends the others", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    desk.fill("branches", 3, { ...BRANCH, name: "深圳分公司" });
    desk.fill("events", 2, { ...EVENT, body: "短" });
    await desk.does(submitReport);
    expect(desk.asked).toMatchObject([{ title: "有些行还有错误" }]);
    expect(desk.pane.state.receipt).toMatchObject({ leftOut: 1, counts: { created: 2 } });
  });

  test("a copied row becomes a row of its own, wherever the copy stands", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    await desk.does(submitReport);
    const original = desk.cell("branches", 2, "rowId");
    desk.host.insertCopied("分支机构", 2, 2);
    desk.fill("branches", 2, { name: "佛山分公司" });
    await desk.does(submitReport);
    expect(desk.pane.state.receipt?.counts).toMatchObject({ created: 1, updated: 0 });
    expect(desk.cell("branches", 3, "rowId")).toBe(original);
    expect(desk.cell("branches", 2, "rowId")).not.toBe(original);
  });

  test("rows sorted since the last push are told apart by their identity", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, { ...BRANCH, city: "2" });
    desk.fill("branches", 3, { ...BRANCH, name: "深圳分公司", city: "1" });
    await desk.does(submitReport);
    desk.host.sortTable("ka_branches", "城市");
    await desk.does(submitReport);
    expect(desk.pane.state.receipt).toMatchObject({ skipped: 2, receivedAt: null });
  });

  test("a row that is gone is deleted at the service only where the user says so, else it comes back", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    desk.fill("branches", 3, { ...BRANCH, name: "深圳分公司" });
    await desk.does(submitReport);
    desk.host.deleteTableRow("ka_branches", 1);
    desk.host.deleteTableRow("ka_branches", 1);
    desk.answers = {
      vanished: ({ rows }) =>
        rows.filter(({ values }) => values.name === "深圳分公司").map(({ rowId }) => rowId),
    };
    await desk.does(submitReport);
    expect(desk.pane.state.receipt?.counts).toMatchObject({ deleted: 1 });
    const names = [2, 3, 4].map((row) => desk.cell("branches", row, "name"));
    expect(names).toContain("广州分公司");
    expect(names).not.toContain("深圳分公司");
    await desk.does(submitReport);
    expect(desk.asked.filter(({ kind }) => kind === "vanished")).toHaveLength(1);
  });

  test("a row whose cells were emptied is asked about like one that is gone", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    await desk.does(submitReport);
    desk.host.clearCells("分支机构", "A2:D2");
    desk.answers = { vanished: ({ rows }) => rows.map(({ rowId }) => rowId) };
    await desk.does(submitReport);
    expect(desk.pane.state.receipt?.counts).toMatchObject({ deleted: 1 });
    expect(desk.cell("branches", 2, "rowId")).toBe("");
  });

  test("what a colleague reported meanwhile comes into the sheet", async () => {
    const desk = await aLaidDesk();
    const colleague = await aColleague();
    colleague.fill("branches", 2, { ...BRANCH, name: "深圳分公司" });
    await colleague.does(submitReport);
    desk.fill("events", 2, EVENT);
    await desk.does(submitReport);
    expect(desk.pane.state.receipt?.pulled).toBe(1);
    expect(desk.cell("branches", 2, "name")).toBe("深圳分公司");
  });
});

describe("a lost receipt", () => {
  test("leaves the submission waiting, and sending again gets the very answer without a double row", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    service.line.loseNextReceipt();
    await expect(desk.does(submitReport)).rejects.toThrow("没有收到回执");
    expect(desk.pane.state.pending).toHaveLength(1);
    await desk.does(resendWaiting);
    expect(desk.pane.state).toMatchObject({ pending: [], receipt: { counts: { created: 1 } } });
    expect(service.line.pushes[1]).toBe(service.line.pushes[0]);
    expect(desk.cell("branches", 2, "status")).toBe("新增");
    await desk.does(submitReport);
    expect(desk.pane.state.receipt).toMatchObject({ skipped: 1, receivedAt: null });
  });

  test("is remembered when the pane is opened again, and comes before anything new", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    service.line.loseNextReceipt();
    await expect(desk.does(submitReport)).rejects.toThrow("没有收到回执");
    const again = await new Desk(service, token, NOW, desk).open();
    expect(again.pane.state.pending).toHaveLength(1);
    again.fill("branches", 2, { city: "佛山" });
    await again.does(submitReport);
    expect(service.line.pushes[1]).toBe(service.line.pushes[0]);
    expect(again.pane.state.receipt?.counts).toMatchObject({ created: 0, updated: 1 });
    expect(again.cell("branches", 2, "baseRevision")).toBe(2);
  });

  test("is no concern of another person who signs in on this computer", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    service.line.loseNextReceipt();
    await expect(desk.does(submitReport)).rejects.toThrow("没有收到回执");
    const other = await service.person("李四", "lead", "P01");
    const theirs = await new Desk(service, other, NOW, desk).open();
    expect(theirs.pane.state.pending).toEqual([]);
  });
});

describe("two people in one row", () => {
  async function inConflict(): Promise<Desk> {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    await desk.does(submitReport);
    const colleague = await aColleague();
    colleague.fill("branches", 2, { city: "东莞", address: "路 1 号" });
    await colleague.does(submitReport);
    desk.fill("branches", 2, { city: "佛山" });
    await desk.does(submitReport);
    return desk;
  }

  test("their changes of different columns merge", async () => {
    const desk = await aLaidDesk();
    desk.fill("branches", 2, BRANCH);
    await desk.does(submitReport);
    const colleague = await aColleague();
    colleague.fill("branches", 2, { address: "路 1 号" });
    await colleague.does(submitReport);
    desk.fill("branches", 2, { city: "佛山" });
    await desk.does(submitReport);
    expect(desk.pane.state.receipt?.counts).toMatchObject({ merged: 1 });
    expect(desk.cell("branches", 2, "address")).toBe("路 1 号");
    expect(desk.cell("branches", 2, "city")).toBe("佛山");
  });

  test("their changes of one column are put side by side, with who and when", async () => {
    const desk = await inConflict();
    expect(desk.pane.state.conflicts).toMatchObject([
      {
        columns: ["city"],
        mine: { city: "佛山" },
        theirs: { values: { city: "东莞" }, by: { name: "李四" } },
      },
    ]);
    expect(desk.cell("branches", 2, "status")).toBe("有冲突");
    expect(desk.cell("branches", 2, "statusNote")).toContain("李四");
  });

  test("keeping mine sends it again, and their other changes stay", async () => {
    const desk = await inConflict();
    desk.pane.set({ conflicts: desk.pane.state.conflicts.map((conflict) => take(conflict, "city", "mine")) });
    await desk.does(submitSettled);
    expect(desk.pane.state).toMatchObject({ conflicts: [], receipt: { counts: { updated: 1 } } });
    expect(desk.cell("branches", 2, "city")).toBe("佛山");
    expect(desk.cell("branches", 2, "address")).toBe("路 1 号");
    expect(desk.cell("branches", 2, "baseRevision")).toBe(3);
  });

  test("taking theirs writes it into the sheet", async () => {
    const desk = await inConflict();
    desk.pane.set({ conflicts: desk.pane.state.conflicts.map((conflict) => takeAll(conflict, "theirs")) });
    await desk.does(submitSettled);
    expect(desk.pane.state.conflicts).toEqual([]);
    expect(desk.cell("branches", 2, "city")).toBe("东莞");
    await desk.does(submitReport);
    expect(desk.pane.state.receipt).toMatchObject({ skipped: 1, receivedAt: null });
  });
});

test("本月无动态 adds a review for every account that has none, and they are accepted", async () => {
  const desk = await aLaidDesk();
  desk.fill("reviews", 2, {
    account: "招商物流",
    rating: 4,
    trend: "上升",
    remark: "双方高层互访,合作意向明确。",
  });
  await desk.does(checkReportHere);
  const { unreviewed } = desk.pane.state;
  expect(unreviewed?.map(({ account }) => account)).not.toContain("招商物流");
  expect(unreviewed).toHaveLength(8);
  desk.answers = {
    quiet: ({ accounts }) => Object.fromEntries(accounts.map(({ account }) => [account, 3])),
  };
  await desk.does((pane) => addQuietReviews(pane, unreviewed ?? []));
  expect(desk.pane.state.check).toMatchObject({ rows: 9, findings: [] });
  await desk.does(submitReport);
  expect(desk.pane.state.receipt?.counts).toMatchObject({ created: 9 });
});
