/** The text Excel shows for a value under a number format: the formats that add-ins and people really use. */
import type { CellContent } from "./cells.ts";

export function textOf(content: CellContent | undefined, numberFormat: string, date1904: boolean): string {
  if (!content) return "";
  const { value } = content;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "string") return value;
  const sections = split(numberFormat);
  const section =
    value < 0 ? (sections[1] ?? `-${sections[0]}`) : value === 0 ? (sections[2] ?? sections[0]) : sections[0];
  return format(Math.abs(value), section ?? "General", date1904);
}

const split = (numberFormat: string): string[] =>
  numberFormat.match(/(?:"[^"]*"|\\.|[^;"\\])+/g) ?? ["General"];

/** What the day and time codes of a format stand for, quoted text left aside. */
const isDateFormat = (numberFormat: string): boolean =>
  /[ymdhs]/i.test(numberFormat.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ""));

function format(value: number, section: string, date1904: boolean): string {
  const bare = section.replace(/\[[^\]]*\]/g, "");
  if (/General|^-?$|@/i.test(bare)) return (section.startsWith("-") ? "-" : "") + general(value);
  if (isDateFormat(bare)) return dateText(value, bare, date1904);
  return numberText(value, bare);
}

function general(value: number): string {
  if (value !== 0 && (value >= 1e11 || value < 1e-9)) {
    const [mantissa = "", exponent = "0"] = value.toExponential(5).split("e");
    const power = Number(exponent);
    return `${Number(mantissa)}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  return String(Number(value.toPrecision(11)));
}

function numberText(value: number, pattern: string): string {
  const shape = /[#0?][#0?,]*(?:\.[#0?]+)?/.exec(
    pattern.replace(/"[^"]*"/g, (quote) => " ".repeat(quote.length)),
  );
  if (!shape) return literal(pattern);
  const exponent = /E\+(0+)/i.exec(pattern);
  const [whole = "", fraction = ""] = shape[0].split(".");
  const scaled = pattern.includes("%") ? value * 100 : value;
  const before = literal(pattern.slice(0, shape.index));
  const after = literal(pattern.slice(shape.index + shape[0].length).replace(/E\+0+/i, ""));
  if (exponent) {
    const [mantissa = "", power = "0"] = scaled.toExponential(fraction.length).split("e");
    const digits = String(Math.abs(Number(power))).padStart(exponent[1]?.length ?? 2, "0");
    return `${before}${mantissa}E${Number(power) < 0 ? "-" : "+"}${digits}${after}`;
  }
  // Rounded half up as Excel rounds, not as binary fractions fall.
  const rounded = Number(Math.round(Number(`${scaled}e${fraction.length}`)) + `e-${fraction.length}`);
  let [integer = "0", decimals = ""] = rounded.toFixed(fraction.length).split(".");
  integer = integer.padStart((whole.match(/0/g) ?? []).length, "0");
  if (integer === "0" && !whole.includes("0")) integer = "";
  if (whole.includes(",")) integer = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  const needed = (fraction.match(/0/g) ?? []).length;
  while (decimals.length > needed && decimals.endsWith("0")) decimals = decimals.slice(0, -1);
  return `${before}${integer}${decimals ? `.${decimals}` : ""}${after}`;
}

const literal = (pattern: string): string =>
  pattern.replace(
    /"([^"]*)"|\\(.)|_.|\*./g,
    (_all, quoted?: string, escaped?: string) => quoted ?? escaped ?? "",
  );

function dateText(value: number, pattern: string, date1904: boolean): string {
  const days = Math.floor(value);
  const offset = date1904 ? 24_107 : days < 61 ? 25_568 : 25_569;
  const seconds = Math.round((value - days) * 86_400);
  const at = new Date((days - offset) * 86_400_000 + seconds * 1000);
  const pad = (n: number, length: number) => String(n).padStart(length, "0");
  let afterHour = false;
  return pattern.replace(
    /"([^"]*)"|\\(.)|y+|m+|d+|h+|s+|AM\/PM/gi,
    (code, quoted?: string, escaped?: string) => {
      if (quoted !== undefined) return quoted;
      if (escaped !== undefined) return escaped;
      const length = code.length;
      switch (code[0]?.toLowerCase()) {
        case "y":
          return length > 2 ? pad(at.getUTCFullYear(), 4) : pad(at.getUTCFullYear() % 100, 2);
        case "m":
          if (afterHour) return pad(at.getUTCMinutes(), length);
          if (length >= 3)
            return at.toLocaleString("en-US", { month: length === 3 ? "short" : "long", timeZone: "UTC" });
          return pad(at.getUTCMonth() + 1, length);
        case "d":
          if (length >= 3)
            return at.toLocaleString("en-US", { weekday: length === 3 ? "short" : "long", timeZone: "UTC" });
          return pad(at.getUTCDate(), length);
        case "h":
          afterHour = true;
          return pad(at.getUTCHours(), length);
        case "s":
          return pad(at.getUTCSeconds(), length);
        default:
          return at.getUTCHours() < 12 ? "AM" : "PM";
      }
    },
  );
}
