import type { Alike, DecisionResults } from "../../shared/sync/screening.ts";
import type { Value } from "../../shared/report/value.ts";
import { type ADesk, aDesk } from "../screening/a-desk.ts";

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk();
});
afterEach(() => desk.stop());

type Values = Record<string, Value>;
const branch = (unit: "P01" | "P02" | "S01", name: string, more: Values = {}): Promise<string> =>
  desk.tell(unit, "branches", { name, ...more });
const carrier = (unit: "P01" | "P02" | "S01", name: string, more: Values = {}): Promise<string> =>
  desk.tell(unit, "carriers", { name, ...more });
const contact = (unit: "P01" | "P02" | "S01", name: string, more: Values = {}): Promise<string> =>
  desk.tell(unit, "contacts", { name, ...more });

const offered = async (unit: string): Promise<string[]> => {
  const { branches, carriers } = await desk.register(unit);
  return [...branches, ...carriers].map(({ name }) => name);
};
const brief = (alike: readonly Alike[]): string[] => alike.map(({ of, reason }) => `${of} ${reason}`);

describe("what units name comes to HQ", () => {
  test("one entry for one thing, with everybody who speaks of it and every spelling", async () => {
    await carrier("P01", "安达运输有限公司");
    await carrier("P02", "安达运输");
    await desk.tell("S01", "purchases", { carrier: "安达运输（公司）" });
    expect(await desk.entries("?kind=carrier")).toMatchObject([
      {
        kind: "carrier",
        account: "招商物流",
        name: "安达运输有限公司",
        names: ["安达运输有限公司", "安达运输", "安达运输（公司）"],
        state: "proposed",
        units: ["P01", "P02", "S01"],
        rows: 3,
        firstUnit: "P01",
        alike: [],
      },
    ]);
  });

  test("proposed ones first; by kind, state and account, page by page", async () => {
    await branch("P01", "华东分公司");
    await branch("P01", "天津储运基地", { account: "中海物流" });
    const all = await desk.entries("?kind=branch");
    expect(all.map(({ name, state }) => [name, state])).toEqual([
      ["华东分公司", "proposed"],
      ["天津储运基地", "proposed"],
      ["中海壳牌项目", "registered"],
      ["中油运输", "registered"],
    ]);
    const names = async (query: string): Promise<string[]> =>
      (await desk.entries(query)).map(({ name }) => name);
    expect(await names("?state=registered")).toEqual(["中海壳牌项目", "中油运输"]);
    expect(await names(`?account=${(await desk.account("中海物流")).id}`)).toEqual(["天津储运基地"]);
    expect(await names("?kind=branch&limit=2&offset=1")).toEqual(["天津储运基地", "中海壳牌项目"]);
    expect(await names("?kind=carrier")).toEqual([]);
  });

  test("what looks alike stands beside it, of the same kind and account only", async () => {
    await branch("P01", "华东分公司");
    await branch("P02", "华东分公司（上海）");
    await branch("P02", "华南分公司");
    await branch("P02", "华东分公司（苏州）", { account: "中海物流" });
    await carrier("P02", "华东分公司运输");
    expect(brief((await desk.entry("华东分公司")).alike)).toEqual(["华东分公司（上海） contains"]);
    expect((await desk.entry("华南分公司")).alike).toEqual([]);
  });

  test("screening is for headquarters", async () => {
    for (const path of ["/entries", "/accounts", "/matches", "/decisions"]) {
      for (const who of ["P01", "head P01"] as const) {
        expect(await desk.refused("GET", path, null, who)).toMatchObject({ status: 403 });
      }
    }
    const decisions = [{ kind: "branch", id: 1, decision: "declined" }];
    expect(await desk.refused("POST", "/entries/decisions", { decisions }, "head P01")).toMatchObject({
      status: 403,
    });
  });
});

