import type { WorkbookAnswer } from "../../server/intake/workbook.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let lead: string;
beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
});
afterEach(() => at.stop());

const send = (bytes: Uint8Array, query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${at.url}/api/v1/csv?${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${lead}`, "Content-Type": "text/csv", ...headers },
    body: new Uint8Array(bytes),
  });
const rows = async () => ((await (await at.get("/rows?since=0", lead)).json()) as FeedPage).rows;

const PURCHASES =
  '大客户,产品类别,供应商,数量(台),金额(万元),备注\r\n招商物流,半挂车,本集团,12,345.5,"两行,\n一格"\r\n中外运,罐式车,竞争对手,３,,\r\n';

/** The text in an encoding that `TextEncoder` does not write. */
const utf16 = (text: string, mark: boolean): Uint8Array => {
  const bytes = Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le");
  return new Uint8Array(bytes);
};
/** 大客户,产品类别,供应商,数量(台) and 招商物流,半挂车,本集团,1 in GB18030. */
const GB18030 = Buffer.from(
  "b4f3bfcdbba72cb2fac6b7c0e0b1f02cb9a9d3a6c9cc2ccafdc1bf28cca8290d0ad5d0c9ccceefc1f72cb0ebb9d2b3b52cb1bebcafcdc52c310d0a",
  "hex",
);

describe("a CSV of purchases out of another system", () => {
  test.each([
    ["UTF-8", new TextEncoder().encode(PURCHASES)],
    ["UTF-8 with its mark", new TextEncoder().encode(`\ufeff${PURCHASES}`)],
    ["UTF-16 with its mark", utf16(PURCHASES, true)],
    ["UTF-16 without a mark", utf16(PURCHASES, false)],
    ["tabs instead of commas", new TextEncoder().encode(PURCHASES.replaceAll(/,(?![\n])/g, "\t"))],
    [
      "semicolons and English headings",
      new TextEncoder().encode(
        "Account;Product;Supplier;Units;Amount (10k CNY)\n招商物流;Semi-trailer;Our group;12;345.5\n中外运;Tanker;Rival;3;\n",
      ),
    ],
  ])("in %s is read", async (_, bytes) => {
    const response = await send(bytes, "sheet=purchases&period=2026-10");
    expect(response.status).toBe(200);
    expect(await rows()).toMatchObject([
      {
        channel: "csv",
        period: "2026-10",
        values: { account: "招商物流", product: "半挂车", supplier: "本集团", units: 12, amount: 345.5 },
      },
      { values: { account: "中外运", product: "罐式车", supplier: "竞争对手", units: 3, amount: null } },
    ]);
  });

  test("in GB18030 is read", async () => {
    expect((await send(GB18030, "sheet=purchases&period=2026-10")).status).toBe(200);
    expect(await rows()).toMatchObject([{ values: { account: "招商物流", units: 1 } }]);
  });

  test("sent twice changes nothing, tried out writes nothing", async () => {
    const bytes = new TextEncoder().encode(PURCHASES);
    const tried = (await (
      await send(bytes, "sheet=purchases&period=2026-10&dryRun=true")
    ).json()) as WorkbookAnswer;
    expect([tried.dryRun, tried.counts.created, (await rows()).length]).toEqual([true, 2, 0]);
    await send(bytes, "sheet=purchases&period=2026-10");
    await send(bytes, "sheet=purchases&period=2026-10");
    expect(await rows()).toHaveLength(2);
  });

  test("that says what was pushed from the pane before changes nothing; of equal lines only the further ones are new", async () => {
    const said = { account: "招商物流", product: "半挂车", supplier: "本集团", units: 12, amount: null };
    await at.push(lead, aSubmission({ rows: [aPurchase(said)] }));
    const lines = [
      "大客户,产品类别,供应商,数量(台)",
      "招商物流,半挂车,本集团,12",
      "中外运,罐式车,竞争对手,3",
    ];
    const take = async (text: string): Promise<WorkbookAnswer["counts"]> => {
      const response = await send(new TextEncoder().encode(text), "sheet=purchases&period=2026-10");
      return ((await response.json()) as WorkbookAnswer).counts;
    };
    expect(await take(lines.join("\n"))).toMatchObject({ created: 1, unchanged: 1, updated: 0 });
    // Another file with the same lines, and one of them twice.
    expect(await take([...lines, lines[1]].join("\n"))).toMatchObject({ created: 1, unchanged: 2 });
    expect(await rows()).toHaveLength(3);
    expect(await take(["", ...lines, lines[1]].join("\n"))).toMatchObject({ created: 0, unchanged: 3 });
    expect(await rows()).toHaveLength(3);
  });

  test("leaves an identity that stands further down to its own line", async () => {
    const said = { account: "招商物流", product: "半挂车", supplier: "本集团", units: 12, amount: null };
    const pushed = aPurchase(said);
    await at.push(lead, aSubmission({ rows: [pushed] }));
    const text = [
      "rowId,大客户,产品类别,供应商,数量(台)",
      ",招商物流,半挂车,本集团,12",
      `${pushed.rowId},招商物流,半挂车,本集团,12`,
    ].join("\n");
    const response = await send(new TextEncoder().encode(text), "sheet=purchases&period=2026-10");
    const { outcomes } = (await response.json()) as WorkbookAnswer;
    expect(outcomes.map(({ rowId, outcome }) => [rowId === pushed.rowId, outcome])).toEqual([
      [false, "created"],
      [true, "unchanged"],
    ]);
  });

  test("has its faults named by line, and its sound rows taken", async () => {
    const text = "大客户,产品类别,供应商,数量(台)\n招商物流,半挂车,本集团,许多\n中外运,罐式车,本集团,2\n";
    const answer = (await (
      await send(new TextEncoder().encode(text), "sheet=purchases&period=2026-10")
    ).json()) as WorkbookAnswer;
    expect(
      answer.outcomes.map(({ row, outcome, issues }) => [
        row,
        outcome,
        issues.map(({ address, message }) => `${address} ${message}`),
      ]),
    ).toEqual([
      [2, "rejected", ["D2 “许多”不是数字"]],
      [3, "created", []],
    ]);
  });

  test("with other headings is refused, and told which it needs", async () => {
    const response = await send(new TextEncoder().encode("a,b\n1,2\n"), "sheet=purchases&period=2026-10");
    const problem = (await response.json()) as { code: string; detail: string };
    expect([response.status, problem.code]).toEqual([422, "csv_headings"]);
    expect(problem.detail).toContain("大客户、分支机构");
  });

  test("what our own CSV guards with an apostrophe comes back without it", async () => {
    const text = "大客户,产品类别,供应商,数量(台),备注\n招商物流,半挂车,本集团,1,'=1+1\n";
    await send(new TextEncoder().encode(text), "sheet=purchases&period=2026-10");
    expect(await rows()).toMatchObject([{ values: { remark: "=1+1" } }]);
  });
});
