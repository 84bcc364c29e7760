/** 电话记录: what a unit says on the telephone becomes its own rows, and is never lost on the way. */
import {
  added,
  answered,
  type Call,
  changing,
  emptyCall,
  headOf,
  startingValues,
  unitNamed,
  without,
} from "../../addin/pane/phone/call.ts";
import { keepCall, keptCall, submitCall } from "../../addin/pane/tasks/phone.ts";
import { resendWaiting } from "../../addin/pane/tasks/resend.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const UNITS = [
  { code: "P01", name: "深圳工厂" },
  { code: "P02", name: "芜湖工厂" },
  { code: "P021", name: "芜湖第二工厂" },
];
const EVENT = {
  happenedOn: "2026-11-02",
  account: "招商物流",
  side: "总部",
  kind: "采购计划",
  weight: "一般",
  body: "明年计划采购半挂车三百台",
  channel: "电话",
};

describe("the unit", () => {
  test.each([
    ["P02", "P02"],
    ["p02 芜湖工厂", "P02"],
    ["深圳", "P01"],
    ["Ｐ０１", "P01"],
  ])("typed as %s is %s", (text, code) => expect(unitNamed(text, UNITS)?.code).toBe(code));

  test("typed so that it may be two, or none, is asked for", () => {
    expect(unitNamed("芜湖", UNITS)).toBeNull();
    expect(unitNamed("", UNITS)).toBeNull();
    expect(unitNamed("兰州", UNITS)).toBeNull();
  });
});

test("who called must be said, and when, which is now unless another time is given", () => {
  const call = emptyCall("P01");
  expect(headOf(call, UNITS, NOW)).toMatchObject({
    unit: { code: "P01" },
    at: "2026-11-03T10:00:00+08:00",
    faults: { by: "byMissing" },
  });
  const told = { ...call, by: "李明", at: "2026-11-02T16:30" };
  expect(headOf(told, UNITS, NOW)).toMatchObject({ at: "2026-11-02T16:30:00+08:00", faults: {} });
  expect(headOf({ ...told, at: "2026-11-03T10:01" }, UNITS, NOW).faults.at).toBe("atFuture");
  expect(headOf({ ...told, at: "昨天" }, UNITS, NOW).faults.at).toBe("atMissing");
});

test("an event begins with today and the way it was learnt, a purchase with the month", () => {
  const given = { today: "2026-11-03", period: "2026-10" };
  expect(startingValues("events", { ...given, way: "fax" })).toMatchObject({
    happenedOn: "2026-11-03",
    channel: "传真",
  });
  expect(startingValues("purchases", { ...given, way: "phone" })).toMatchObject({ period: "2026-10" });
});

describe("a row taken down", () => {
  const one = added(emptyCall("P01"), EVENT, () => "a");

  test("can be changed and taken out", () => {
    const [row] = one.rows;
    if (!row) throw new Error("no row");
    const changed = added(changing(one, row), { ...EVENT, weight: "紧急" }, () => "b");
    expect(changed.rows).toMatchObject([{ rowId: "a", values: { weight: "紧急" } }]);
    expect(without(changed, "a").rows).toEqual([]);
  });

  test("that the service refuses stays and says why; the unit is remembered for the next call", () => {
    const call = { ...added(one, EVENT, () => "b"), by: "李明" };
    const issue = { column: "body", code: "too_short", message: "太短", severity: "error" as const };
    const result = { sheet: "events" as const, row: null, revision: 1, mine: EVENT, baseRevision: null };
    const left = answered(call, [
      { ...result, rowId: "a", outcome: "created", issues: [] },
      { ...result, rowId: "b", outcome: "rejected", issues: [issue] },
    ]);
    expect(left).toMatchObject({ by: "李明", rows: [{ rowId: "b", said: [{ message: "太短" }] }] });
    const done = answered(left, [{ ...result, rowId: "b", outcome: "unchanged", issues: [] }]);
    expect(done).toMatchObject({ unit: "P01", by: "", rows: [] });
  });
});

describe("at the service", () => {
  let service: RealService;
  let hq: Desk;
  let lead: Desk;

  beforeEach(async () => {
    service = await aRealService(NOW);
    hq = await new Desk(service, await service.person("陈静", "hq", null), NOW).open();
    lead = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
  });
  afterEach(() => service.stop());

  const aCall = (): Call => ({
    ...added(emptyCall("P01"), EVENT, () => hq.pane.surroundings.newId()),
    by: "李明",
  });
  const submit = (call: Call): Promise<void> =>
    submitCall(hq.pane, {
      unit: { code: "P01", name: "深圳工厂" },
      at: "2026-11-03T09:40:00+08:00",
      call,
    });

  test("the unit sees it as its own row, with the way it came and who told it", async () => {
    const call = aCall();
    await submit(call);
    expect(hq.pane.state.notice).toBe("已为 深圳工厂 记录 1 条。");
    const { rows } = await lead.pane.surroundings.service.feed({ since: 0 });
    expect(rows).toMatchObject([{ unit: "P01", channel: "phone", by: { name: "陈静", unit: null } }]);
    const { revisions } = await lead.pane.surroundings.service.history(call.rows[0]?.rowId ?? "");
    expect(revisions).toMatchObject([{ told: { by: "李明", at: "2026-11-03T09:40:00+08:00" } }]);
  });

  test("after a lost answer it waits, and is there once when it is sent again", async () => {
    const call = aCall();
    service.line.loseNextReceipt();
    await submit(call);
    expect(hq.pane.state.pending).toHaveLength(1);
    await hq.does(resendWaiting);
    expect(answered(call, hq.pane.state.receipt?.results ?? []).rows).toEqual([]);
    expect((await lead.pane.surroundings.service.feed({ since: 0 })).rows).toHaveLength(1);
  });

  test("what is not submitted is kept for whoever took it down", async () => {
    const call = aCall();
    await keepCall(hq.pane, call);
    const again = await new Desk(service, await service.person("陈静", "hq", null), NOW, hq).open();
    expect(await keptCall(again.pane)).toEqual(call);
    const other = await new Desk(service, await service.person("王志远", "hq", null), NOW, hq).open();
    expect((await keptCall(other.pane)).rows).toEqual([]);
  });
});
