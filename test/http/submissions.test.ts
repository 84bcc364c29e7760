import { gzipSync } from "node:zlib";
import { aPurchase, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

/** 500 MB of blanks, as half a megabyte. */
const BOMB = new Uint8Array(gzipSync(Buffer.alloc(500 * 1024 * 1024, 0x20)));

let at: AService;
let lead: string;
beforeAll(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
});
afterAll(() => at.stop());

const code = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { code: unknown }).code;

describe("the same submission", () => {
  test("gets the same answer byte for byte, in whatever order its keys come", async () => {
    const submission = aSubmission({ rows: [aPurchase({ units: 7 })] });
    const first = await at.send("POST", "/submissions", lead, submission);
    expect(first.status).toBe(200);
    const text = await first.text();
    at.clock += 60_000;
    const [row] = submission.rows as { values: object }[];
    const shuffled = Object.fromEntries(
      Object.entries({
        ...submission,
        rows: [
          Object.fromEntries(
            Object.entries({
              ...row,
              values: Object.fromEntries(Object.entries(row?.values ?? {}).reverse()),
            }).reverse(),
          ),
        ],
      }).reverse(),
    );
    for (const again of [submission, shuffled]) {
      const response = await at.send("POST", "/submissions", lead, JSON.stringify(again, null, 2), {
        "Accept-Language": "en",
      });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(text);
    }
  });

  test("sent many times at once is taken in once", async () => {
    const rowId = newId();
    const submission = aSubmission({ rows: [aPurchase({}, { rowId })] });
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () =>
        (await at.send("POST", "/submissions", lead, submission)).text(),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(await at.store.rows.revisionsOf(rowId)).toHaveLength(1);
  });

  test("under the same id but with other content is refused", async () => {
    const submission = aSubmission({ rows: [aPurchase()] });
    await at.push(lead, submission);
    const other = await at.send("POST", "/submissions", lead, { ...submission, rows: [aPurchase()] });
    expect([other.status, await code(other)]).toEqual([409, "submission_differs"]);
  });

  test("sent again by a colleague of the unit gets the same answer; another unit's person gets none", async () => {
    const submission = aSubmission({ rows: [aPurchase()] });
    const first = await (await at.send("POST", "/submissions", lead, submission)).text();
    const colleague = await at.token("lead", "P01", "周洋");
    expect(await (await at.send("POST", "/submissions", colleague, submission)).text()).toBe(first);
    const stranger = await at.token("lead", "P02");
    const refused = await at.send("POST", "/submissions", stranger, submission);
    expect([refused.status, await code(refused)]).toEqual([403, "unit_forbidden"]);
  });

  test("beside one that is refused loses nothing", async () => {
    const known = aSubmission({ rows: [aPurchase()] });
    await at.push(lead, known);
    const rows = Array.from({ length: 6 }, () => newId());
    const sent = await Promise.all([
      ...rows.map((rowId) =>
        at.send("POST", "/submissions", lead, aSubmission({ rows: [aPurchase({}, { rowId })] })),
      ),
      at.send("POST", "/submissions", lead, { ...known, rows: [] }),
    ]);
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 409]);
    for (const rowId of rows) expect(await at.store.rows.revisionsOf(rowId)).toHaveLength(1);
  });
});

describe("two people in one row at the same moment", () => {
  test("one is taken, the other is a conflict, whoever came first", async () => {
    const rowId = newId();
    await at.push(lead, aSubmission({ rows: [aPurchase({ units: 1 }, { rowId })] }));
    const hq = await at.token("hq");
    const answers = await Promise.all([
      at.push(lead, aSubmission({ rows: [aPurchase({ units: 2 }, { rowId, baseRevision: 1 })] })),
      at.push(
        hq,
        aSubmission({ channel: "phone", rows: [aPurchase({ units: 3 }, { rowId, baseRevision: 1 })] }),
      ),
    ]);
    expect(answers.map(({ outcomes }) => outcomes[0]?.outcome).sort()).toEqual(["conflict", "updated"]);
  });
});

