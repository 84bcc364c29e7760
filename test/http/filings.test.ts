import type { Filing } from "../../shared/sync/screening.ts";
import { type ADesk, aDesk, stepsOf } from "../screening/a-desk.ts";

let desk: ADesk;
beforeEach(async () => {
  desk = await aDesk();
});
afterEach(() => desk.stop());

const nominate = (unit: "P01" | "P02" | "S01", name: string, more = {}): Promise<string> =>
  desk.tell(unit, "accounts", { name, ...more });
const offered = async (unit: string): Promise<string[]> =>
  (await desk.register(unit)).accounts.map(({ name }) => name);

describe("a filing goes its way", () => {
  test("a nomination waits for HQ with the row as filed, and who filed it", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    const filing = await desk.filing(rowId);
    expect(filing).toMatchObject({
      state: "nominated",
      unit: "P01",
      unitName: "扬州工厂",
      base: null,
      revision: 1,
      account: "顺丰速运",
      registered: false,
      values: { name: "顺丰速运", category: "一类·采购频繁" },
    });
    expect(filing.steps).toMatchObject([{ step: "nominated", by: { name: "李明", unit: "P01" } }]);
    expect(await offered("P02")).not.toContain("顺丰速运");
  });

  test("a plant's head takes the own endorsement back, and nobody else's word", async () => {
    const rowId = await nominate("S01", "顺丰速运");
    const endorsed = await desk.decide(rowId, { decision: "endorsed" }, "head P01");
    const id = endorsed.steps.at(-1)?.decisionId ?? 0;
    const undo = (who: "P01" | "S01" | "head P01" | "head P02") =>
      desk.refused("POST", `/decisions/${id}/undo`, { reason: "看错了" }, who);
    for (const who of ["S01", "P01", "head P02"] as const) expect((await undo(who)).status).toBe(403);
    expect((await undo("head P01")).status).toBe(200);
    expect((await desk.filing(rowId)).state).toBe("nominated");

    const accepted = await desk.decide(rowId, { decision: "accepted" });
    const decided = accepted.steps.at(-1)?.decisionId ?? 0;
    const path = `/decisions/${decided}/undo`;
    expect((await desk.refused("POST", path, { reason: "不服" }, "head P01")).status).toBe(403);
  });

  test("accepting puts it on the register and into every unit's lists, as a group account", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    desk.at.clock += 60_000;
    const filing = await desk.decide(rowId, { decision: "accepted", reason: "干线车队大" });
    expect(filing).toMatchObject({
      state: "accepted",
      registered: true,
      changedAt: "2026-11-03T02:01:00.000Z",
    });
    expect(filing.steps.at(-1)).toMatchObject({
      step: "accepted",
      at: "2026-11-03T02:01:00.000Z",
      reason: "干线车队大",
      by: { name: "王志远", role: "hq", unit: null },
    });
    expect(await offered("P02")).toContain("顺丰速运");
    expect(await desk.account("顺丰速运")).toMatchObject({ state: "registered", level: "集团大客户" });
  });

  test("HQ may give it another name and category; the name filed leads to it still", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    await desk.decide(rowId, { decision: "accepted", name: "顺丰控股", category: "二类·行业标杆" });
    expect(await desk.account("顺丰控股")).toMatchObject({
      aliases: ["顺丰速运"],
      category: "二类·行业标杆",
    });
    const lists = await desk.register("P02");
    expect(lists.accounts.find(({ name }) => name === "顺丰控股")?.aliases).toEqual(["顺丰速运"]);
    await desk.tell("P02", "purchases", { account: "顺丰速运" });
    await desk.tell("P02", "purchases", { account: "顺丰控股" });
  });

  test("a category that is none is refused", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    expect(await desk.cannot(rowId, { decision: "accepted", category: "四类" })).toMatchObject({
      status: 400,
      code: "malformed",
    });
    expect((await desk.filing(rowId)).state).toBe("nominated");
  });

  test("sent back with a question, it is nominated again once the unit answers", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    expect((await desk.decide(rowId, { decision: "asked", reason: "年采购量是多少？" })).state).toBe("asked");
    expect((await desk.decide(rowId, { decision: "asked", reason: "车队规模呢？" })).steps).toHaveLength(3);
    await desk.tell("P01", "accounts", { name: "顺丰速运", annualUnits: 300 }, { rowId, baseRevision: 1 });
    const answered = await desk.filing(rowId);
    expect(answered).toMatchObject({ state: "nominated", revision: 2, values: { annualUnits: 300 } });
    expect(stepsOf(answered)).toEqual(["nominated", "asked", "asked", "answered"]);
    expect((await desk.decide(rowId, { decision: "accepted" })).state).toBe("accepted");
  });

  test("declined, it stays so though its row changes, until HQ decides anew", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    await desk.decide(rowId, { decision: "declined", reason: "不在范围内" });
    expect((await desk.account("顺丰速运")).state).toBe("declined");
    await desk.tell("P01", "accounts", { name: "顺丰速运", annualUnits: 300 }, { rowId, baseRevision: 1 });
    expect((await desk.filing(rowId)).state).toBe("declined");
    const anew = await desk.decide(rowId, { decision: "accepted" });
    expect([anew.state, anew.registered]).toEqual(["accepted", true]);
  });

  test("potential is kept apart, known to its units alone, and can be raised later", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    const potential = await desk.decide(rowId, { decision: "potential" });
    expect([potential.state, potential.registered]).toEqual(["potential", false]);
    expect(await desk.account("顺丰速运")).toMatchObject({ state: "potential", level: "单位级·潜在大客户" });
    expect(await offered("P01")).toContain("顺丰速运");
    expect(await offered("P02")).not.toContain("顺丰速运");
    const raised = await desk.decide(rowId, { decision: "accepted" });
    expect(stepsOf(raised)).toEqual(["nominated", "potential", "raised"]);
    expect((await desk.log()).decisions.map(({ kind }) => kind)).toEqual([
      "account-raised",
      "filing-potential",
    ]);
    expect(await offered("P02")).toContain("顺丰速运");
  });

  test("once withdrawn it cannot be decided on", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    await desk.remove("P01", "accounts", rowId, 1);
    expect((await desk.filing(rowId)).state).toBe("withdrawn");
    for (const decision of ["accepted", "potential", "declined", "asked"] as const) {
      expect(await desk.cannot(rowId, { decision, reason: "…" })).toMatchObject({
        code: "decision_impossible",
      });
    }
  });
});

