import { type ADesk, aDesk, lastDecision, stepsOf } from "../screening/a-desk.ts";

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk();
});
afterEach(() => desk.stop());

describe("the log of decisions", () => {
  test("newest first, by kind, page by page, with who, when and why", async () => {
    const rowId = await desk.tell("P01", "accounts", { name: "顺丰速运" });
    await desk.decide(rowId, { decision: "asked", reason: "车队规模？" });
    await desk.decide(rowId, { decision: "declined", reason: "规模太小" });
    await desk.decide(rowId, { decision: "potential" }, "admin");
    const { decisions, before } = await desk.log();
    expect(before).toBeNull();
    expect(decisions).toMatchObject([
      { kind: "filing-potential", by: { name: "管理员", role: "hq-admin", unit: null }, undone: null },
      {
        kind: "filing-declined",
        subject: "顺丰速运 · 扬州工厂",
        reason: "规模太小",
        at: "2026-11-03T02:00:00.000Z",
      },
      { kind: "filing-asked" },
    ]);
    const first = await desk.log("?limit=2");
    expect(first.decisions).toEqual(decisions.slice(0, 2));
    expect(await desk.log(`?limit=2&before=${first.before}`)).toEqual({
      decisions: decisions.slice(2),
      before: null,
    });
    expect((await desk.log("?kind=filing-asked")).decisions).toEqual([decisions[2]]);
  });
});

