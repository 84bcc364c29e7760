/** Requests that are made to keep the service from everybody else: each is answered, and soon, by its one thread. */
import { gzipSync } from "node:zlib";
import { SHEETS } from "../../shared/report/sheets.ts";
import { aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aWorkbook } from "./a-workbook.ts";

jest.setTimeout(300_000);

let at: AService;
let lead: string;
beforeAll(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
});
afterAll(() => at.stop());

/** What looks at each of its characters once takes a fraction of it; what looks again and again takes hours. */
const MOST_MS = 60_000;
const MEGABYTE = 1_000_000;
const QUARTER = MEGABYTE / 4;

const post = async (
  path: string,
  type: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly code: unknown; readonly answer: Record<string, unknown> }> => {
  const response = await fetch(`${at.url}/api/v1${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${lead}`, "Content-Type": type, ...headers },
    body: typeof body === "string" ? body : new Uint8Array(body),
    signal: AbortSignal.timeout(MOST_MS),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code: answer.code, answer };
};
const push = (body: unknown) => post("/submissions", "application/json", JSON.stringify(body));

const LONG: readonly (readonly [string, string])[] = [
  ["blanks", `a${" ".repeat(QUARTER)}b`],
  ["full-width blanks", `a${"\u3000".repeat(QUARTER)}b`],
  ["line breaks", `a${" \n".repeat(QUARTER / 2)}b`],
  ["company tails", "公司".repeat(QUARTER / 2)],
  ["Chinese characters", "招".repeat(QUARTER)],
  ["brackets", "(".repeat(QUARTER)],
  ["digits", "1".repeat(QUARTER)],
  ["thousands", "1,000".repeat(QUARTER / 5)],
  ["addresses", `${"a@".repeat(QUARTER / 2)}`],
  ["separators of aliases", "、".repeat(QUARTER)],
  ["signs that grow when they are normalised", "\ufdfa".repeat(QUARTER / 3)],
  ["combining marks", `a${"\u0301".repeat(QUARTER)}`],
];

/** A column of each type, with its sheet: what reads it looks at the text in its own way. */
const TYPES = [
  ...new Map(
    SHEETS.flatMap(({ key: sheet, columns }) =>
      columns.map(({ key, type }) => [key === "name" ? `${sheet} name` : type, { sheet, key }] as const),
    ),
  ).values(),
];

describe.each(LONG)("a quarter of a megabyte of %s", (_, text) => {
  test("in a column of any type is told of as a fault of its row, if it is one, in few words", async () => {
    const rows = TYPES.map(({ sheet, key }) => aRow(sheet, { [key]: text }));
    // As much as one push may carry.
    for (let from = 0; from < rows.length; from += 5) {
      const some = rows.slice(from, from + 5);
      const { status, answer } = await push(aSubmission({ channel: "web", rows: some }));
      expect([status, (answer.outcomes as unknown[]).length]).toEqual([200, some.length]);
      expect(JSON.stringify(answer).length).toBeLessThan(100_000);
    }
  });

  test("as a heading and as a cell of a CSV is no more than that", async () => {
    const file = `大客户,产品类别,供应商,数量(台),${text.replaceAll(/[,\n]/g, " ")}\n招商物流,半挂车,本集团,1,"${text}"\n`;
    const { status } = await post("/csv?sheet=purchases&period=2026-10&dryRun=true", "text/csv", file);
    expect([200, 422]).toContain(status);
  });
});

test("a row with two hundred thousand columns, among thousands of rows", async () => {
  const values = Object.fromEntries(Array.from({ length: 200_000 }, (_, n) => [n.toString(36), 1]));
  const rows = [{ ...aRow("purchases"), values }, ...Array.from({ length: 4000 }, () => ({}))];
  const { status, answer } = await push(aSubmission({ rows }));
  expect([status, (answer.outcomes as unknown[]).length]).toEqual([200, 4001]);
});