describe("rules of the second screening", () => {
  test("declining and asking need a reason", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    for (const decision of ["declined", "asked"] as const) {
      expect(await desk.cannot(rowId, { decision, reason: "  " })).toMatchObject({
        status: 422,
        code: "reason_missing",
      });
    }
  });

  test("who saw an earlier revision is told that it has changed", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    await desk.tell("P01", "accounts", { name: "顺丰速运", annualUnits: 1 }, { rowId, baseRevision: 1 });
    expect(await desk.cannot(rowId, { decision: "accepted", revision: 1 })).toEqual({
      status: 409,
      code: "changed_meanwhile",
      title: "“顺丰速运”在您查看之后又有改动。",
    });
    expect((await desk.decide(rowId, { decision: "accepted", revision: 2 })).state).toBe("accepted");
  });

  test("who decides on what a colleague has just decided is told so, and the first word stands", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    await desk.decide(rowId, { decision: "declined", reason: "不在范围内", state: "nominated" });
    expect(await desk.cannot(rowId, { decision: "accepted", state: "nominated" }, "admin")).toMatchObject({
      code: "changed_meanwhile",
    });
    expect((await desk.filing(rowId)).state).toBe("declined");
    await desk.decide(rowId, { decision: "accepted", state: "declined" }, "admin");
  });

  test("what has been decided so is not decided so again", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    await desk.decide(rowId, { decision: "accepted" });
    expect((await desk.cannot(rowId, { decision: "accepted" })).code).toBe("decision_impossible");
    expect((await desk.cannot(rowId, { decision: "potential" })).code).toBe("decision_impossible");
    expect((await desk.cannot(rowId, { decision: "asked", reason: "?" })).code).toBe("decision_impossible");
  });

  test("two units' filings of one account are accepted together", async () => {
    const [first, second] = [await nominate("P01", "顺丰速运"), await nominate("P02", "顺丰速运有限公司")];
    await desk.decide(first, { decision: "accepted", reason: "同意" });
    const other = await desk.filing(second);
    expect(other.state).toBe("accepted");
    expect(other.steps.at(-1)).toMatchObject({ step: "accepted", reason: "同意", by: { name: "王志远" } });
  });

  test("a filing that was declined stays declined when another unit's is accepted", async () => {
    const [first, second] = [await nominate("P01", "顺丰速运"), await nominate("P02", "顺丰速运")];
    await desk.decide(second, { decision: "declined", reason: "由 P01 跟进" });
    expect((await desk.account("顺丰速运")).state).toBe("nominated");
    await desk.decide(first, { decision: "accepted" });
    expect(await desk.filing(second)).toMatchObject({ state: "declined", registered: true });
  });

  test("declining one filing leaves on the register what another's acceptance put there", async () => {
    const first = await nominate("P01", "顺丰速运");
    await desk.decide(first, { decision: "accepted" });
    const second = await nominate("P02", "顺丰速运");
    expect((await desk.filing(second)).state).toBe("accepted");
    await desk.decide(second, { decision: "declined", reason: "由 P01 跟进" });
    expect((await desk.account("顺丰速运")).state).toBe("registered");
    await desk.decide(first, { decision: "declined", reason: "不再合作" });
    expect((await desk.account("顺丰速运")).state).toBe("declined");
  });

  test("of two filings accepted together either one holds the account on the register", async () => {
    const [first, second] = [await nominate("P01", "顺丰速运"), await nominate("P02", "顺丰速运")];
    await desk.decide(first, { decision: "accepted" });
    await desk.decide(first, { decision: "declined", reason: "由 P02 跟进" });
    expect(await desk.filing(second)).toMatchObject({ state: "accepted", registered: true });
    await desk.decide(second, { decision: "declined", reason: "不再合作" });
    expect(await desk.filing(second)).toMatchObject({ state: "declined", registered: false });
  });

  test("an account whose filing its unit has withdrawn since stays where HQ put it", async () => {
    const first = await nominate("P01", "顺丰速运");
    await desk.decide(first, { decision: "accepted" });
    await desk.remove("P01", "accounts", first, 1);
    const second = await nominate("P02", "顺丰速运");
    await desk.decide(second, { decision: "declined", reason: "不归 P02" });
    expect(await desk.filing(second)).toMatchObject({ state: "declined", registered: true });
  });

  test("accepting it as an account that the register has makes the two one", async () => {
    const sinotrans = await desk.account("中外运");
    const rowId = await nominate("P01", "中国外运长航");
    const filing = await desk.decide(rowId, { decision: "accepted", sameAs: sinotrans.id });
    expect(filing).toMatchObject({ state: "accepted", accountId: sinotrans.id, account: "中外运" });
    expect((await desk.accounts()).map(({ name }) => name)).not.toContain("中国外运长航");
    expect(await desk.account("中外运")).toMatchObject({ aliases: ["中国外运长航"], units: ["P01"] });
    expect((await desk.register("P02")).accounts.find(({ name }) => name === "中外运")?.aliases).toEqual([
      "中国外运长航",
    ]);
  });

  test("it cannot be the same as what is not on the register", async () => {
    const rowId = await nominate("P01", "顺丰速运");
    await nominate("P02", "顺丰控股");
    const other = await desk.account("顺丰控股");
    expect(await desk.cannot(rowId, { decision: "accepted", sameAs: other.id })).toMatchObject({
      code: "decision_impossible",
      title: expect.stringContaining("顺丰控股"),
    });
    expect((await desk.cannot(rowId, { decision: "accepted", sameAs: 4711 })).code).toBe(
      "decision_impossible",
    );
  });

  test("a name that another account bears is refused, and the account named", async () => {
    const rowId = await nominate("P01", "中国外运长航");
    expect(await desk.cannot(rowId, { decision: "accepted", name: "中外运集团有限公司" })).toEqual({
      status: 409,
      code: "decision_impossible",
      title:
        "“中国外运长航”现在不能这样处理：“中外运集团有限公司”已是“中外运”的名称；如是同一客户，请选择并入“中外运”。",
    });
    expect((await desk.filing(rowId)).state).toBe("nominated");
  });

  test("the policy's nine accounts can be neither declined, merged away nor renamed", async () => {
    const rowId = await nominate("P01", "中远物流");
    await desk.decide(await nominate("P02", "顺丰速运"), { decision: "accepted" });
    const express = await desk.account("顺丰速运");
    expect((await desk.filing(rowId)).state).toBe("accepted");
    const declined = { decision: "declined", reason: "?" } as const;
    expect(await desk.cannot(rowId, declined)).toMatchObject({ status: 409, code: "policy_account" });
    expect((await desk.cannot(rowId, { decision: "potential" })).code).toBe("policy_account");
    const { id } = await desk.account("中远物流");
    const results = await desk.decideEntries(
      { kind: "account", id, decision: "declined", reason: "?" },
      { kind: "account", id, decision: "same", into: express.id },
      { kind: "account", id, decision: "accepted", name: "中远海运物流" },
    );
    expect(results.map(({ problem }) => problem?.code)).toEqual(Array(3).fill("policy_account"));
    expect(await desk.account("中远物流")).toMatchObject({ policy: true, state: "registered" });
    expect((await desk.accounts()).filter(({ policy }) => policy)).toHaveLength(9);
  });
});

