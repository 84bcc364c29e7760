/** Days and months without a time: `yyyy-MM-dd` and `yyyy-MM`, and Excel's serial numbers. */

/** The group works in China: "today" and every deadline are in this zone, which has had no summer time since 1991. */
export const TIME_ZONE_OFFSET_HOURS = 8;

const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
/** Serial 0 of the 1904 system, in days of the 1900 system. */
const SHIFT_1904 = 1462;

/** `2026-11-03` for a true calendar day between 1900 and 2199, else undefined. */
function isoDate(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  return at.toISOString().slice(0, 10);
}

/** Excel's serial (1900 system) of a day: `serialOf("2026-11-03")` is 46329. */
export const serialOf = (date: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - EPOCH_1900) / DAY_MS);

/**
 * The day of a serial number; a time of day is dropped. Undefined before 1990 and past 2199: no business date, but
 * a year or a count that slipped into the cell (2026 would be a day in 1905).
 */
export function dateOfSerial(serial: number, date1904 = false): string | undefined {
  const days = Math.floor(serial) + (date1904 ? SHIFT_1904 : 0);
  if (!Number.isFinite(days) || days < 32_874 || days > 109_574) return undefined;
  return new Date(EPOCH_1900 + days * DAY_MS).toISOString().slice(0, 10);
}

/** What a clock in China shows at an instant (ISO 8601 or milliseconds): `2026-11-05 23:59:59`. */
export function clockInChina(instant: string | number): string {
  const ms = typeof instant === "number" ? instant : Date.parse(instant);
  return new Date(ms + TIME_ZONE_OFFSET_HOURS * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** The day it is in China at an instant (ISO 8601 or milliseconds). */
export const dayInChina = (instant: string | number): string => clockInChina(instant).slice(0, 10);

export const monthOf = (date: string): string => date.slice(0, 7);

export const isPeriod = (text: string): boolean => /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text);

/** `addMonths("2026-01", -1)` is `2025-12`. */
export function addMonths(period: string, months: number): string {
  const n = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`;
}

/**
 * The instant at which a period's reports are due unless HQ sets another: the end of the given day of the
 * following month, in China. `defaultDeadline("2026-10")` is `2026-11-05T15:59:59.999Z`.
 */
export function defaultDeadline(period: string, day = 5): string {
  const next = addMonths(period, 1);
  const end = Date.parse(`${next}-${String(day).padStart(2, "0")}T23:59:59.999Z`);
  return new Date(end - TIME_ZONE_OFFSET_HOURS * 3_600_000).toISOString();
}

/** `2026年10月` */
export const periodInChinese = (period: string): string =>
  `${period.slice(0, 4)}年${Number(period.slice(5, 7))}月`;

/** No day is longer as people write it, a time and a zone included. */
const LONGEST = 100;

const CHINESE_DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  "○": 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 二〇二六 → 2026, 十一 → 11, 三十 → 30; anything else comes back as it is. */
function arabic(text: string): string {
  return text.replaceAll(/[〇零○一二三四五六七八九十]+/g, (run) => {
    if (!run.includes("十")) return [...run].map((c) => CHINESE_DIGITS[c]).join("");
    const [tens = "", ones = ""] = run.split("十");
    return String((tens ? (CHINESE_DIGITS[tens] ?? 0) : 1) * 10 + (ones ? (CHINESE_DIGITS[ones] ?? 0) : 0));
  });
}

/**
 * A day as people write it: 2026-11-03, 2026/11/3, 2026.11.3, 20261103, 2026年11月3日, 二〇二六年十一月三日, with or
 * without a time behind it. Undefined where it is none.
 */
export function readDate(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = arabic(text.normalize("NFKC").replaceAll(/\s+(?=[年月日号./-])|(?<=[年月./-])\s+/gu, ""));
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:[T\s].*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!match) return undefined;
  return isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** A month as people write it: 2026-10, 2026/10, 202610, 2026年10月; a whole date counts as its month. */
export function readPeriod(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = arabic(text.normalize("NFKC").replaceAll(/\s+/gu, ""));
  const match = /^(\d{4})[-/.年](\d{1,2})月?份?$/.exec(plain) ?? /^(\d{4})(\d{2})$/.exec(plain);
  if (match) {
    const period = `${match[1]}-${(match[2] ?? "").padStart(2, "0")}`;
    return isPeriod(period) ? period : undefined;
  }
  const date = readDate(text);
  return date === undefined ? undefined : monthOf(date);
}
