/** Numbers as people type them: full-width digits, thousands separators, units behind them. */
import { error } from "./issue.ts";
import type { Column } from "./sheets.ts";
import type { Reading } from "./value.ts";

/** The largest amount taken: 10 billion 万元; hundredths of it are still exact in a double and in SQL. */
const MAX_AMOUNT = 1e10;
const MAX_WHOLE = 1e9;
/** No number is longer as people write it; patterns are not tried on what somebody pasted by mistake. */
const LONGEST = 100;

const fail = (
  column: Column,
  value: string | number,
  code: Parameters<typeof error>[1],
  params = {},
): Reading => ({
  value,
  faults: [error(column.key, code, { text: String(value), ...params })],
});

/** A whole number ≥ 0: 12, "12", "１２", "1,200", "12台", "12.0". */
export function readWhole(
  column: Column,
  input: string | number | boolean,
  bounds: { min: number; max: number } = { min: 0, max: MAX_WHOLE },
): Reading {
  const number = typeof input === "number" ? input : parseNumber(String(input), /(台|辆|部|units?)$/iu);
  if (number === undefined) return fail(column, String(input), "number_invalid");
  if (!Number.isInteger(number)) return fail(column, number, "not_whole");
  if (number < bounds.min || number > bounds.max) {
    return fail(column, number, "out_of_range", { min: bounds.min, max: bounds.max });
  }
  return { value: number, faults: [] };
}

/**
 * An amount in 万元 ≥ 0 with at most two decimals: 12.5, "12.5", "1,234.50", "12.5万", "12.5万元", "1.2亿",
 * "125000元" (= 12.5). More decimals are refused, but for what floating point leaves behind.
 */
export function readAmount(column: Column, input: string | number | boolean): Reading {
  const amount = typeof input === "number" ? input : parseAmount(String(input));
  if (amount === undefined) return fail(column, String(input), "number_invalid");
  if (amount < 0 || amount > MAX_AMOUNT)
    return fail(column, amount, "out_of_range", { min: 0, max: MAX_AMOUNT });
  const hundredths = Math.round(amount * 100);
  if (Math.abs(amount * 100 - hundredths) > 1e-6 * Math.max(1, amount))
    return fail(column, amount, "too_many_decimals");
  return { value: hundredths / 100, faults: [] };
}

function parseAmount(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text.normalize("NFKC").replace(/^(人民币|rmb|cny|¥|￥)\s*/iu, "");
  const units: readonly [RegExp, number][] = [
    [/\s*亿元?$/u, 10_000],
    [/\s*万元?$/u, 1],
    [/\s*元$/u, 1 / 10_000],
  ];
  for (const [suffix, factor] of units) {
    if (suffix.test(plain)) {
      const number = parseNumber(plain.replace(suffix, ""));
      return number === undefined ? undefined : Number((number * factor).toPrecision(15));
    }
  }
  return parseNumber(plain);
}

/** `1,234.5` → 1234.5; a bracketed number, a percent sign or two numbers are none. */
function parseNumber(text: string, unit?: RegExp): number | undefined {
  if (text.length > LONGEST) return undefined;
  let plain = text.normalize("NFKC").trim();
  if (unit) plain = plain.replace(unit, "").trim();
  plain = plain.replaceAll(/(?<=\d)[,'\s](?=\d{3}(?:\D|$))/g, "");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}
