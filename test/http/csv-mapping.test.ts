/** Files whose headings are another system's own. */
import type { CsvAnswer } from "../../server/intake/csv.ts";
import type { CsvHeadings } from "../../shared/sync/csv.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let lead: string;
beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
});
afterEach(() => at.stop());

const FILE = "客户,产品类别,供应商,购买数量\n招商物流,半挂车,本集团,12\n";
const send = (text: string, query: Record<string, string> = {}): Promise<Response> =>
  fetch(`${at.url}/api/v1/csv?${new URLSearchParams({ sheet: "purchases", period: "2026-10", ...query })}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${lead}`, "Content-Type": "text/csv" },
    body: text,
  });
const answer = async (text: string, query?: Record<string, string>) =>
  (await (await send(text, query)).json()) as CsvAnswer;
const rows = async () => ((await (await at.get("/rows?since=0", lead)).json()) as FeedPage).rows;
const remember = (
  headings: readonly { heading: string; column: string | null }[],
  token = lead,
  unit = "P01",
) => at.send("PUT", `/csv/mapping?sheet=purchases&unit=${unit}`, token, { headings });
const remembered = async () =>
  ((await (await at.get("/csv/mapping?sheet=purchases", lead)).json()) as CsvHeadings).headings;

test("near headings are proposed and not taken: the rows lack what they need, nothing is written", async () => {
  const { counts, mapping, sheets } = await answer(FILE);
  expect(counts.rejected).toBe(1);
  expect(mapping.map(({ column, proposal }) => column ?? `? ${proposal}`)).toEqual([
    "? account",
    "product",
    "supplier",
    "? units",
  ]);
  expect(sheets[0]?.issues.map(({ message }) => message)).toEqual([
    "没有“客户”这一列，其内容未上报",
    "没有“购买数量”这一列，其内容未上报",
    "缺少必填列“大客户”",
    "缺少必填列“数量(台)”",
  ]);
  expect(await rows()).toEqual([]);
});

test("a mapping given with the file counts, for this file only", async () => {
  const mapping = JSON.stringify({ 客户: "account", 购买数量: "units" });
  expect((await answer(FILE, { mapping })).counts.created).toBe(1);
  expect(await rows()).toMatchObject([{ values: { account: "招商物流", units: 12 } }]);
  expect(await remembered()).toEqual([]);
});

test("a mapping is remembered of the unit, with who said so, and used from then on", async () => {
  await remember([
    { heading: "客户", column: "account" },
    { heading: "购买数量", column: "units" },
    { heading: "流水号", column: null },
  ]);
  expect((await remembered()).map(({ heading, column, by }) => [heading, column, by.name])).toEqual([
    ["客户", "account", "李明"],
    ["流水号", null, "李明"],
    ["购买数量", "units", "李明"],
  ]);
  const { counts, mapping } = await answer(FILE);
  expect([counts.created, mapping.map(({ how }) => how)]).toEqual([
    1,
    ["remembered", "same", "same", "remembered"],
  ]);
});

test("who confirms what was remembered does not become its author; what is left out is forgotten", async () => {
  await remember([
    { heading: "客户", column: "account" },
    { heading: "数", column: "units" },
  ]);
  const other = await at.token("head", "P01", "王芳");
  await remember([{ heading: "客户", column: "account" }], other);
  expect((await remembered()).map(({ heading, by }) => [heading, by.name])).toEqual([["客户", "李明"]]);
});

test("a unit's mapping is its own business", async () => {
  const other = await at.token("lead", "P02", "赵六");
  expect((await remember([], other, "P01")).status).toBe(403);
  expect((await at.get("/csv/mapping?sheet=purchases&unit=P01", other)).status).toBe(403);
  expect((await remember([{ heading: "客户", column: "nonsense" }])).status).toBe(400);
});

test("the same file under another mapping is another submission, not a quarrel about the first", async () => {
  const first = await answer(FILE);
  const second = await answer(FILE, { mapping: JSON.stringify({ 客户: "account", 购买数量: "units" }) });
  expect(second.submissionId).not.toBe(first.submissionId);
  expect(second.counts.created).toBe(1);
});

test("a file with no column in common is refused, unless somebody has said what its headings are", async () => {
  expect((await send("a,b\n招商物流,半挂车\n")).status).toBe(422);
  const given = JSON.stringify({ a: "account", b: "product" });
  expect((await answer("a,b\n招商物流,半挂车\n", { mapping: given })).counts.rejected).toBe(1);
});
