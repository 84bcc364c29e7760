/** What is written to CSV is harmless in a spreadsheet and reads back to the character. */
import fc from "fast-check";
import Papa from "papaparse";
import { guarded, unguarded } from "../../shared/report/csv-guard.ts";
import { CSV_SEPARATORS, csvRecords } from "../../shared/report/csv-records.ts";
import { tidy } from "../../shared/report/cells.ts";

const SIGNS = [
  "'",
  "=",
  "+",
  "-",
  "@",
  "＝",
  "＋",
  "－",
  "＠",
  "\t",
  "\r",
  '"',
  ",",
  ";",
  "|",
  "\n",
  " ",
  "1",
  "招",
];
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
/** As they stand in the store: without what copying brings along. */
const value = text.map((one) => tidy(one, true));

test("any text, guarded and unguarded, is itself", () => {
  fc.assert(
    fc.property(text, (one) => expect(unguarded(guarded(one))).toBe(one)),
    { numRuns: 5000 },
  );
});

test("no guarded text begins with a sign that is computed", () => {
  fc.assert(
    fc.property(text, (one) => expect(guarded(one)).not.toMatch(/^[=+\-@＝＋－＠\t\r]/)),
    { numRuns: 5000 },
  );
});

test("text that is not computed is left as it is, also where it begins with an apostrophe", () => {
  for (const one of ["", "招商物流", "'撇号", "''", "1-2", "a=b", "'1=1"]) expect(guarded(one)).toBe(one);
});

test.each(CSV_SEPARATORS)(
  "a file of values, written with %j between them, is read as it was",
  (separator) => {
    const width = 4;
    const rows = fc.array(fc.array(value, { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (written) => {
        const file = Papa.unparse(
          written.map((row) => row.map(guarded)),
          { newline: "\r\n", delimiter: separator },
        );
        const bytes = new TextEncoder().encode(`\ufeff${file}\r\n`);
        const records = [...csvRecords(bytes, { encoding: "utf-8", separator }, 7)].flat();
        expect(records.map(({ cells }) => cells)).toEqual(written);
      }),
      { numRuns: 300 },
    );
  },
);

test("a record's line is the file's, however many its cells go over", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 10 }), (written) => {
      const file = Papa.unparse(
        written.map((row) => row.map(guarded)),
        { newline: "\n" },
      );
      const bytes = new TextEncoder().encode(file);
      const records = [...csvRecords(bytes, { encoding: "utf-8", separator: "," }, 100)].flat();
      let line = 1;
      for (const [index, row] of written.entries()) {
        expect(records[index]?.line ?? line).toBe(line);
        line += 1 + row.reduce((breaks, cell) => breaks + cell.split("\n").length - 1, 0);
      }
    }),
  );
});
