/** Cell and value: what a plan writes of a value is read as that value, and reading what was read changes nothing. */
import fc from "fast-check";
import { cellOf, readCell, readValue, tidy } from "../../shared/report/cells.ts";
import { CHOICES } from "../../shared/report/choices.ts";
import { addMonths } from "../../shared/report/dates.ts";
import { type Column, SHEETS } from "../../shared/report/sheets.ts";
import type { Value } from "../../shared/report/value.ts";

const COLUMNS = SHEETS.flatMap(({ key, columns }) =>
  columns.map((column) => [`${key}.${column.key}`, column] as const),
);

const day = fc
  .integer({ min: 0, max: 70_000 })
  .map((days) => new Date(Date.UTC(1990, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const month = fc.integer({ min: 0, max: 2000 }).map((months) => addMonths("1990-01", months));
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("招", "商", " ", "\n", "\t", "'", "=", "-", "@", "1", "\u3000", "\u200b", "😀"),
    maxLength: 30,
  }),
);

/** A value of the column in its normal form. */
function valueOf(column: Column): fc.Arbitrary<Value> {
  switch (column.type) {
    case "date":
      return day;
    case "period":
      return month;
    case "whole":
      return fc.integer({ min: 0, max: 1e9 });
    case "score":
      return fc.integer({ min: 1, max: 5 });
    case "amount":
      return fc.integer({ min: 0, max: 1e12 }).map((hundredths) => hundredths / 100);
    case "choice":
    case "openChoice":
      return column.choices
        ? fc.constantFrom(...CHOICES[column.choices].map(({ value }) => value))
        : text.map((one) => readValue(column, one).value);
    case "text":
    case "longText":
    case "account":
    case "branch":
    case "carrier":
    case "phone":
    case "email":
      return text.map((one) => readValue(column, one).value);
  }
}

describe.each(COLUMNS)("%s", (_, column) => {
  test("value → cell → value is the value", () => {
    fc.assert(
      fc.property(valueOf(column), (value) => {
        expect(readCell(column, cellOf(column, value) as string | number | null).value).toEqual(value);
      }),
    );
  });

  test("value → the text people see → value is the value", () => {
    fc.assert(
      fc.property(valueOf(column), (value) => {
        expect(readValue(column, value === null ? "" : String(value)).value).toEqual(value);
      }),
    );
  });

  test("whatever stands in a cell, reading it once more changes nothing and adds no error", () => {
    const odd = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(odd, (input) => {
        const first = readValue(column, input);
        if (first.faults.some(({ severity }) => severity === "error")) return;
        const again = readValue(column, first.value);
        expect(again.value).toEqual(first.value);
        expect(again.faults.filter(({ severity }) => severity === "error")).toEqual([]);
      }),
    );
  });
});

const DAYS = COLUMNS.filter(([, { type }]) => type === "date");

test.each(DAYS)("%s counted from 1904 is the same day", (_, column) => {
  fc.assert(
    fc.property(
      day.filter((one) => one > "1904-01-02"),
      (value) => {
        const serial = cellOf(column, value);
        expect(readCell(column, Number(serial) - 1462, { date1904: true }).value).toBe(value);
      },
    ),
  );
});

test("tidying is done with once, line by line or in one line", () => {
  fc.assert(
    fc.property(text, fc.boolean(), (one, lines) => {
      const once = tidy(one, lines);
      expect(tidy(once, lines)).toBe(once);
      expect(once).toBe(once.trim());
      if (!lines) expect(once).not.toMatch(/[\r\n\t]/);
    }),
  );
});