describe("a shop files through its base plant", () => {
  test("the plant's head endorses it, and the record shows it", async () => {
    const rowId = await nominate("S01", "顺丰速运");
    expect((await desk.filing(rowId)).base).toEqual({ code: "P01", name: "扬州工厂" });
    const endorsed = await desk.decide(rowId, { decision: "endorsed", reason: "情况属实" }, "head P01");
    expect(endorsed.state).toBe("endorsed");
    expect(endorsed.steps.at(-1)).toMatchObject({ step: "endorsed", by: { name: "赵主任", unit: "P01" } });
    expect((await desk.cannot(rowId, { decision: "endorsed" }, "head P01")).code).toBe("decision_impossible");
    expect((await desk.decide(rowId, { decision: "accepted" })).state).toBe("accepted");
  });

  test.each(["accepted", "declined", "asked"] as const)(
    "what HQ has %s is endorsed no more",
    async (decision) => {
      const rowId = await nominate("S01", "顺丰速运");
      await desk.decide(rowId, { decision, reason: "?" });
      expect((await desk.cannot(rowId, { decision: "endorsed" }, "head P01")).code).toBe(
        "decision_impossible",
      );
      expect((await desk.filing(rowId)).state).toBe(decision);
    },
  );

  test("HQ may decide without it, and the record shows that nobody endorsed it", async () => {
    const rowId = await nominate("S01", "顺丰速运");
    expect(stepsOf(await desk.decide(rowId, { decision: "accepted" }))).toEqual(["nominated", "accepted"]);
  });

  test.each([
    ["head P02", "S01", 404],
    ["S01", "S01", 403],
    ["hq", "S01", 403],
    ["head P01", "P01", 403],
  ] as const)("%s cannot endorse what %s files: %i", async (who, unit, status) => {
    const rowId = await nominate(unit, "顺丰速运");
    expect((await desk.cannot(rowId, { decision: "endorsed" }, who)).status).toBe(status);
    expect((await desk.filing(rowId)).state).toBe("nominated");
  });

  test.each(["P01", "head P01"] as const)("only HQ accepts: %s cannot", async (who) => {
    const rowId = await nominate("P01", "顺丰速运");
    expect(await desk.cannot(rowId, { decision: "accepted" }, who)).toMatchObject({ status: 403 });
  });
});

