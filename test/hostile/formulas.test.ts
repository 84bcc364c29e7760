/** Text that a spreadsheet would compute: in every file that we write it is text, and from our own CSV it comes back. */
import { unzip } from "../../server/xlsx/unzip.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { aWorkbook, ROWS, sheet } from "./a-workbook.ts";

jest.setTimeout(120_000);

const COMPUTED = [
  "=cmd|'/C calc'!A0",
  "+cmd|'/C calc'!A0",
  "-2+3+cmd|'/C calc'!A0",
  "@SUM(1+9)*cmd|'/C calc'!A0",
  '＝HYPERLINK("http://calc")',
  "'=calc",
  "''+calc",
  "'撇号 calc",
];

let at: AService;
let lead: string;
let hq: string;
beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
  hq = await at.token("hq");
  await at.push(lead, aSubmission({ rows: COMPUTED.map((remark) => aPurchase({ remark, brand: remark })) }));
});
afterEach(() => at.stop());

async function bytesOf(response: Response): Promise<Uint8Array> {
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

const send = (path: string, file: Uint8Array, type = "application/octet-stream"): Promise<Response> =>
  fetch(`${at.url}/api/v1${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${lead}`, "Content-Type": type },
    body: new Uint8Array(file),
  });

/** The formulas of a workbook, and how many of its cells and strings speak of `calc`. */
async function lookedThrough(file: Uint8Array): Promise<{ formulas: string[]; texts: number }> {
  const parts = await unzip(file, () => true, { entries: 500, total: 1e8, part: () => 1e8 });
  const xml = [...parts.values()].map((part) => part.toString("utf8")).join("\n");
  return {
    formulas: [...xml.matchAll(/<f(?:\s[^>]*)?>([^<]*)</g)].map(([, formula = ""]) => formula),
    texts: xml.match(/<t(?:\s[^>]*)?>[^<]*calc/g)?.length ?? 0,
  };
}

test("in the master it is text", async () => {
  const { formulas, texts } = await lookedThrough(await bytesOf(await at.get("/master.xlsx", hq)));
  expect(formulas.filter((formula) => formula.includes("calc"))).toEqual([]);
  expect(texts).toBe(2 * COMPUTED.length);
});

test("in the marked copy of a workbook it is text, with its faults beside it", async () => {
  const cell = (text: string) => `<c r="D2" t="inlineStr"><is><t>${text}</t></is></c>`;
  const filled = sheet(ROWS.replace(/<c r="D2">.*?<\/c>/, cell("=1+calc")));
  const copy = await bytesOf(
    await send("/workbooks/marked", aWorkbook({ "xl/worksheets/sheet1.xml": filled })),
  );
  const { formulas, texts } = await lookedThrough(copy);
  expect(formulas.filter((formula) => formula.includes("calc"))).toEqual([]);
  expect(texts).toBeGreaterThan(0);
});

test("our own CSV has none that begins with such a sign, and handed in again it changes nothing", async () => {
  const csv = await bytesOf(await at.get("/master.csv?sheet=purchases", hq));
  expect(new TextDecoder().decode(csv)).not.toMatch(/(?:^|[,\n]"?)[=+\-@＝＋－＠](?!\d)/m);
  const answer = (await (
    await send("/csv?sheet=purchases&unit=P01&period=2026-10", csv, "text/csv")
  ).json()) as {
    counts: Record<string, number>;
  };
  expect(answer.counts).toMatchObject({ unchanged: COMPUTED.length, created: 0, updated: 0, rejected: 0 });
  const { rows } = (await (await at.get("/rows", lead)).json()) as FeedPage;
  expect(rows.map(({ values }) => values.remark)).toEqual(COMPUTED);
});
