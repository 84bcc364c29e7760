/** Requests that are made to keep the service from everybody else: each is answered, and soon, by its one thread. */
import { gzipSync } from "node:zlib";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { type ACallee, aCallee } from "./a-callee.ts";
import { aWorkbook } from "./a-workbook.ts";
import { LONG, MEGABYTE } from "./long-texts.ts";

jest.setTimeout(300_000);

let at: ACallee;
beforeAll(async () => {
  at = await aCallee();
});
afterAll(() => at.stop());

test.each(LONG)(
  "a quarter of a megabyte of %s as a heading and as a cell of a CSV is no more than that",
  async (_, text) => {
    const file = `大客户,产品类别,供应商,数量(台),${text.replaceAll(/[,\n]/g, " ")}\n招商物流,半挂车,本集团,1,"${text}"\n`;
    const { status } = await at.post("/csv?sheet=purchases&period=2026-10&dryRun=true", "text/csv", file);
    expect([200, 422]).toContain(status);
  },
);

test.each([
  ["lists", "[", "]"],
  ["objects", '{"a":', "}"],
])("two million %s in each other", async (_, open, close) => {
  const depth = Math.floor((2 * MEGABYTE) / (open.length + close.length));
  const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
  const whole = JSON.stringify(aSubmission({ rows: ["deep"] })).replace('"deep"', nested);
  for (const body of [whole, nested, open.repeat(depth)]) {
    const { status, code } = await at.post("/submissions", "application/json", body);
    expect([status, String(code)]).toEqual([400, expect.stringMatching(/^(malformed|not_json)$/)]);
  }
});

test.each(["gzip", "deflate", "br"])(
  "a workbook in a body that says it is %s and is not",
  async (encoding) => {
    const { code } = await at.post("/workbooks", "application/octet-stream", aWorkbook(), {
      "Content-Encoding": encoding,
    });
    expect(code).toBe("malformed");
  },
);

test("five hundred megabytes in a small body, to each route that takes a file", async () => {
  const bomb = gzipSync(Buffer.alloc(500 * 1024 * 1024));
  for (const path of ["/workbooks", "/workbooks/marked", "/csv?sheet=purchases&period=2026-10"]) {
    const { status, code } = await at.post(path, "application/octet-stream", bomb, {
      "Content-Encoding": "gzip",
    });
    expect([path, status, code]).toEqual([path, 413, "too_large"]);
  }
});

describe("a form", () => {
  const form = (parts: string): Promise<{ readonly status: number; readonly code: unknown }> =>
    at.post("/workbooks", "multipart/form-data; boundary=b", `${parts}--b--\r\n`);

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
    const { status } = await at.post("/csv?sheet=purchases&period=2026-10&dryRun=true", "text/csv", file);
    expect([200, 413, 422]).toContain(status);
  });
});

test("after all of that a push is taken and the store is sound", async () => {
  const { status, answer } = await at.push(aSubmission({ rows: [aRow("purchases")] }));
  expect([status, answer.counts]).toEqual([200, expect.objectContaining({ created: 1 })]);
  expect((await at.store.verify()).faults).toEqual([]);
});