describe("taking a decision back", () => {
  test("everything is as it was before, and the filing's record shows it", async () => {
    const first = await desk.tell("P01", "accounts", { name: "顺丰速运" });
    const second = await desk.tell("P02", "accounts", { name: "顺丰速运" });
    const accounts = await desk.accounts();
    const lists = await desk.register("P02");
    const accepted = await desk.decide(first, {
      decision: "accepted",
      name: "顺丰控股",
      category: "二类·行业标杆",
    });
    expect(await desk.accounts()).not.toEqual(accounts);
    const undone = await desk.undo(lastDecision(accepted), "应为潜在客户");
    expect(undone).toMatchObject({
      kind: "filing-accepted",
      undone: { reason: "应为潜在客户", by: { name: "王志远", role: "hq" }, at: "2026-11-03T02:00:00.000Z" },
    });
    expect(await desk.accounts()).toEqual(accounts);
    expect(await desk.register("P02")).toEqual(lists);
    for (const rowId of [first, second]) {
      const filing = await desk.filing(rowId);
      expect(filing.steps.at(-1)).toMatchObject({ reason: "应为潜在客户", decisionId: null });
      expect([filing.state, stepsOf(filing)]).toEqual(["nominated", ["nominated", "accepted", "undone"]]);
    }
  });

  test("an endorsement goes back, a question and a refusal too", async () => {
    const rowId = await desk.tell("S01", "accounts", { name: "顺丰速运" });
    await desk.decide(rowId, { decision: "endorsed" }, "head P01");
    await desk.decide(rowId, { decision: "asked", reason: "?" });
    await desk.decide(rowId, { decision: "declined", reason: "规模太小" });
    const { decisions } = await desk.log();
    for (const { id } of decisions) await desk.undo(id);
    expect(await desk.filing(rowId)).toMatchObject({ state: "nominated" });
    expect(await desk.account("顺丰速运")).toMatchObject({ state: "nominated" });
  });

  test("what has been undone cannot be undone again; what there is none of is not found", async () => {
    const rowId = await desk.tell("P01", "accounts", { name: "顺丰速运" });
    const id = lastDecision(await desk.decide(rowId, { decision: "accepted" }));
    await desk.undo(id);
    expect(await desk.cannotUndo(id)).toMatchObject({
      status: 409,
      code: "decision_impossible",
      title: expect.stringContaining("已经撤销"),
    });
    expect(await desk.cannotUndo(4711)).toMatchObject({ status: 404 });
    expect(await desk.refused("POST", "/decisions/x/undo", {})).toMatchObject({ status: 404 });
    expect(await desk.refused("POST", `/decisions/${id}/undo`, {}, "head P01")).toMatchObject({
      status: 403,
    });
  });

  test("where a later decision has changed the same thing, that one goes first, and is named", async () => {
    const rowId = await desk.tell("P01", "accounts", { name: "顺丰速运" });
    const potential = lastDecision(await desk.decide(rowId, { decision: "potential" }));
    const raised = lastDecision(await desk.decide(rowId, { decision: "accepted" }));
    expect(await desk.cannotUndo(potential)).toMatchObject({
      code: "decision_impossible",
      title: expect.stringContaining(`第 ${raised} 号`),
    });
    await desk.undo(raised);
    expect((await desk.filing(rowId)).state).toBe("potential");
    await desk.undo(potential);
    expect((await desk.filing(rowId)).state).toBe("nominated");
  });

  test("what came back to the same by another decision is not taken for untouched", async () => {
    await desk.tell("P01", "branches", { name: "华东分公司" });
    const { id } = await desk.entry("华东分公司");
    const decide = async (decision: "accepted" | "declined"): Promise<number> =>
      (await desk.decideEntries({ kind: "branch", id, decision }))[0]?.decisionId ?? 0;
    const first = await decide("accepted");
    await decide("declined");
    await decide("accepted");
    expect((await desk.cannotUndo(first)).code).toBe("decision_impossible");
  });

  test("what others were merged into cannot be taken off the register under them", async () => {
    const rowId = await desk.tell("P01", "accounts", { name: "顺丰速运" });
    const accepted = lastDecision(await desk.decide(rowId, { decision: "accepted" }));
    const { id } = await desk.account("顺丰速运");
    const other = await desk.tell("P02", "accounts", { name: "顺丰控股" });
    const merged = lastDecision(await desk.decide(other, { decision: "accepted", sameAs: id }));
    expect((await desk.cannotUndo(accepted)).code).toBe("decision_impossible");
    await desk.undo(merged);
    expect(await desk.filing(other)).toMatchObject({
      state: "nominated",
      account: "顺丰控股",
      registered: false,
    });
    await desk.undo(accepted);
    expect((await desk.account("顺丰速运")).state).toBe("nominated");
  });

  test("where the unit has moved on since, the decision stands", async () => {
    const rowId = await desk.tell("P01", "accounts", { name: "顺丰速运" });
    const asked = lastDecision(await desk.decide(rowId, { decision: "asked", reason: "?" }));
    await desk.tell("P01", "accounts", { name: "顺丰速运", annualUnits: 5 }, { rowId, baseRevision: 1 });
    expect((await desk.cannotUndo(asked)).code).toBe("decision_impossible");
    const accepted = lastDecision(await desk.decide(rowId, { decision: "accepted" }));
    await desk.remove("P01", "accounts", rowId, 2);
    expect((await desk.cannotUndo(accepted)).code).toBe("decision_impossible");
  });

  test("filings that were accepted by themselves meanwhile wait for HQ again", async () => {
    const first = await desk.tell("P01", "accounts", { name: "顺丰速运" });
    const accepted = lastDecision(await desk.decide(first, { decision: "accepted" }));
    const second = await desk.tell("P02", "accounts", { name: "顺丰速运" });
    expect((await desk.filing(second)).state).toBe("accepted");
    await desk.undo(accepted);
    const reopened = await desk.filing(second);
    expect([reopened.state, stepsOf(reopened)]).toEqual(["nominated", ["nominated", "accepted", "undone"]]);
  });

  test("filed under the merged name meanwhile, an account comes apart with its own filings", async () => {
    const first = await desk.tell("P01", "accounts", { name: "中国外运" });
    const { id } = await desk.account("中外运");
    const merged = lastDecision(await desk.decide(first, { decision: "accepted", sameAs: id }));
    const second = await desk.tell("P02", "accounts", { name: "中国外运" });
    expect(await desk.filing(second)).toMatchObject({ state: "accepted", account: "中外运" });
    await desk.undo(merged);
    for (const rowId of [first, second]) {
      expect(await desk.filing(rowId)).toMatchObject({ state: "nominated", account: "中国外运" });
    }
  });

  test("a name that units have come to use cannot be taken from them", async () => {
    await desk.tell("P01", "carriers", { name: "安达" });
    const { id } = await desk.entry("安达");
    const rename = async (): Promise<number> =>
      (await desk.decideEntries({ kind: "carrier", id, decision: "accepted", name: "安达国际物流" }))[0]
        ?.decisionId ?? 0;
    await desk.undo(await rename());
    expect(await desk.entries("?kind=carrier")).toMatchObject([{ id, names: ["安达"], state: "proposed" }]);
    const again = await rename();
    await desk.tell("P02", "purchases", { carrier: "安达国际物流" });
    expect(await desk.cannotUndo(again)).toMatchObject({ title: expect.stringContaining("安达国际物流") });
  });
});

