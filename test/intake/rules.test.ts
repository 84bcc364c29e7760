import { aDeletion, aPurchase, aRow, aSubmission, newId } from "./a-submission.ts";
import { ADMINISTRATOR, type AStore, aStore, codesOf, HQ, LEAD, OTHER_LEAD } from "./a-store.ts";

describe("months", () => {
  let at: AStore;
  beforeEach(async () => {
    at = await aStore();
  });
  afterEach(() => at.close());

  const close = (): Promise<void> =>
    at.store.periods.set({ period: "2026-10", deadline: "2026-11-05T15:59:59.999Z", state: "closed" });

  test("a row after the deadline is taken and marked late while the month is open", async () => {
    const rowId = newId();
    const row = aSubmission({ rows: [aPurchase({}, { rowId })] });
    const outcome = await at.pushOne(row, LEAD, "2026-11-06T00:00:00Z");
    expect(outcome.outcome).toBe("created");
    expect(outcome.issues).toEqual([
      {
        column: "period",
        code: "period_late",
        message: "2026-10 已过截止时间，按迟报记录",
        severity: "warning",
      },
    ]);
    expect((await at.store.rows.revisionsOf(rowId))[0]).toMatchObject({ late: true, period: "2026-10" });
  });

  test("a row on the last day in China is on time", async () => {
    const outcome = await at.pushOne(aSubmission({ rows: [aPurchase()] }), LEAD, "2026-11-05T15:59:00Z");
    expect(outcome.issues).toEqual([]);
  });

  test("a standing row belongs to no month and is never late", async () => {
    await close();
    const outcome = await at.pushOne(aSubmission({ rows: [aRow("branches")] }), LEAD, "2026-12-01T00:00:00Z");
    expect(outcome).toMatchObject({ outcome: "created", issues: [] });
  });

  test("a closed month refuses new rows, changes and deletions, but for HQ's correction right", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({}, { rowId })] }));
    await close();
    const change = aPurchase({ units: 99 }, { rowId, baseRevision: 1 });
    for (const row of [aPurchase(), change, aDeletion("purchases", rowId, 1)]) {
      const outcome = await at.pushOne(aSubmission({ rows: [row] }));
      expect(outcome).toMatchObject({ outcome: "rejected" });
      expect(codesOf(outcome)).toEqual(["period_closed"]);
    }
    expect(await at.pushOne(aSubmission({ rows: [change] }), HQ)).toMatchObject({ outcome: "rejected" });
    expect(await at.pushOne(aSubmission({ rows: [change] }), ADMINISTRATOR)).toMatchObject({
      outcome: "updated",
    });
  });

  test("a row may not leave a closed month for an open one", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({}, { rowId })] }));
    await close();
    const moved = aPurchase({ period: "2026-11" }, { rowId, baseRevision: 1 });
    expect(codesOf(await at.pushOne(aSubmission({ period: "2026-11", rows: [moved] })))).toEqual([
      "period_closed",
    ]);
  });

  test("a reopened month takes rows again", async () => {
    await close();
    await at.store.periods.set({ period: "2026-10", deadline: "2026-11-05T15:59:59.999Z", state: "open" });
    expect(await at.pushOne(aSubmission({ rows: [aPurchase()] }))).toMatchObject({ outcome: "created" });
  });

  test("a row of another month than the report's is taken with a warning and counts for its own", async () => {
    const rowId = newId();
    const outcome = await at.pushOne(aSubmission({ rows: [aPurchase({ period: "2026年9月" }, { rowId })] }));
    expect(codesOf(outcome)).toEqual(["period_other", "period_late"]);
    expect((await at.store.rows.revisionsOf(rowId))[0]?.period).toBe("2026-09");
  });

  test("an event stays in the month in which it was first told", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aRow("events", {}, { rowId })] }));
    const changed = aRow("events", { body: "下月公开招标八十台。" }, { rowId, baseRevision: 1 });
    await at.push(aSubmission({ period: "2026-11", rows: [changed] }));
    expect((await at.store.rows.revisionsOf(rowId)).map(({ period }) => period)).toEqual([
      "2026-10",
      "2026-10",
    ]);
  });

  test("an event in the future in China is refused", async () => {
    const tomorrow = aRow("events", { happenedOn: "2026-11-04" });
    expect(codesOf(await at.pushOne(aSubmission({ rows: [tomorrow] })))).toEqual(["date_future"]);
    const outcome = await at.pushOne(aSubmission({ rows: [tomorrow] }), LEAD, "2026-11-03T16:00:00Z");
    expect(outcome.outcome).toBe("created");
  });
});

