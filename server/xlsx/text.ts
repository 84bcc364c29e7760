/** Text as the XML of a workbook writes it. */

/** Excel cuts longer cell text off. */
const MAX_CELL_TEXT = 32_767;

const MARKUP = /[&<>"]/g;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** What XML cannot hold, lone halves of surrogate pairs among them; and a carriage return, which it would lose. */
const ILLEGAL =
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Text that looks like an escape itself: its underscore is escaped, or Excel would decode it. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;
const NEEDS_CARE = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff]|_x/;

/** Of a cell: markup escaped, illegal characters as Excel writes them (`_x0001_`), at most 32,767 characters. */
export function cellText(text: string): string {
  const whole = text.length > MAX_CELL_TEXT ? cut(text, MAX_CELL_TEXT) : text;
  if (!NEEDS_CARE.test(whole)) return whole;
  return whole
    .replace(LOOKS_ESCAPED, "_x005F_")
    .replace(ILLEGAL, escaped)
    .replace(MARKUP, (c) => ENTITIES[c] ?? c);
}

/** Of a formula: as cell text, but what XML cannot hold is left out: a formula knows no escapes. */
export const formulaText = (formula: string): string =>
  bareFormula(formula)
    .replace(ILLEGAL, "")
    .replace(MARKUP, (c) => ENTITIES[c] ?? c);

/** A formula without its leading `=`, as files hold it. */
export const bareFormula = (formula: string): string =>
  formula.startsWith("=") ? formula.slice(1) : formula;

/** At most `most` characters, never half of a pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.charCodeAt(most - 1);
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? most - 1 : most);
}

const escaped = (c: string): string => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