describe("choosing between what units tell", () => {
  const told = async (): Promise<{ id: number; rowId: string }> => {
    const rowId = await desk.tell("P01", "branches", { name: "华东分公司", fleetSize: 120, city: "上海" });
    desk.at.clock += 60_000;
    await desk.tell("P02", "branches", { name: "华东分公司", fleetSize: 90 });
    return { id: (await desk.entry("华东分公司")).id, rowId };
  };

  test("the value chosen stands in the master while somebody tells it", async () => {
    const { id, rowId } = await told();
    const fleet = async (): Promise<number> => {
      const line = await desk.get<{ values: { fleetSize: number } }>(`/merged/${rowId}`);
      return line.values.fleetSize;
    };
    expect(await fleet()).toBe(90);
    const [result] = await desk.choose({
      kind: "branch",
      id,
      column: "fleetSize",
      value: 120,
      reason: "电话核实",
    });
    expect(result?.problem).toBeNull();
    expect(await fleet()).toBe(120);
    const [decision] = (await desk.log("?kind=value-chosen")).decisions;
    expect(decision).toMatchObject({ subject: expect.stringContaining("120"), reason: "电话核实" });
    await desk.tell("P01", "branches", { name: "华东分公司", fleetSize: 100 }, { rowId, baseRevision: 1 });
    expect(await fleet()).toBe(100);
  });

  test.each([
    ["a value that nobody tells", "fleetSize", 95],
    ["a value that is empty", "fleetSize", null],
    ["the name, which is the register's", "name", "华东分公司"],
    ["a column of another sheet", "amount", 1],
  ])("%s cannot be chosen", async (_, column, value) => {
    const { id } = await told();
    const [result] = await desk.choose({ kind: "branch", id, column, value });
    expect(result?.problem?.code).toBe("decision_impossible");
    expect((await desk.log()).decisions).toEqual([]);
  });

  test("what its unit has deleted is told no more", async () => {
    const { id, rowId } = await told();
    await desk.remove("P01", "branches", rowId, 1);
    const [result] = await desk.choose({ kind: "branch", id, column: "fleetSize", value: 120 });
    expect(result?.problem?.code).toBe("decision_impossible");
  });

  test("a choice can be changed, and taking that back restores the one before", async () => {
    const { id } = await told();
    const choose = async (value: number): Promise<number> =>
      (await desk.choose({ kind: "branch", id, column: "fleetSize", value }))[0]?.decisionId ?? 0;
    const first = await choose(120);
    const second = await choose(90);
    expect((await desk.cannotUndo(first)).code).toBe("decision_impossible");
    const chosen = async (): Promise<[number, boolean][]> => {
      const differences = await desk.get<{ value: number; chosen: boolean }[]>("/differences?sheet=branches");
      return differences.map(({ value, chosen: by }) => [value, by]);
    };
    expect(await chosen()).toEqual([[90, true]]);
    await desk.undo(second);
    expect(await chosen()).toEqual([[120, true]]);
    await desk.undo(first);
    expect(await chosen()).toEqual([[90, false]]);
  });

  test("an account's values are chosen alike, its category is not", async () => {
    await desk.tell("P01", "accounts", { name: "中远物流", fleetSize: 800 });
    await desk.tell("P02", "accounts", { name: "中远物流", fleetSize: 900, category: "二类·行业标杆" });
    const { id } = await desk.account("中远物流");
    const results = await desk.choose(
      { kind: "account", id, column: "fleetSize", value: 800 },
      { kind: "account", id, column: "category", value: "二类·行业标杆" },
    );
    expect(results.map(({ problem }) => problem?.code ?? null)).toEqual([null, "decision_impossible"]);
  });

  test("a branch is chosen as the master spells it, however a unit wrote it", async () => {
    await desk.tell("P01", "branches", { name: "华东分公司" });
    const { id: branch } = await desk.entry("华东分公司");
    await desk.decideEntries({ kind: "branch", id: branch, decision: "accepted", name: "华东大区分公司" });
    const contact = { name: "李静", phone: "13800000001" };
    const rowId = await desk.tell("P01", "contacts", { ...contact, branch: "华东分公司" });
    desk.at.clock += 60_000;
    await desk.tell("P02", "contacts", { ...contact, branch: "华南分公司" });
    const [id, other] = (await desk.entries("?kind=contact")).map((entry) => entry.id);
    if (id === undefined || other === undefined) throw new Error("two contacts were told");
    await desk.decideEntries({ kind: "contact", id: other, decision: "same", into: id });
    const branchShown = async (): Promise<string> =>
      (await desk.get<{ values: { branch: string } }>(`/merged/${rowId}`)).values.branch;
    expect(await branchShown()).toBe("华南分公司");
    const choose = async (value: string) =>
      (await desk.choose({ kind: "contact", id, column: "branch", value }))[0];
    expect((await choose("华东大区分公司"))?.problem).toBeNull();
    expect(await branchShown()).toBe("华东大区分公司");
  });
});