describe("who sees which filings", () => {
  test.each([
    ["P01", ["P01"]],
    ["S01", ["S01"]],
    ["head P01", ["P01", "S01"]],
    ["hq", ["P01", "P02", "S01"]],
  ] as const)("%s sees those of %j", async (who, units) => {
    const rows = new Map<string, string>();
    for (const unit of ["P01", "P02", "S01"] as const)
      rows.set(unit, await nominate(unit, `${unit}速运公司`));
    const seen = await desk.get<Filing[]>("/filings", who);
    expect(seen.map(({ unit }) => unit).sort()).toEqual([...units]);
    for (const [unit, rowId] of rows) {
      const { status } = await desk.at.get(`/filings/${rowId}`, desk.tokens[who]);
      expect([unit, status]).toEqual([unit, units.some((one) => one === unit) ? 200 : 404]);
    }
  });

  test("by state, unit and the month in which something became of them", async () => {
    const first = await nominate("P01", "顺丰速运");
    await nominate("P02", "德邦快递");
    desk.at.clock = Date.parse("2026-12-01T02:00:00Z");
    await desk.decide(first, { decision: "accepted" });
    const list = async (query: string): Promise<string[]> =>
      (await desk.get<Filing[]>(`/filings?${query}`)).map(({ account }) => account).sort();
    expect(await list("state=nominated")).toEqual(["德邦快递"]);
    expect(await list("state=accepted&unit=P01")).toEqual(["顺丰速运"]);
    expect(await list("unit=P02")).toEqual(["德邦快递"]);
    expect(await list("period=2026-11")).toEqual(["德邦快递", "顺丰速运"]);
    expect(await list("period=2026-12")).toEqual(["顺丰速运"]);
    expect(await list("period=2026-10")).toEqual([]);
    expect(await desk.refused("GET", "/filings?unit=P02", null, "P01")).toMatchObject({ status: 403 });
  });
});

