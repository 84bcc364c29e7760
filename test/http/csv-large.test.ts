/** Files longer than one submission. */
import type { CsvAnswer } from "../../server/intake/csv.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let lead: string;
beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
});
afterEach(() => at.stop());

const HEADINGS = "大客户,产品类别,供应商,数量(台),备注";
/** Every hundredth has no number. */
const file = (rows: number): string =>
  [
    HEADINGS,
    ...Array.from(
      { length: rows },
      (_, n) => `招商物流,半挂车,本集团,${n % 100 === 7 ? "若干" : 1},"单 ${n % 50}\n第二行"`,
    ),
  ].join("\r\n");
const send = (text: string, more = ""): Promise<Response> =>
  fetch(`${at.url}/api/v1/csv?sheet=purchases&period=2026-10${more}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${lead}`, "Content-Type": "text/csv" },
    body: text,
  });
const answer = async (text: string, more?: string) => (await (await send(text, more)).json()) as CsvAnswer;

async function atService(): Promise<number> {
  const rows = new Set<string>();
  for (let since = 0; ;) {
    const page = (await (await at.get(`/rows?since=${since}&limit=5000`, lead)).json()) as FeedPage;
    for (const { rowId } of page.rows) rows.add(rowId);
    if (!page.more) return rows.size;
    since = page.cursor;
  }
}

test("12,000 rows come in three submissions; equal lines are rows of their own; faults are named by line", async () => {
  const text = file(12_000);
  const tried = await answer(text, "&dryRun=true");
  expect([tried.counts.created, tried.submissions.length, await atService()]).toEqual([11_880, 3, 0]);
  const sent = await answer(text);
  expect(sent.counts).toMatchObject({ created: 11_880, rejected: 120 });
  expect(sent.rows).toBe(12_000);
  // Two lines for each row, one for the headings.
  expect(sent.outcomes.slice(0, 2).map(({ line, row }) => [line, row])).toEqual([
    [16, 9],
    [216, 109],
  ]);
  expect(sent.outcomes).toHaveLength(120);
  expect(await atService()).toBe(11_880);
});

test("the same file twice changes nothing; with a line more, that line is new", async () => {
  const text = file(6000);
  const first = await answer(text);
  const again = await answer(text);
  expect([again.submissions, again.counts]).toEqual([first.submissions, first.counts]);
  const longer = await answer(`${text}\r\n中外运,罐式车,本集团,3,\r\n`);
  expect([longer.counts.created, longer.counts.unchanged]).toEqual([1, 5940]);
  expect(await atService()).toBe(5941);
});

test("what is broken at the end is known before the first row is written", async () => {
  const response = await send(`${file(6000)}\r\n招商物流,半挂车,本集团,1,"没有后引号\r\n`);
  const problem = (await response.json()) as { code: string; title: string };
  expect([response.status, problem.code]).toEqual([422, "file_unreadable"]);
  expect(problem.title).toContain("第 12002 行");
  expect(await atService()).toBe(0);
});

test("more than 100,000 rows are refused as a whole, and told the bounds of a CSV", async () => {
  const response = await send(`大客户,产品类别\n${"招商物流,半挂车\n".repeat(100_001)}`);
  const problem = (await response.json()) as { title: string };
  expect([response.status, problem.title]).toEqual([413, "内容过大：一次最多 100000 行、40 MB。"]);
});

test("encoding and separator may be given where the guess is wrong", async () => {
  const text = "大客户;产品类别;供应商;数量(台)\n招商物流;半挂车;本集团;1\n";
  const { encoding, separator, counts } = await answer(text, "&separator=%3B&encoding=utf-8");
  expect([encoding, separator, counts.created]).toEqual(["utf-8", ";", 1]);
});
