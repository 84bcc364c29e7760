import type { Author } from "../../shared/sync/protocol.ts";
import { aDeletion, aRow, aSubmission, newId } from "./a-submission.ts";
import { type AStore, aStore, codesOf, HQ, LEAD, OTHER_LEAD } from "./a-store.ts";

let at: AStore;
beforeEach(async () => {
  at = await aStore();
});
afterEach(async () => {
  expect((await at.store.verify()).faults).toEqual([]);
  await at.close();
});

const stateOf = async (rowId: string): Promise<string | undefined> =>
  (await at.database.all<{ state: string }>("SELECT state FROM filings WHERE row_id = ?", [rowId]))[0]?.state;
const stepsOf = (rowId: string): Promise<unknown[]> =>
  at.database.all("SELECT step, author_name AS who, reason FROM filing_steps WHERE row_id = ? ORDER BY id", [
    rowId,
  ]);
/** What HQ's decision leaves behind. */
const decided = (rowId: string, state: string): Promise<void> =>
  at.database.run("UPDATE filings SET state = ? WHERE row_id = ?", [state, rowId]);

async function filed(values = {}, person: Author = LEAD): Promise<string> {
  const rowId = newId();
  const unit = person.unit ?? "P01";
  await at.push(aSubmission({ unit, rows: [aRow("accounts", values, { rowId })] }), person);
  return rowId;
}
const edit = (rowId: string, baseRevision: number, values: object, person = LEAD, reason?: string) =>
  at.pushOne(
    aSubmission({
      rows: [{ ...aRow("accounts", { ...values }, { rowId, baseRevision }), ...(reason && { reason }) }],
    }),
    person,
  );

describe("a filing", () => {
  test("of an account that nobody knows is a nomination by its author", async () => {
    const rowId = await filed();
    expect(await stateOf(rowId)).toBe("nominated");
    expect(await stepsOf(rowId)).toEqual([{ step: "nominated", who: "李明", reason: "" }]);
  });

  test("of an account on the register is accepted by itself", async () => {
    const rowId = await filed({ name: "招商物流" });
    expect(await stateOf(rowId)).toBe("accepted");
    expect(await stepsOf(rowId)).toEqual([
      { step: "nominated", who: "李明", reason: "" },
      { step: "accepted", who: "大客户通", reason: "" },
    ]);
  });

  test("is not touched by an edit while nobody has asked", async () => {
    const rowId = await filed();
    await edit(rowId, 1, { annualUnits: 40 });
    expect(await stepsOf(rowId)).toHaveLength(1);
  });

  test("that HQ has a question on is nominated again when the unit edits it", async () => {
    const rowId = await filed();
    await decided(rowId, "asked");
    await edit(rowId, 1, { annualUnits: 40 });
    expect(await stateOf(rowId)).toBe("nominated");
    expect((await stepsOf(rowId)).at(-1)).toEqual({ step: "answered", who: "李明", reason: "" });
  });

  test("is not answered by HQ's own correction", async () => {
    const rowId = await filed();
    await decided(rowId, "asked");
    await edit(rowId, 1, { annualUnits: 40 }, HQ, "电话核实");
    expect(await stateOf(rowId)).toBe("asked");
  });

  test("that was declined stays declined when it is edited", async () => {
    const rowId = await filed();
    await decided(rowId, "declined");
    await edit(rowId, 1, { annualUnits: 40 });
    expect(await stateOf(rowId)).toBe("declined");
  });

  test("is withdrawn with its row, and nominated anew when the row is written again", async () => {
    const rowId = await filed();
    await at.push(aSubmission({ rows: [aDeletion("accounts", rowId, 1)] }));
    expect(await stateOf(rowId)).toBe("withdrawn");
    expect(await edit(rowId, 2, {})).toMatchObject({ outcome: "updated", revision: 3 });
    expect(await stateOf(rowId)).toBe("nominated");
    expect(await stepsOf(rowId)).toMatchObject([
      { step: "nominated" },
      { step: "withdrawn" },
      { step: "nominated" },
    ]);
  });

  test("that is corrected to an account on the register needs no screening any more", async () => {
    const rowId = await filed({ name: "招商物留" });
    await edit(rowId, 1, { name: "招商物流" });
    expect(await stateOf(rowId)).toBe("accepted");
  });
});