describe("what looks alike stands beside a filing", () => {
  test("names and aliases of accounts, nominations of others, and other accounts' branches", async () => {
    await nominate("P02", "顺丰控股");
    await desk.tell("P02", "carriers", { account: "招商物流", name: "顺丰速运华东" });
    const rowId = await nominate("P01", "顺丰速运", { aliases: "可口可乐项目客户" });
    const { alike = [] } = await desk.filing(rowId);
    expect(alike.map(({ kind, of, account, state, reason }) => [kind, of, account, state, reason])).toEqual(
      expect.arrayContaining([
        ["carrier", "顺丰速运华东", "招商物流", "proposed", "contains"],
        ["account", "围绕可口可乐项目的客户群", "围绕可口可乐项目的客户群", "registered", expect.anything()],
      ]),
    );
    expect(alike.map(({ of }) => of)).not.toContain("顺丰速运");
    const { alike: toOther = [] } = await desk.filing(await nominate("P02", "顺丰空股"));
    expect(toOther[0]).toMatchObject({
      kind: "account",
      of: "顺丰控股",
      state: "nominated",
      reason: "one-character",
    });
    expect(alike.map(({ score }) => score)).toEqual(
      alike.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  test("a policy account's branch that a unit takes for a customer is shown", async () => {
    const { alike } = await desk.filing(await nominate("P01", "中油运输公司"));
    expect(alike).toContainEqual(
      expect.objectContaining({ kind: "branch", of: "中油运输", account: "中石油", reason: "same" }),
    );
  });

  test("what came in since the last look is there at the next, and gone when it is undone", async () => {
    const rowId = await nominate("P01", "远成物流");
    expect((await desk.filing(rowId)).alike).toEqual([]);
    const other = await nominate("P02", "远成快运");
    expect((await desk.filing(rowId)).alike).toMatchObject([{ of: "远成快运" }]);
    const renamed = await desk.decide(other, { decision: "accepted", name: "远城快运集团" });
    expect((await desk.filing(rowId)).alike?.[0]).toMatchObject({ of: "远城快运集团", name: "远成快运" });
    await desk.undo(renamed.steps.at(-1)?.decisionId ?? 0);
    expect((await desk.filing(rowId)).alike).toMatchObject([{ of: "远成快运", name: "远成快运" }]);
  });

  test("heads see it too, a lead does not", async () => {
    const rowId = await nominate("S01", "中远海运物流");
    const { alike = [] } = await desk.filing(rowId, "head P01");
    expect(alike.map(({ of }) => of)).toEqual(["中海物流", "中远物流"]);
    expect(await desk.filing(rowId, "S01")).not.toHaveProperty("alike");
  });
});