describe("decisions in bulk", () => {
  test("accepting puts branches and carriers into every unit's lists", async () => {
    await branch("P01", "华东分公司");
    await carrier("P01", "安达运输");
    expect(await offered("P02")).not.toContain("安达运输");
    const asked = (await desk.entries("?state=proposed")).map(
      ({ kind, id }) => ({ kind, id, decision: "accepted" }) as const,
    );
    const results = await desk.decideEntries(...asked);
    expect(results.map(({ problem }) => problem)).toEqual([null, null]);
    expect(await offered("P02")).toEqual(expect.arrayContaining(["华东分公司", "安达运输"]));
    expect(await desk.entries("?state=proposed")).toEqual([]);
  });

  test("HQ may call it otherwise, and whoever picks the new name means the same one", async () => {
    await carrier("P01", "安达");
    const { id } = await desk.entry("安达");
    await desk.decideEntries({ kind: "carrier", id, decision: "accepted", name: "安达国际物流" });
    expect(await offered("P02")).toContain("安达国际物流");
    await desk.tell("P02", "purchases", { carrier: "安达国际物流" });
    expect(await desk.entries("?kind=carrier")).toMatchObject([
      { id, name: "安达国际物流", state: "registered", units: ["P01", "P02"], rows: 2 },
    ]);
  });

  test("a name that another one of the account bears is refused", async () => {
    await carrier("P01", "安达");
    await carrier("P01", "安达国际物流");
    const { id } = await desk.entry("安达");
    const [result] = await desk.decideEntries({
      kind: "carrier",
      id,
      decision: "accepted",
      name: "安达国际物流有限公司",
    });
    expect(result?.problem).toEqual({
      code: "decision_impossible",
      message: "“安达”现在不能这样处理：同一客户下已有“安达国际物流”；如是同一家，请选择合并。",
    });
  });

  test("declined ones are offered to nobody", async () => {
    await branch("P01", "华东分公司");
    const { id } = await desk.entry("华东分公司");
    await desk.decideEntries({ kind: "branch", id, decision: "declined", reason: "已撤销" });
    expect(await desk.entry("华东分公司")).toMatchObject({ state: "declined" });
    expect(await offered("P02")).not.toContain("华东分公司");
  });

  test("one that cannot be carried out says why, in the caller's language, and stops none of the others", async () => {
    await branch("P01", "华东分公司");
    await branch("P01", "华北分公司");
    const [east, north] = [await desk.entry("华东分公司"), await desk.entry("华北分公司")];
    const decisions = [
      { kind: "branch", id: east.id, decision: "accepted" },
      { kind: "branch", id: 4711, decision: "accepted" },
      { kind: "branch", id: east.id, decision: "accepted" },
      { kind: "branch", id: north.id, decision: "same", into: 4711 },
      { kind: "branch", id: north.id, decision: "accepted" },
    ];
    const response = await desk.at.send(
      "POST",
      "/entries/decisions",
      desk.tokens.hq,
      { decisions },
      {
        "Accept-Language": "en",
      },
    );
    const { results } = (await response.json()) as DecisionResults;
    expect(results).toEqual([
      { decisionId: expect.any(Number), problem: null },
      { decisionId: null, problem: { code: "not_found", message: expect.any(String) } },
      {
        decisionId: null,
        problem: { code: "decision_impossible", message: expect.stringContaining("it is so already") },
      },
      { decisionId: null, problem: { code: "decision_impossible", message: expect.any(String) } },
      { decisionId: expect.any(Number), problem: null },
    ]);
    expect(await offered("P02")).toEqual(expect.arrayContaining(["华东分公司", "华北分公司"]));
  });

  test("an account can be accepted and declined as a whole, and its filings go along", async () => {
    const first = await desk.tell("P01", "accounts", { name: "顺丰速运" });
    const second = await desk.tell("P02", "accounts", { name: "顺丰速运" });
    const { id } = await desk.account("顺丰速运");
    const [declined] = await desk.decideEntries({ kind: "account", id, decision: "declined" });
    expect(declined?.problem?.code).toBe("reason_missing");
    await desk.decideEntries({ kind: "account", id, decision: "accepted" });
    for (const rowId of [first, second]) expect((await desk.filing(rowId)).state).toBe("accepted");
    await desk.decideEntries({ kind: "account", id, decision: "declined", reason: "不再合作" });
    for (const rowId of [first, second]) expect((await desk.filing(rowId)).state).toBe("declined");
    expect(await desk.account("顺丰速运")).toMatchObject({ state: "declined" });
  });
});