describe("an account that HQ found to be another", () => {
  const same = (name: string, root: string): Promise<void> =>
    at.database.run(
      `UPDATE account_register SET same_as = (SELECT r.id FROM account_register r WHERE r.name = :root)
        WHERE name = :name`,
      { root, name },
    );
  const purchase = { sheet: "purchases" } as const;

  test("is known to every unit by each of its names, and what they told counts for the one", async () => {
    await filed({ name: "招商局物流" });
    const row = aRow(purchase.sheet, { account: "招商局物流" });
    const unknown = await at.pushOne(aSubmission({ unit: "P02", rows: [row] }), OTHER_LEAD);
    expect(codesOf(unknown)).toEqual(["unknown_account"]);
    await same("招商局物流", "招商物流");
    const known = await at.pushOne(
      aSubmission({ unit: "P02", rows: [aRow("purchases", { account: "招商局物流" })] }),
      OTHER_LEAD,
    );
    expect(known).toMatchObject({ outcome: "created", issues: [] });
    const [revision] = await at.store.rows.revisionsOf(known.rowId);
    expect(revision).toMatchObject({ account: "招商物流", values: { account: "招商局物流" } });
  });

  test("stands in the lists under the root's name, its own name among the aliases", async () => {
    await filed({ name: "招商局物流" });
    await same("招商局物流", "招商物流");
    const { accounts } = await at.store.register.lists("P01");
    expect(accounts.map(({ name }) => name)).not.toContain("招商局物流");
    expect(accounts.find(({ name }) => name === "招商物流")?.aliases).toContain("招商局物流");
  });

  test("has one review a month from a unit, under whichever name; two from before stand and can be edited", async () => {
    await filed({ name: "招商局物流" });
    const mine = aRow("reviews", { account: "招商局物流" });
    await at.push(aSubmission({ rows: [mine, aRow("reviews")] }));
    await same("招商局物流", "招商物流");
    const third = await at.pushOne(
      aSubmission({ rows: [aRow("reviews", { account: "招商局物流", rating: 2 })] }),
    );
    expect(codesOf(third)).toEqual(["review_doubled"]);
    const edited = aRow(
      "reviews",
      { account: "招商局物流", rating: 2 },
      { rowId: mine.rowId, baseRevision: 1 },
    );
    expect(await at.pushOne(aSubmission({ rows: [edited] }))).toMatchObject({ outcome: "updated" });
    const moved = aRow("reviews", { account: "招商物流", rating: 2 }, { rowId: mine.rowId, baseRevision: 2 });
    expect(codesOf(await at.pushOne(aSubmission({ rows: [moved] })))).toEqual(["review_doubled"]);
  });
});

describe("what a row names", () => {
  const entries = (): Promise<unknown[]> =>
    at.database.all(
      `SELECT kind, name, state, first_unit AS unit FROM register_entries
        WHERE first_at > '2026-11-03' ORDER BY kind, id`,
    );

  test("is proposed as an entry where the register does not know it, once, by the first that told it", async () => {
    await at.push(
      aSubmission({
        rows: [
          aRow("carriers", { name: "安达运输有限公司", branch: "华东分公司" }),
          aRow("purchases", { carrier: "安达运输" }),
        ],
      }),
    );
    await at.push(
      aSubmission({ unit: "P02", rows: [aRow("purchases", { carrier: "安达运输" })] }),
      OTHER_LEAD,
    );
    expect(await entries()).toEqual([
      { kind: "branch", name: "华东分公司", state: "proposed", unit: "P01" },
      { kind: "carrier", name: "安达运输有限公司", state: "proposed", unit: "P01" },
    ]);
  });

  test("is known without proposal where it is the same as a registered entry", async () => {
    await at.push(aSubmission({ rows: [aRow("purchases", { carrier: "安达运输" })] }));
    await at.push(aSubmission({ rows: [aRow("purchases", { carrier: "安达物流运输" })] }));
    await at.database.run(`UPDATE register_entries SET state = 'registered' WHERE name = '安达运输';
      UPDATE register_entries SET same_as = (SELECT id FROM register_entries WHERE name = '安达运输')
       WHERE name = '安达物流运输'`);
    const other = aSubmission({ unit: "P02", rows: [aRow("purchases", { carrier: "安达物流运输" })] });
    expect(await at.pushOne(other, OTHER_LEAD)).toMatchObject({ outcome: "created", issues: [] });
    const { carriers } = await at.store.register.lists(null);
    expect(carriers).toEqual([{ account: "招商物流", name: "安达运输" }]);
  });

  test("a person needs nobody's consent, and is another in another place", async () => {
    await at.push(
      aSubmission({ rows: [aRow("contacts"), aRow("contacts", { side: "承运商", carrier: "安达运输" })] }),
    );
    const people = await at.database.all(
      "SELECT state FROM register_entries WHERE kind = 'contact' AND name = '刘志峰'",
    );
    expect(people).toEqual([{ state: "registered" }, { state: "registered" }]);
  });
});

describe("a reason", () => {
  test("is kept with the revision that it is given for", async () => {
    const row = aRow("purchases");
    await at.push(aSubmission({ rows: [row] }));
    const corrected = aRow("purchases", { units: 15 }, { rowId: row.rowId, baseRevision: 1 });
    await at.push(aSubmission({ rows: [{ ...corrected, reason: " 与发票核对 " }] }), HQ);
    const revisions = await at.store.rows.revisionsOf(row.rowId);
    expect(revisions.map(({ reason }) => reason)).toEqual([null, "与发票核对"]);
    const page = await at.store.rows.since({ since: 1, limit: 10, sight: ["P01"] });
    expect(page.rows).toMatchObject([{ reason: "与发票核对", account: "招商物流", by: { role: "hq" } }]);
  });

  test("alone changes nothing", async () => {
    const row = aRow("purchases");
    await at.push(aSubmission({ rows: [row] }));
    const again = { ...row, baseRevision: 1, reason: "核对" };
    expect(await at.pushOne(aSubmission({ rows: [again] }), HQ)).toMatchObject({ outcome: "unchanged" });
    expect(await at.store.rows.revisionsOf(row.rowId)).toHaveLength(1);
  });
});
