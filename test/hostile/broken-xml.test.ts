/** A small workbook spoiled at every byte of every part: what comes of it is rows or a problem, and nothing else. */
import fc from "fast-check";
import { FILE_PROBLEMS, readFiled } from "../../server/intake/workbook-file.ts";
import { Problem } from "../../shared/problems.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aWorkbook, PARTS } from "./a-workbook.ts";

jest.setTimeout(240_000);

const REFUSALS: ReadonlySet<string> = new Set(FILE_PROBLEMS);

/** `read`, or the problem's code; whatever else is thrown fails the test. */
async function outcomeOf(file: Uint8Array): Promise<string> {
  try {
    await readFiled(file, {}, "zh");
    return "read";
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.code;
  }
}

const SPOILT: readonly (readonly [string, (bytes: Buffer, at: number) => Buffer])[] = [
  ["left out", (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])],
  ["one bit flipped", (bytes, at) => replaced(bytes, at, (bytes[at] ?? 0) ^ (1 << (at % 8)))],
  ["become <", (bytes, at) => replaced(bytes, at, 0x3c)],
  ["become &", (bytes, at) => replaced(bytes, at, 0x26)],
  ["become zero", (bytes, at) => replaced(bytes, at, 0)],
  ["the last one", (bytes, at) => bytes.subarray(0, at)],
];

function replaced(bytes: Buffer, at: number, byte: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = byte;
  return changed;
}

test("the workbook as it is brings its row", async () => {
  const { reading } = await readFiled(aWorkbook(), {}, "zh");
  expect(reading.meta).toMatchObject({ unit: "P01", period: "2026-10", template: 1 });
  expect(reading.sheets.map(({ sheet, rows }) => [sheet, rows.map(({ values }) => values)])).toEqual([
    [
      "purchases",
      [
        {
          period: "2026-10",
          account: "招商物流",
          product: "半挂车",
          supplier: "本集团",
          units: 12,
          remark: "R&D",
        },
      ],
    ],
  ]);
});

describe.each(Object.entries(PARTS))("%s, at every byte", (path, xml) => {
  const sound = Buffer.from(xml);
  test.each(SPOILT)("%s", async (_, spoil) => {
    const outcomes = new Set<string>();
    for (let at = 0; at < sound.length; at += 1) {
      try {
        outcomes.add(await outcomeOf(aWorkbook({ [path]: spoil(sound, at) })));
      } catch (error) {
        throw new Error(`at byte ${at} of ${path}`, { cause: error });
      }
    }
    for (const outcome of outcomes) if (outcome !== "read") expect(REFUSALS).toContain(outcome);
  });
});

test("the file itself, at every byte, is refused or read", async () => {
  const sound = aWorkbook();
  for (let at = 0; at < sound.length; at += 1) {
    for (const [, spoil] of SPOILT.slice(0, 2)) await outcomeOf(spoil(sound, at));
  }
});

describe("uploaded", () => {
  let at: AService;
  let lead: string;
  beforeAll(async () => {
    at = await aService();
    lead = await at.token("lead", "P01", "李明");
  });
  afterAll(() => at.stop());

  const upload = (file: Uint8Array): Promise<Response> =>
    fetch(`${at.url}/api/v1/workbooks?unit=P01&period=2026-10`, {
      method: "POST",
      headers: { Authorization: `Bearer ${lead}`, "Content-Type": "application/octet-stream" },
      body: new Uint8Array(file),
    });

  const change = fc.record({
    path: fc.constantFrom(...Object.keys(PARTS)),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    length: fc.nat({ max: 40 }),
    by: fc.oneof(
      fc.constantFrom(
        "<",
        "&",
        "]]>",
        "<!--",
        "<![CDATA[",
        "</row>",
        "<c>",
        '"',
        "&#0;",
        "&#x110000;",
        "-1e999",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    ),
  });

  test("with several places spoilt at once it is never the service's fault, and a sound one is taken after it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const parts: Record<string, string> = { ...PARTS };
        for (const { path, at: share, length, by } of changes) {
          const text = parts[path] ?? "";
          const from = Math.floor(share * text.length);
          parts[path] = text.slice(0, from) + by + text.slice(from + length);
        }
        const response = await upload(aWorkbook(parts));
        const answer = (await response.json()) as { code?: string };
        if (response.status >= 500) throw new Error(`${response.status} ${answer.code}`);
      }),
      { numRuns: 500 },
    );
    expect((await upload(aWorkbook())).status).toBe(200);
    const { faults } = await at.store.verify();
    expect(faults).toEqual([]);
    const { rows } = (await (await at.get("/rows?limit=5000", lead)).json()) as FeedPage;
    expect(rows.map(({ values }) => values)).toContainEqual(
      expect.objectContaining({ account: "招商物流", units: 12, remark: "R&D" }),
    );
  });
});