describe("two that are one", () => {
  test("rows stay as they are; all that pointed at the one points at the other", async () => {
    await carrier("P01", "安达运输");
    await carrier("P02", "安达货运");
    await carrier("S01", "安达快运");
    const [transport, freight, express] = [
      await desk.entry("安达运输"),
      await desk.entry("安达货运"),
      await desk.entry("安达快运"),
    ];
    const same = { kind: "carrier", decision: "same" } as const;
    await desk.decideEntries({ ...same, id: express.id, into: freight.id });
    await desk.decideEntries({ ...same, id: freight.id, into: transport.id });
    expect(await desk.entries("?kind=carrier")).toMatchObject([
      {
        id: transport.id,
        names: ["安达运输", "安达货运", "安达快运"],
        units: ["P01", "P02", "S01"],
        rows: 3,
      },
    ]);
    // Both point at the third, neither at the other: the store knows no chains.
    expect((await desk.at.store.verify()).faults).toEqual([]);
    await desk.undo((await desk.log()).decisions[0]?.id ?? 0);
    expect((await desk.entries("?kind=carrier")).map(({ names }) => names)).toEqual([
      ["安达运输"],
      ["安达货运", "安达快运"],
    ]);
  });

  test("what was on the register stays on it, whichever of the two stays", async () => {
    await carrier("P01", "安达运输");
    await carrier("P02", "安达货运");
    const [transport, freight] = [await desk.entry("安达运输"), await desk.entry("安达货运")];
    await desk.decideEntries({ kind: "carrier", id: freight.id, decision: "accepted" });
    await desk.decideEntries({ kind: "carrier", id: freight.id, decision: "same", into: transport.id });
    expect(await desk.entry("安达运输")).toMatchObject({ state: "registered" });
    expect(await offered("P02")).toEqual(expect.arrayContaining(["安达运输"]));
  });

  test("of two accounts they cannot be one, until the accounts are", async () => {
    const rowId = await desk.tell("P01", "accounts", { name: "招商局物流集团" });
    await carrier("P01", "安达货运", { account: "招商局物流集团" });
    await carrier("P01", "安达运输");
    const [freight, transport] = [await desk.entry("安达货运"), await desk.entry("安达运输")];
    const same = { kind: "carrier", id: freight.id, decision: "same", into: transport.id } as const;
    expect((await desk.decideEntries(same))[0]?.problem).toMatchObject({
      code: "decision_impossible",
      message: expect.stringContaining("招商局物流集团"),
    });
    const { id: merchants } = await desk.account("招商物流");
    await desk.decide(rowId, { decision: "accepted", sameAs: merchants });
    expect((await desk.decideEntries(same))[0]?.problem).toBeNull();
    expect(await desk.entries("?kind=carrier")).toMatchObject([{ account: "招商物流", rows: 2 }]);
    // The merger of the carriers rests upon that of the accounts.
    const [, accounts] = (await desk.log()).decisions;
    expect(await desk.cannotUndo(accounts?.id ?? 0)).toMatchObject({ code: "decision_impossible" });
  });

  test("entries of merged accounts with one key are one by themselves", async () => {
    const rowId = await desk.tell("P01", "accounts", { name: "招商局物流集团" });
    await carrier("P01", "安达运输", { account: "招商局物流集团" });
    await carrier("P02", "安达运输有限公司");
    expect(await desk.entries("?kind=carrier")).toHaveLength(2);
    const { id: merchants } = await desk.account("招商物流");
    await desk.decide(rowId, { decision: "accepted", sameAs: merchants });
    expect(await desk.entries("?kind=carrier")).toMatchObject([
      { account: "招商物流", name: "安达运输有限公司", units: ["P01", "P02"] },
    ]);
  });

  test("accounts: what waits for the one is accepted as the other is, and both names lead there", async () => {
    const rowId = await desk.tell("P02", "accounts", { name: "中国外运" });
    const [from, into] = [await desk.account("中国外运"), await desk.account("中外运")];
    const same = { kind: "account", decision: "same" } as const;
    const [back, , result] = await desk.decideEntries(
      { ...same, id: into.id, into: from.id },
      { ...same, id: from.id, into: from.id },
      { ...same, id: from.id, into: into.id },
    );
    expect(back?.problem?.code).toBe("policy_account");
    expect(result?.problem).toBeNull();
    expect(await desk.filing(rowId)).toMatchObject({ state: "accepted", account: "中外运" });
    await desk.tell("P01", "purchases", { account: "中国外运" });
    await desk.undo(result?.decisionId ?? 0);
    expect(await desk.filing(rowId)).toMatchObject({ state: "nominated", account: "中国外运" });
  });

  test("a registered account is not merged into one that is not on the register", async () => {
    await desk.decide(await desk.tell("P01", "accounts", { name: "顺丰速运" }), { decision: "accepted" });
    await desk.tell("P02", "accounts", { name: "顺丰控股" });
    const [from, into] = [await desk.account("顺丰速运"), await desk.account("顺丰控股")];
    const [result] = await desk.decideEntries({
      kind: "account",
      id: from.id,
      decision: "same",
      into: into.id,
    });
    expect(result?.problem?.code).toBe("decision_impossible");
  });
});

