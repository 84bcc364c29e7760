/** The worksheet functions that validation formulas call. */
import { columnsOf, rowsOf } from "./area.ts";
import {
  CannotEvaluate,
  ErrorValue,
  compare,
  isSpan,
  numeric,
  offset,
  scalar,
  valuesOf,
  type Place,
  type Span,
  type Value,
} from "./values.ts";

type Argument = () => Value;
type Call = (given: readonly Argument[], place: Place) => Value;

const at = (given: readonly Argument[], i: number): Value => given[i]?.() ?? null;
const span = (value: Value): Span => {
  if (!isSpan(value)) throw new CannotEvaluate("a range is wanted");
  return value;
};
const truth = (value: Value): boolean => {
  const one = scalar(value);
  return typeof one === "string" ? one.toLowerCase() === "true" : Boolean(one);
};
const flat = (given: readonly Argument[]) =>
  given.flatMap((one) => {
    const value = one();
    return isSpan(value) ? valuesOf(value) : [value];
  });

export const CALLS: Readonly<Record<string, Call>> = {
  IF: (given) => (truth(at(given, 0)) ? at(given, 1) : given.length > 2 ? at(given, 2) : false),
  IFERROR: (given) => {
    try {
      const value = at(given, 0);
      if (isSpan(value) && rowsOf(value.area) * columnsOf(value.area) === 1) scalar(value);
      return value;
    } catch (error) {
      if (error instanceof ErrorValue) return at(given, 1);
      throw error;
    }
  },
  AND: (given) => given.every((one) => truth(one())),
  OR: (given) => given.some((one) => truth(one())),
  NOT: (given) => !truth(at(given, 0)),
  LEN: (given) => String(scalar(at(given, 0)) ?? "").length,
  TRIM: (given) =>
    String(scalar(at(given, 0)) ?? "")
      .trim()
      .replace(/ +/g, " "),
  ISNUMBER: (given) => typeof scalar(at(given, 0)) === "number",
  ISBLANK: (given) => scalar(at(given, 0)) === null,
  ISTEXT: (given) => typeof scalar(at(given, 0)) === "string",
  EXACT: (given) => String(scalar(at(given, 0)) ?? "") === String(scalar(at(given, 1)) ?? ""),
  LEFT: (given) => String(scalar(at(given, 0)) ?? "").slice(0, given.length > 1 ? numeric(at(given, 1)) : 1),
  TEXT: (given) => String(scalar(at(given, 0)) ?? ""),
  TODAY: (_given, { book }) => {
    const now = book.today();
    const days = Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000);
    return days + (book.date1904 ? 24_107 : 25_569);
  },
  MAX: (given) => Math.max(0, ...flat(given).filter((value) => typeof value === "number")),
  MIN: (given) => Math.min(...flat(given).filter((value) => typeof value === "number")),
  INT: (given) => Math.floor(numeric(at(given, 0))),
  ROW: (given) => span(at(given, 0)).area.top + 1,
  ROWS: (given) => rowsOf(span(at(given, 0)).area),
  COUNTA: (given) => flat(given).filter((value) => value !== null && value !== "").length,
  COUNTIF: (given) => valuesOf(span(at(given, 0))).filter(criterion(scalar(at(given, 1)))).length,
  MATCH: (given) => {
    const wanted = scalar(at(given, 0));
    const values = valuesOf(span(at(given, 1)));
    const kind = given.length > 2 ? numeric(at(given, 2)) : 1;
    const found =
      kind === 0
        ? values.findIndex(typeof wanted === "string" ? criterion(wanted, true) : (value) => value === wanted)
        : values.findLastIndex(
            (value) => value !== null && typeof value === typeof wanted && compare("<=", value, wanted),
          );
    if (wanted === null || found < 0) throw new ErrorValue("#N/A");
    return found + 1;
  },
  INDEX: (given) => {
    const from = span(at(given, 0));
    const row = numeric(at(given, 1));
    const column = given.length > 2 ? numeric(at(given, 2)) : 1;
    return offset(
      from,
      row === 0 ? 0 : row - 1,
      column === 0 ? 0 : column - 1,
      row === 0 ? rowsOf(from.area) : 1,
      1,
    );
  },
  OFFSET: (given) => {
    const from = span(at(given, 0));
    const height = given.length > 3 && at(given, 3) !== null ? numeric(at(given, 3)) : rowsOf(from.area);
    const width = given.length > 4 && at(given, 4) !== null ? numeric(at(given, 4)) : columnsOf(from.area);
    return offset(from, numeric(at(given, 1)), numeric(at(given, 2)), height, width);
  },
};

/**
 * `COUNTIF`'s and `MATCH`'s way to compare: case does not count; `*`, `?` and `~` in the wanted text mean what they
 * mean in Excel; for `COUNTIF` a leading `<`, `>`, `=` or `<>` is an operator.
 */
function criterion(wanted: string | number | boolean | null, literal = false): (value: Value) => boolean {
  if (typeof wanted !== "string")
    return (value) =>
      value === wanted ||
      (typeof wanted === "number" && value !== null && value !== "" && Number(value) === wanted);
  const [, op = "", rest = wanted] = (!literal && /^(<>|<=|>=|=|<|>)(.*)$/s.exec(wanted)) || [];
  if (op === "<" || op === ">" || op === "<=" || op === ">=") {
    const bound = Number.isNaN(Number(rest)) ? rest : Number(rest);
    return (value) => value !== null && typeof value === typeof bound && compare(op, value, bound);
  }
  const source = rest.replace(/~[*?~]|[*?]|[.+^${}()|[\]\\]/g, (found) =>
    found.startsWith("~") ? `\\${found.slice(1)}` : found === "*" ? ".*" : found === "?" ? "." : `\\${found}`,
  );
  const pattern = new RegExp(`^${source}$`, "isu");
  const fits = (value: Value) => (value === null ? rest === "" : pattern.test(String(value)));
  return op === "<>" ? (value) => !fits(value) : fits;
}