describe("one review a month", () => {
  let at: AStore;
  beforeEach(async () => {
    at = await aStore();
  });
  afterEach(() => at.close());

  test("a second review of an account is refused, under another spelling too, and within one submission", async () => {
    const { outcomes } = await at.push(
      aSubmission({ rows: [aRow("reviews"), aRow("reviews", { account: "招商物流（集团）有限公司" })] }),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created", "rejected"]);
    const again = await at.pushOne(aSubmission({ rows: [aRow("reviews")] }));
    expect(again.issues).toMatchObject([{ column: "account", code: "review_doubled" }]);
  });

  test("another unit, another month and another account have their own", async () => {
    await at.push(aSubmission({ rows: [aRow("reviews")] }));
    const { counts } = await at.push(
      aSubmission({ rows: [aRow("reviews", { account: "中外运" }), aRow("reviews", { period: "2026-11" })] }),
    );
    expect(counts.created).toBe(2);
    const other = aSubmission({ unit: "P02", rows: [aRow("reviews")] });
    expect(await at.pushOne(other, OTHER_LEAD)).toMatchObject({ outcome: "created" });
  });

  test("a review that moved to another account or was deleted makes room", async () => {
    const [first, second] = [newId(), newId()];
    await at.push(aSubmission({ rows: [aRow("reviews", {}, { rowId: first })] }));
    const moved = aRow("reviews", { account: "中外运" }, { rowId: first, baseRevision: 1 });
    const { outcomes } = await at.push(
      aSubmission({ rows: [moved, aRow("reviews", {}, { rowId: second })] }),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["updated", "created"]);
    const { counts } = await at.push(
      aSubmission({ rows: [aDeletion("reviews", second, 1), aRow("reviews", { rating: 2 })] }),
    );
    expect(counts).toMatchObject({ deleted: 1, created: 1 });
  });
});

describe("accounts, branches and carriers", () => {
  let at: AStore;
  beforeEach(async () => {
    at = await aStore();
  });
  afterEach(() => at.close());

  /** The account that a row was counted for. */
  async function accountOf(table: string, rowId: string): Promise<unknown> {
    const answers = await at.store.snapshot([
      {
        name: "account",
        sql: `SELECT a.name FROM ${table} t JOIN account_register a ON a.id = t.account_id WHERE t.row_id = :id`,
        parameters: { id: rowId },
      },
    ]);
    return answers.get("account")?.[0]?.name;
  }

  test("the register begins with the policy's nine accounts", async () => {
    const { accounts, branches } = await at.store.register.lists(null);
    expect(accounts.map(({ name }) => name)).toEqual([
      "招商物流",
      "中外运",
      "中石油",
      "中石化",
      "中邮物流",
      "中海物流",
      "宝华物流",
      "围绕可口可乐项目的客户群",
      "中远物流",
    ]);
    expect(accounts[1]?.note).toBe("总公司及分支机构，重点包含中海壳牌项目");
    expect(branches).toEqual([
      { account: "中外运", name: "中海壳牌项目" },
      { account: "中石油", name: "中油运输" },
    ]);
  });

  test("an account off the register is refused until the unit files it, in the same submission or before", async () => {
    const purchase = aPurchase({ account: "顺丰速运" });
    expect(codesOf(await at.pushOne(aSubmission({ rows: [purchase] })))).toEqual(["unknown_account"]);
    // The filing stands after the row that needs it: order on the wire does not matter.
    const { counts } = await at.push(aSubmission({ rows: [purchase, aRow("accounts")] }));
    expect(counts.created).toBe(2);
    expect(await accountOf("ka_purchases", purchase.rowId)).toBe("顺丰速运");
  });

  test("what one unit nominates is not known to another, and the register is each unit's own view", async () => {
    await at.push(aSubmission({ rows: [aRow("accounts")] }));
    const names = async (unit: string | null): Promise<string[]> =>
      (await at.store.register.lists(unit)).accounts.map(({ name }) => name);
    expect(await names("P01")).toContain("顺丰速运");
    expect(await names("P02")).not.toContain("顺丰速运");
    expect(await names(null)).not.toContain("顺丰速运");
    const other = aSubmission({ unit: "P02", rows: [aPurchase({ account: "顺丰速运" })] });
    expect(codesOf(await at.pushOne(other, OTHER_LEAD))).toEqual(["unknown_account"]);
  });

  test("two units that nominate one name share one account", async () => {
    const [mine, theirs] = [aRow("accounts"), aRow("accounts", { name: "顺丰 速运（集团）有限公司" })];
    await at.push(aSubmission({ rows: [mine] }));
    await at.push(aSubmission({ unit: "P02", rows: [theirs] }), OTHER_LEAD);
    expect(await accountOf("ka_accounts", theirs.rowId)).toBe("顺丰速运");
  });

  test("a filing whose name or alias is on the register belongs to that account", async () => {
    const byName = aRow("accounts", { name: "招商物流有限公司" });
    const byAlias = aRow("accounts", { name: "招商局现代物流", aliases: "招商物流" });
    await at.push(aSubmission({ rows: [byName, byAlias] }));
    expect(await accountOf("ka_accounts", byName.rowId)).toBe("招商物流");
    expect(await accountOf("ka_accounts", byAlias.rowId)).toBe("招商物流");
    const purchase = aPurchase({ account: "招商局现代物流" });
    await at.push(aSubmission({ rows: [purchase] }));
    expect(await accountOf("ka_purchases", purchase.rowId)).toBe("招商物流");
  });

  test("an alias that one unit uses means nothing to the others", async () => {
    await at.push(aSubmission({ rows: [aRow("accounts", { aliases: "SF" })] }));
    expect(await at.pushOne(aSubmission({ rows: [aPurchase({ account: "ＳＦ" })] }))).toMatchObject({
      outcome: "created",
    });
    const other = aSubmission({ unit: "P02", rows: [aRow("accounts", { name: "SF" })] });
    await at.push(other, OTHER_LEAD);
    const { accounts } = await at.store.register.lists("P02");
    expect(accounts.map(({ name }) => name)).toContain("SF");
  });

  test("a renamed filing keeps its account, and rows under the old name still find it", async () => {
    const filing = aRow("accounts");
    const purchase = aPurchase({ account: "顺丰速运" });
    await at.push(aSubmission({ rows: [filing, purchase] }));
    const renamed = { ...filing, baseRevision: 1, values: { ...filing.values, name: "丰行天下" } };
    expect(await at.pushOne(aSubmission({ rows: [renamed] }))).toMatchObject({ outcome: "updated" });
    const [older, newer] = [aPurchase({ account: "顺丰速运" }), aPurchase({ account: "丰行天下" })];
    const { counts } = await at.push(aSubmission({ rows: [older, newer] }));
    expect(counts.created).toBe(2);
    for (const { rowId } of [purchase, older, newer])
      expect(await accountOf("ka_purchases", rowId)).toBe("丰行天下");
    const { accounts } = await at.store.register.lists("P01");
    expect(accounts.at(-1)).toMatchObject({ name: "丰行天下", aliases: ["顺丰速运"] });
  });

  test("one unit's new name does not rename an account that another unit files too", async () => {
    const filing = aRow("accounts");
    await at.push(aSubmission({ rows: [filing] }));
    await at.push(aSubmission({ unit: "P02", rows: [aRow("accounts")] }), OTHER_LEAD);
    const renamed = { ...filing, baseRevision: 1, values: { ...filing.values, name: "丰行天下" } };
    await at.push(aSubmission({ rows: [renamed] }));
    expect(await accountOf("ka_accounts", filing.rowId)).toBe("顺丰速运");
    expect(await at.pushOne(aSubmission({ rows: [aPurchase({ account: "丰行天下" })] }))).toMatchObject({
      outcome: "created",
    });
  });

  test("a branch off the register is proposed, unless the unit's own sheet names it", async () => {
    const proposed = await at.pushOne(aSubmission({ rows: [aPurchase({ branch: "华东分公司" })] }));
    expect(proposed).toMatchObject({ outcome: "created" });
    expect(codesOf(proposed)).toEqual(["branch_proposed"]);
    const { outcomes } = await at.push(
      aSubmission({ rows: [aPurchase({ branch: "华东（分公司）" }), aRow("branches"), aRow("carriers")] }),
    );
    expect(outcomes.flatMap(codesOf)).toEqual([]);
    const later = aPurchase({ branch: "华东分公司", carrier: "安达运输" });
    expect(codesOf(await at.pushOne(aSubmission({ rows: [later] })))).toEqual([]);
    const registered = aPurchase({ account: "中外运", branch: "中海壳牌项目" });
    expect(codesOf(await at.pushOne(aSubmission({ rows: [registered] })))).toEqual([]);
  });

  test("a branch of another account is no branch of this one", async () => {
    const wrong = aPurchase({ account: "中石油", branch: "中海壳牌项目" });
    expect(codesOf(await at.pushOne(aSubmission({ rows: [wrong] })))).toEqual(["branch_proposed"]);
  });
});