describe("near matches are proposed", () => {
  test("best first, with the reason, the one on the register staying", async () => {
    await carrier("P01", "安达运输");
    await carrier("P02", "安达货运");
    await carrier("P02", "上海佳吉快运");
    await carrier("P01", "上海佳吉快运华南区");
    const freight = await desk.entry("安达货运");
    await desk.decideEntries({ kind: "carrier", id: freight.id, decision: "accepted" });
    const matches = await desk.matches("?kind=carrier");
    expect(matches.map(({ from, into, reason }) => [from.name, into.name, reason])).toEqual([
      ["上海佳吉快运华南区", "上海佳吉快运", "contains"],
      ["安达运输", "安达货运", "alike"],
    ]);
    expect(matches[0]?.score).toBeGreaterThanOrEqual(matches[1]?.score ?? 1);
    expect(matches.find(({ into }) => into.name === "安达货运")).toMatchObject({
      from: { units: ["P01"], rows: 1 },
      into: { units: ["P02"], state: "registered" },
    });
    expect(await desk.matches("?kind=carrier&limit=1&offset=1")).toEqual([matches[1]]);
  });

  test("what has been decided is not proposed again: neither the same nor what is apart", async () => {
    await carrier("P01", "安达运输");
    await carrier("P02", "安达货运");
    await carrier("S01", "安达快运");
    const [transport, freight, express] = [
      await desk.entry("安达运输"),
      await desk.entry("安达货运"),
      await desk.entry("安达快运"),
    ];
    expect(await desk.matches("?kind=carrier")).toHaveLength(3);
    const apart = { kind: "carrier", id: freight.id, decision: "apart", into: transport.id } as const;
    const [first, again] = await desk.decideEntries(apart, apart);
    expect([first?.problem, again?.problem?.code]).toEqual([null, "decision_impossible"]);
    expect(await desk.matches("?kind=carrier")).toHaveLength(2);
    expect(brief((await desk.entry("安达运输")).alike)).toEqual(["安达快运 alike"]);
    // Who is the same as one of them is apart from the other as well.
    await desk.decideEntries({ kind: "carrier", id: express.id, decision: "same", into: freight.id });
    expect(await desk.matches("?kind=carrier")).toEqual([]);
    await desk.undo((await desk.log()).decisions[0]?.id ?? 0);
    await desk.undo(first?.decisionId ?? 0);
    expect(await desk.matches("?kind=carrier")).toHaveLength(3);
  });

  test("contacts by the same telephone, and by the same name at different places", async () => {
    await contact("P01", "刘志峰", { phone: "138 0013 8000" });
    await contact("P02", "刘经理", { phone: "+86-13800138000" });
    await contact("P01", "王芳", { side: "分支机构", branch: "华东分公司" });
    await contact("P02", "王芳", { side: "分支机构", branch: "华南分公司" });
    await contact("P02", "王强", { phone: "021-66668888" });
    const matches = await desk.matches("?kind=contact");
    expect(matches.map(({ from, into, reason }) => [from.name, into.name, reason])).toEqual([
      ["刘经理", "刘志峰", "same-phone"],
      ["王芳", "王芳", "same-person"],
    ]);
  });

  test("a nomination is held against every account, two that are on the register against each other no more", async () => {
    const rowId = await desk.tell("P01", "accounts", { name: "中国外运" });
    expect(await desk.matches("?kind=account")).toMatchObject([
      { from: { name: "中国外运", state: "proposed" }, into: { name: "中外运" }, reason: "one-character" },
    ]);
    await desk.remove("P01", "accounts", rowId, 1);
    expect(await desk.matches("?kind=account")).toEqual([]);
  });
});