test("the same row again, its columns in another order, is the same submission", async () => {
  const names = Array.from({ length: 2000 }, (_, n) => `c${n}`);
  const submission = (order: readonly string[]) => {
    const values = Object.fromEntries(order.map((name) => [name, 1]));
    return { ...aSubmission({ submissionId: id }), rows: [{ sheet: "purchases", rowId, values }] };
  };
  const [id, rowId] = [newId(), newId()];
  const first = await push(submission(names));
  const again = await push(submission(names.toReversed()));
  expect([first.status, again.status, again.answer]).toEqual([200, 200, first.answer]);
});

test.each([
  ["lists", "[", "]"],
  ["objects", '{"a":', "}"],
])("two million %s in each other", async (_, open, close) => {
  const depth = Math.floor((2 * MEGABYTE) / (open.length + close.length));
  const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
  const whole = JSON.stringify(aSubmission({ rows: ["deep"] })).replace('"deep"', nested);
  for (const body of [whole, nested, open.repeat(depth)]) {
    const { status, code } = await post("/submissions", "application/json", body);
    expect([status, String(code)]).toEqual([400, expect.stringMatching(/^(malformed|not_json)$/)]);
  }
});

test.each(["gzip", "deflate", "br"])(
  "a workbook in a body that says it is %s and is not",
  async (encoding) => {
    const { code } = await post("/workbooks", "application/octet-stream", aWorkbook(), {
      "Content-Encoding": encoding,
    });
    expect(code).toBe("malformed");
  },
);

test("five hundred megabytes in a small body, to each route that takes a file", async () => {
  const bomb = gzipSync(Buffer.alloc(500 * 1024 * 1024));
  for (const path of ["/workbooks", "/workbooks/marked", "/csv?sheet=purchases&period=2026-10"]) {
    const { status, code } = await post(path, "application/octet-stream", bomb, {
      "Content-Encoding": "gzip",
    });
    expect([path, status, code]).toEqual([path, 413, "too_large"]);
  }
});

describe("a form", () => {
  const form = (parts: string): Promise<{ readonly status: number; readonly code: unknown }> =>
    post("/workbooks", "multipart/form-data; boundary=b", `${parts}--b--\r\n`);

  test("of fifty thousand fields", async () => {
    const { status } = await form(
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(50_000),
    );
    expect(status).toBe(400);
  });
  test("that never comes to its end", async () => {
    const { status } = await form(
      `--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${"--b".repeat(1_000_000)}`,
    );
    expect([400, 415]).toContain(status);
  });
  test("with a heading of a megabyte", async () => {
    const { status } = await form(
      `--b\r\nContent-Disposition: form-data; name="${"a".repeat(MEGABYTE)}"\r\n\r\n1\r\n`,
    );
    expect(status).toBe(400);
  });
});

describe("a CSV file of a megabyte", () => {
  const HEADINGS = "大客户,产品类别,供应商,数量(台)\n";
  test.each([
    ["quotation marks", '"'.repeat(MEGABYTE)],
    ["quoted cells that are not closed right", '"a"b,'.repeat(MEGABYTE / 5)],
    ["quotation marks and breaks", '"\n'.repeat(MEGABYTE / 2)],
    ["separators", ",".repeat(MEGABYTE)],
    ["all separators", ",;|\t".repeat(MEGABYTE / 4)],
    ["empty lines", "\n".repeat(MEGABYTE)],
    ["carriage returns", "\r".repeat(MEGABYTE)],
    ["zero bytes", "\0".repeat(MEGABYTE)],
    ["apostrophes", "'".repeat(MEGABYTE)],
    ["headings", `${Array.from({ length: 120_000 }, (_, n) => `列${n}`).join(",")}\n`],
  ])("of %s", async (_, content) => {
    const file = content.includes("列") ? content : HEADINGS + content;
    const { status } = await post("/csv?sheet=purchases&period=2026-10&dryRun=true", "text/csv", file);
    expect([200, 413, 422]).toContain(status);
  });
});

test("after all of that a push is taken and the store is sound", async () => {
  const { status, answer } = await push(aSubmission({ rows: [aRow("purchases")] }));
  expect([status, answer.counts]).toEqual([200, expect.objectContaining({ created: 1 })]);
  expect((await at.store.verify()).faults).toEqual([]);
});
