/** Texts a quarter of a megabyte long, of what is read again and again by code that is not careful. */
export const MEGABYTE = 1_000_000;
const QUARTER = MEGABYTE / 4;

export const LONG: readonly (readonly [string, string])[] = [
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
