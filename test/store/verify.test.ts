import { aRow, aSubmission } from "../intake/a-submission.ts";
import { type AStore, aStore } from "../intake/a-store.ts";

let at: AStore;
beforeEach(async () => {
  at = await aStore();
  await at.push(
    aSubmission({
      rows: [
        aRow("accounts"),
        aRow("carriers", { branch: "华东分公司" }),
        aRow("purchases", { carrier: "德邦" }),
      ],
    }),
  );
});
afterEach(async () => {
  await at.close();
});

describe("the check of the whole store", () => {
  test("finds nothing in one that only the intake has written", async () => {
    expect(await at.store.verify()).toMatchObject({ rows: 3, faults: [] });
  });

  test.each([
    ["a key that is not the name's", "UPDATE ka_purchases SET carrier_key = '安达'", /carrier_key/],
    [
      "a name without an entry",
      "DELETE FROM register_entries WHERE name = '德邦'",
      /no entry for carrier 德邦/,
    ],
    [
      "an entry that is the same as one that is the same as another",
      `UPDATE register_entries SET same_as = (SELECT MAX(id) FROM register_entries) WHERE id < 3;
       UPDATE register_entries SET same_as = 3 WHERE id = (SELECT MAX(id) FROM register_entries)`,
      /entry 1: what it is the same as/,
    ],
    [
      "an account that is the same as one that is the same as another",
      "UPDATE account_register SET same_as = 2 WHERE id = 1; UPDATE account_register SET same_as = 3 WHERE id = 2",
      /account 1: what it is the same as/,
    ],
    [
      "a row that was filed without a filing",
      "DELETE FROM filings; DELETE FROM filing_steps",
      /has no filing/,
    ],
    ["a filing that nobody nominated", "DELETE FROM filing_steps", /nobody nominated it/],
    [
      "a withdrawn filing whose row stands",
      "UPDATE filings SET state = 'withdrawn'",
      /its filing is withdrawn/,
    ],
    [
      "a unit's account that is not counted",
      "DELETE FROM unit_accounts WHERE account_id = 1",
      /unit P01: its rows/,
    ],
  ])("finds %s", async (_, sql, fault) => {
    await at.database.run(sql);
    expect((await at.store.verify()).faults.join("\n")).toMatch(fault);
  });
});
