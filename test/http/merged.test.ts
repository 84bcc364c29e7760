/** What several units tell of one thing, as HQ reads it. */
import type { Difference, MergedDetail, MergedPage, MergedRow } from "../../shared/sync/screening.ts";
import type { Values } from "../../shared/report/value.ts";
import { aDeletion, aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let hq: string;

beforeEach(async () => {
  at = await aService();
  hq = await at.token("hq");
});
afterEach(() => at.stop());

/** HQ enters a carrier that a unit has told of. */
async function carrier(unit: string, name: string, values: Values = {}, rowId = newId()): Promise<string> {
  const row = aRow("carriers", { name, ...values }, { rowId });
  const { outcomes } = await at.push(hq, aSubmission({ unit, channel: "phone", rows: [row] }));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created"]);
  at.clock += 60_000;
  return rowId;
}

async function get<T>(path: string, token = hq): Promise<T> {
  const response = await at.get(path, token);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const lines = async (query = ""): Promise<MergedRow[]> =>
  (await get<MergedPage>(`/merged?sheet=carriers${query}`)).rows;

/** What a decision does to the register, without the decision. */
const inRegister = (sql: string, parameters: Record<string, string | number | null> = {}): Promise<void> =>
  at.database.run(sql, parameters);

/** Two entries of the register are one; null: no longer. */
async function decide(name: string, into: string | null): Promise<void> {
  await inRegister(
    `UPDATE register_entries SET same_as = (SELECT id FROM register_entries WHERE name = :into)
      WHERE kind = 'carrier' AND name = :name`,
    { name, into },
  );
}

describe("lines of the master", () => {
  it("one for what two units tell under two spellings, two for what is two", async () => {
    const first = await carrier("P01", "顺达车队", { fleetSize: 30 });
    const second = await carrier("P02", "顺达 车队（有限公司）", { fleetSize: 45 });
    await carrier("S01", "德邦");
    const shunda = (await lines()).find(({ rowId }) => rowId === first);
    expect(shunda).toMatchObject({
      values: { account: "招商物流", name: "顺达车队", fleetSize: 45 },
      units: [
        { code: "P01", name: "扬州工厂" },
        { code: "P02", name: "深圳工厂" },
      ],
      members: [{ rowId: first, channel: "phone" }, { rowId: second }],
      differs: [{ column: "fleetSize", chosen: false }],
    });
    expect(await lines()).toHaveLength(2);
  });

  it("come page by page, each once, in the same order", async () => {
    for (let n = 1; n <= 7; n++) await carrier("P01", `车队${n}`);
    await carrier("P02", "车队3");
    const all = await lines();
    const paged: MergedRow[] = [];
    let after: string | null = "";
    while (after !== null) {
      const query: string = after === "" ? "" : `&after=${encodeURIComponent(after)}`;
      const page: MergedPage = await get(`/merged?sheet=carriers&limit=3${query}`);
      expect(page.rows.length).toBeLessThanOrEqual(3);
      paged.push(...page.rows);
      after = page.after;
    }
    expect(paged).toEqual(all);
    expect(all).toHaveLength(7);
  });

  it("two that a person found to be one are one, until that is undone", async () => {
    const first = await carrier("P01", "顺达车队");
    const second = await carrier("P02", "顺达物流车队");
    await decide("顺达物流车队", "顺达车队");
    expect(await lines()).toMatchObject([{ rowId: first, members: [{ unit: "P01" }, { unit: "P02" }] }]);
    await decide("顺达物流车队", null);
    expect((await lines()).map(({ rowId }) => rowId).sort()).toEqual([first, second].sort());
  });

  it("under an account that turned out to be another bear its name, and the naming text changes", async () => {
    await at.push(
      hq,
      aSubmission({
        unit: "P02",
        rows: [aRow("accounts", { name: "招商局快运" })],
      }),
    );
    await carrier("P01", "顺达车队");
    await carrier("P02", "顺达车队", { account: "招商局快运" });
    const before = await get<MergedPage>("/merged?sheet=carriers");
    expect(before.rows).toHaveLength(2);
    await inRegister(
      `UPDATE account_register SET same_as = (SELECT id FROM account_register WHERE name = '招商物流')
        WHERE name = '招商局快运'`,
    );
    const after = await get<MergedPage>("/merged?sheet=carriers");
    expect(after.rows).toMatchObject([{ values: { account: "招商物流", name: "顺达车队" } }]);
    expect(after.naming).not.toBe(before.naming);
    expect((await get<MergedPage>("/merged?sheet=accounts")).rows).toMatchObject([
      { values: { name: "招商物流" }, units: [{ code: "P02" }] },
    ]);
  });
});

describe("where a line's values come from", () => {
  it("is found by any row that is in it, a deleted one too", async () => {
    const first = await carrier("P01", "顺达车队", { lanes: "沪宁" });
    const second = await carrier("P02", "顺达车队", { lanes: "沪杭" });
    await at.push(
      hq,
      aSubmission({
        unit: "P02",
        rows: [aDeletion("carriers", second, 1)],
      }),
    );
    for (const rowId of [first, second, second.toUpperCase()]) {
      const line = await get<MergedDetail>(`/merged/${rowId}`);
      expect(line.rowId).toBe(first);
      expect(line.columns.find(({ column }) => column === "lanes")?.told).toMatchObject([
        { value: "沪宁", sources: [{ unit: "P01", unitName: "扬州工厂", by: "hq HQ", channel: "phone" }] },
      ]);
    }
    expect((await at.get(`/merged/${newId()}`, hq)).status).toBe(404);
  });

  it("a monthly row is its own line", async () => {
    const rowId = newId();
    await at.push(hq, aSubmission({ unit: "P01", rows: [aPurchase({}, { rowId })] }));
    expect(await get<MergedDetail>(`/merged/${rowId}`)).toMatchObject({ rowId, sheet: "purchases" });
  });
});

describe("differences", () => {
  it("are listed with what is told, until HQ has chosen, and then among the chosen", async () => {
    const first = await carrier("P01", "顺达车队", { fleetSize: 30, lanes: "沪宁" });
    await carrier("P02", "顺达车队", { fleetSize: 45, lanes: "沪宁" });
    const open = await get<Difference[]>("/differences?chosen=false");
    expect(open).toMatchObject([
      {
        sheet: "carriers",
        rowId: first,
        account: "招商物流",
        name: "顺达车队",
        column: "fleetSize",
        value: 45,
        told: [{ value: 45 }, { value: 30 }],
      },
    ]);
    await inRegister("INSERT INTO chosen_values VALUES ('carrier', :id, 'fleetSize', '30', 1)", {
      id: open[0]?.entry.id ?? 0,
    });
    expect(await get<Difference[]>("/differences?chosen=false")).toEqual([]);
    expect(await get<Difference[]>("/differences?sheet=carriers&chosen=true")).toMatchObject([
      { column: "fleetSize", value: 30, chosen: true },
    ]);
    expect(await get<Difference[]>("/differences?sheet=branches")).toEqual([]);
  });
});

it("units do not read other units' rows here", async () => {
  const lead = await at.token("lead", "P01");
  for (const path of ["/merged?sheet=carriers", `/merged/${newId()}`, "/differences"]) {
    expect((await at.get(path, lead)).status).toBe(403);
  }
});