describe("what ends a request", () => {
  const refusals: [string, number, string, (token: string) => Promise<Response>][] = [
    ["a body that is not JSON", 400, "not_json", (token) => at.send("POST", "/submissions", token, "{")],
    [
      "bytes that are no text",
      400,
      "not_json",
      (token) =>
        fetch(`${at.url}/api/v1/submissions`, {
          method: "POST",
          headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
          body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
        }),
    ],
    [
      "a body of another shape",
      400,
      "malformed",
      (token) => at.send("POST", "/submissions", token, { unit: 1 }),
    ],
    ["an empty body", 400, "not_json", (token) => at.send("POST", "/submissions", token, "")],
    [
      "a body nested beyond sense",
      400,
      "malformed",
      (token) =>
        at.send(
          "POST",
          "/submissions",
          token,
          JSON.stringify(aSubmission({ rows: ["deep"] })).replace(
            '"deep"',
            `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
          ),
        ),
    ],
    [
      "a period that is not a month",
      400,
      "period_invalid",
      (token) => at.send("POST", "/submissions", token, { ...aSubmission(), period: "2026-13" }),
    ],
    [
      "another content type",
      415,
      "unsupported_media",
      (token) => at.send("POST", "/submissions", token, "x", { "Content-Type": "text/plain" }),
    ],
    [
      "an encoding nobody knows",
      415,
      "unsupported_media",
      (token) => at.send("POST", "/submissions", token, aSubmission(), { "Content-Encoding": "zstd" }),
    ],
    [
      "5,001 rows",
      413,
      "too_large",
      (token) =>
        at.send("POST", "/submissions", token, aSubmission({ rows: Array.from({ length: 5001 }, () => 0) })),
    ],
    [
      "6 MB",
      413,
      "too_large",
      (token) => at.send("POST", "/submissions", token, JSON.stringify("x".repeat(6 * 1024 * 1024))),
    ],
    [
      "a small body that expands to 500 MB",
      413,
      "too_large",
      (token) =>
        fetch(`${at.url}/api/v1/submissions`, {
          method: "POST",
          headers: {
            Authorization: `Bearer ${token}`,
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
          },
          body: BOMB,
        }),
    ],
    [
      "a body that says it is gzip and is not",
      400,
      "malformed",
      (token) => at.send("POST", "/submissions", token, aSubmission(), { "Content-Encoding": "gzip" }),
    ],
    [
      "another unit",
      403,
      "unit_forbidden",
      (token) => at.send("POST", "/submissions", token, aSubmission({ unit: "P02" })),
    ],
    [
      "a unit that does not exist",
      404,
      "unit_unknown",
      (token) => at.send("POST", "/submissions", token, aSubmission({ unit: "X9" })),
    ],
    [
      "a newer template",
      422,
      "template_newer",
      (token) => at.send("POST", "/submissions", token, aSubmission({ template: 99 })),
    ],
    ["no token", 401, "unauthenticated", () => at.send("POST", "/submissions", "", aSubmission())],
    [
      "a wrong token",
      401,
      "unauthenticated",
      () => at.send("POST", "/submissions", "dk_wrong", aSubmission()),
    ],
    ["a method that is not there", 405, "method_not_allowed", (token) => at.get("/submissions", token)],
    ["a path that is not there", 404, "not_found", (token) => at.get("/salaries", token)],
    ["a path that cannot be decoded", 400, "malformed", (token) => at.get("/rows/%E0%A4%A/history", token)],
  ];

  test.each(refusals)("%s is answered %i %s, in Chinese and in English", async (_, status, expected, ask) => {
    const response = await ask(lead);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status, code: expected, type: `urn:dakehu:problem:${expected}` });
    expect(problem.title).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:|at Object/);
  });

  test("the answer is in the caller's language", async () => {
    const asked = async (language: string): Promise<unknown> => {
      const response = await at.send("POST", "/submissions", lead, "{", { "Accept-Language": language });
      return ((await response.json()) as { title: unknown }).title;
    };
    expect(await asked("en-US,en;q=0.9,zh;q=0.5")).toBe("The body is not valid JSON.");
    expect(await asked("fr,zh-CN;q=0.9,en;q=0.1")).toBe("请求内容不是有效的 JSON。");
    expect(await asked("")).toBe("请求内容不是有效的 JSON。");
  });

  test("every fault of the shape is named with its path", async () => {
    const response = await at.send("POST", "/submissions", lead, {
      ...aSubmission(),
      channel: "pigeon",
      template: "x",
    });
    const { title } = (await response.json()) as { title: string };
    expect(title).toContain("channel");
    expect(title).toContain("template");
  });

  test("nothing of a refused request is written", async () => {
    const rowId = newId();
    const rows = [aPurchase({}, { rowId }), ...Array.from({ length: 5000 }, () => 0)];
    expect((await at.send("POST", "/submissions", lead, aSubmission({ rows }))).status).toBe(413);
    expect(await at.store.rows.revisionsOf(rowId)).toEqual([]);
  });

  test("the service goes on serving after all of that", async () => {
    expect((await fetch(`${at.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${at.url}/readyz`)).status).toBe(200);
  });
});

describe("a submission that comes gzipped", () => {
  test("is taken like any other", async () => {
    const response = await fetch(`${at.url}/api/v1/submissions`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${lead}`,
        "Content-Type": "application/json; charset=utf-8",
        "Content-Encoding": "gzip",
      },
      body: new Uint8Array(gzipSync(JSON.stringify(aSubmission({ rows: [aPurchase()] })))),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ counts: { created: 1 } });
  });
});
