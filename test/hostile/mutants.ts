/** Submissions as no client of ours sends them: sound ones with something changed, in what they say or in their bytes. */
import fc from "fast-check";
import { v7 } from "uuid";
import { SHEETS, SHEET_KEYS } from "../../shared/report/sheets.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";

/** What may stand where something else is expected. */
const ODD = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    "",
    " ",
    0,
    -0,
    -1,
    1e308,
    1.7976931348623157e308,
    5e-324,
    2 ** 53,
    2 ** 31,
    [],
    {},
    [[[]]],
    "\u0000",
    "\ud800",
    "\udc00x",
    "\u202e\u200b\ufeff",
    "constructor",
    "__proto__",
    "toString",
    "NaN",
    "-Infinity",
    "9".repeat(400),
    "'; DROP TABLE rows; --",
    '" OR 1=1',
    "%s%n%d",
    "{max}",
    "$&$1",
    "=cmd|'/C calc'!A0",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "2026-13",
    "2026-02-30",
    "0000-00-00",
    "二〇二六年十三月",
    "１２",
    "公司".repeat(300),
    "😀".repeat(300),
    "e\u0301".repeat(200),
    "a b\r\n\u2028c",
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

const COLUMNS = [...new Set(SHEETS.flatMap(({ columns }) => columns.map(({ key }) => key)))];
/** A few rows that many submissions speak of, so that they meet. */
const ROW_IDS = Array.from({ length: 40 }, () => v7());

const row = fc
  .record({
    sheet: fc.constantFrom(...SHEET_KEYS),
    known: fc.option(fc.constantFrom(...ROW_IDS), { nil: undefined, freq: 2 }),
    baseRevision: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 6 })),
    values: fc.dictionary(fc.oneof(fc.constantFrom(...COLUMNS), fc.string({ maxLength: 8 })), ODD, {
      maxKeys: 2,
    }),
    deleted: fc.constantFrom(false, false, false, true),
  })
  .map(({ sheet, known, baseRevision, values, deleted }) => {
    const sound = aRow(sheet, {}, { baseRevision, ...(known !== undefined && { rowId: known }) });
    // What is odd comes in as it is: no type of ours may keep it out.
    const mutated: object = { ...sound, values: { ...sound.values, ...values } };
    return deleted ? { ...mutated, values: undefined, deleted: true } : mutated;
  });

const KEYS = ["submissionId", "unit", "period", "channel", "template", "told", "rows"];
const ROW_KEYS = ["sheet", "rowId", "baseRevision", "values", "deleted", "reason", "__proto__", "extra"];

/** In most submissions the envelope is sound, so that their rows are looked at. */
const envelope = fc
  .record({
    rows: fc.array(row, { maxLength: 4 }),
    key: fc.option(fc.constantFrom(...KEYS), { nil: undefined, freq: 3 }),
    odd: ODD,
    rowKey: fc.option(fc.constantFrom(...ROW_KEYS), { nil: undefined, freq: 2 }),
    oddInRow: ODD,
    doubled: fc.boolean(),
  })
  .map(({ rows, key, odd, rowKey, oddInRow, doubled }) => {
    const [first, ...rest] = rows;
    const changed = first && rowKey !== undefined ? [{ ...first, [rowKey]: oddInRow }, ...rest] : rows;
    const all = doubled && first ? [...changed, first] : changed;
    const sound = aSubmission({ rows: all, channel: "web" });
    return JSON.stringify(key === undefined ? sound : { ...sound, [key]: odd });
  });

const PIECES = fc.oneof(
  fc.constantFrom("", "{", "}", "[", "]", '"', ",", ":", "\\", "\\u0000", "\\ud800", "null", "1e999", "-"),
  fc.string({ unit: "binary", maxLength: 6 }),
);

/** The bytes of a submission with some of them changed. */
const bytes = fc
  .record({
    text: envelope,
    cuts: fc.array(
      fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat({ max: 12 }), by: PIECES }),
      { minLength: 1, maxLength: 3 },
    ),
    flipped: fc.option(fc.nat({ max: 4000 }), { nil: undefined }),
  })
  .map(({ text, cuts, flipped }) => {
    let changed = text;
    for (const { at, length, by } of cuts) {
      const from = Math.floor(at * changed.length);
      changed = changed.slice(0, from) + by + changed.slice(from + length);
    }
    const all = Buffer.from(changed);
    if (flipped !== undefined && flipped < all.length) all[flipped] = (all[flipped] ?? 0) ^ 0xff;
    return new Uint8Array(all);
  });

/** The body of a push. */
export const aMutant: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 3, arbitrary: envelope.map((text) => new TextEncoder().encode(text)) },
  { weight: 1, arbitrary: bytes },
);
