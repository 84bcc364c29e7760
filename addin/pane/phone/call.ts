/** What headquarters takes down of one telephone call, fax or e-mail, until it is submitted (R1). Pure. */
import { z } from "zod";
import { choiceValues } from "../../../shared/report/choices.ts";
import { clockInChina, TIME_ZONE_OFFSET_HOURS } from "../../../shared/report/dates.ts";
import { SHEET_KEYS, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import { Issue, WireValues } from "../../../shared/sync/protocol.ts";
import type { RowResult } from "../../sync/results.ts";
import type { Place } from "../state.ts";

export const WAYS = ["phone", "fax", "email"] as const;
export type Way = (typeof WAYS)[number];

const CallRow = z.object({
  rowId: z.string(),
  sheet: z.enum(SHEET_KEYS),
  values: WireValues,
  /** What the service said of it when it refused it. */
  said: z.array(Issue),
});
export type CallRow = Readonly<z.infer<typeof CallRow>>;

export const Call = z.object({
  /** As typed: `P01 扬州工厂`. */
  unit: z.string(),
  way: z.enum(WAYS),
  by: z.string(),
  /** `2026-11-03T09:40` in China; "" is now. */
  at: z.string(),
  rows: z.array(CallRow),
  /** The row in the form: as typed, not added yet. `rowId` is of the row that is being changed. */
  typing: z.object({
    sheet: z.enum(SHEET_KEYS),
    rowId: z.string().nullable(),
    values: WireValues,
    touched: z.boolean(),
  }),
});
export type Call = Readonly<z.infer<typeof Call>>;

export const emptyCall = (unit = "", way: Way = "phone"): Call => ({
  unit,
  way,
  by: "",
  at: "",
  rows: [],
  typing: blank("events"),
});

const blank = (sheet: SheetKey): Call["typing"] => ({ sheet, rowId: null, values: {}, touched: false });

/** Another sheet is chosen; what was being typed for the one before is left. */
export const typingOn = (call: Call, sheet: SheetKey): Call => ({ ...call, typing: blank(sheet) });

/** What a new row begins with: what is nearly always so need not be typed. */
export function startingValues(
  sheet: SheetKey,
  { today, period, way }: { today: string; period: string; way: Way },
): Values {
  const [side = null] = choiceValues("side");
  switch (sheet) {
    case "accounts":
      return { filedOn: today };
    case "contacts":
      return { side };
    case "events":
      return {
        happenedOn: today,
        side,
        weight: choiceValues("weight")[0] ?? null,
        // The list begins with the ways by which headquarters is told.
        channel: choiceValues("channel")[WAYS.indexOf(way)] ?? null,
      };
    case "purchases":
      return { period, supplier: choiceValues("supplier")[0] ?? null };
    case "reviews":
      return { period };
    case "branches":
    case "carriers":
      return {};
  }
}

/** The row in the form is done: it is added, or takes the place of what it was. */
export function added(call: Call, values: Values, newId: () => string): Call {
  const { sheet, rowId } = call.typing;
  const row: CallRow = { rowId: rowId ?? newId(), sheet, values: { ...values }, said: [] };
  const rows = call.rows.some((known) => known.rowId === rowId)
    ? call.rows.map((known) => (known.rowId === rowId ? row : known))
    : [...call.rows, row];
  return { ...call, rows, typing: blank(sheet) };
}

export const changing = (call: Call, { sheet, rowId, values }: CallRow): Call => ({
  ...call,
  typing: { sheet, rowId, values, touched: false },
});

export const without = (call: Call, rowId: string): Call => ({
  ...call,
  rows: call.rows.filter((row) => row.rowId !== rowId),
  typing: call.typing.rowId === rowId ? blank(call.typing.sheet) : call.typing,
});

/** After the service answered: what it took is gone, what it refused stays and says why. Who calls next is another. */
export function answered(call: Call, results: readonly RowResult[]): Call {
  if (call.rows.length === 0) return call;
  const said = new Map(results.filter(isRefused).map(({ rowId, issues }) => [rowId, issues]));
  const told = new Set(results.map(({ rowId }) => rowId));
  const rows = call.rows
    .filter(({ rowId }) => !told.has(rowId) || said.has(rowId))
    .map((row) => ({ ...row, said: [...(said.get(row.rowId) ?? row.said)] }));
  return rows.length > 0 ? { ...call, rows } : { ...emptyCall(call.unit, call.way), typing: call.typing };
}

export const isRefused = ({ outcome }: RowResult): boolean =>
  outcome === "rejected" || outcome === "conflict";

export const unitText = ({ code, name }: Place): string => `${code} ${name}`;

/** The unit that was typed: its code, its name, both, or the one whose name or code has these words in it. */
export function unitNamed(text: string, units: readonly Place[]): Place | null {
  const words = text.normalize("NFKC").trim().toLowerCase();
  if (words === "") return null;
  const same = units.find((unit) =>
    [unit.code, unit.name, unitText(unit)].some((name) => name.normalize("NFKC").toLowerCase() === words),
  );
  if (same) return same;
  const like = units.filter((unit) => unitText(unit).normalize("NFKC").toLowerCase().includes(words));
  return like.length === 1 ? (like[0] ?? null) : null;
}

/** `2026-11-03T09:40`, as a clock in China shows it. */
export const minuteInChina = (now: number): string => clockInChina(now).slice(0, 16).replace(" ", "T");

const OFFSET = `+${String(TIME_ZONE_OFFSET_HOURS).padStart(2, "0")}:00`;

/** The instant of a minute on a clock in China; "" is now. null where it is none. */
function instantOf(at: string, now: number): string | null {
  const minute = at === "" ? minuteInChina(now) : at;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(minute) && Number.isFinite(Date.parse(minute + OFFSET))
    ? `${minute}:00${OFFSET}`
    : null;
}

export type HeadFault = "unitUnknown" | "byMissing" | "atMissing" | "atFuture";

export interface Head {
  readonly unit: Place | null;
  /** ISO 8601. */
  readonly at: string | null;
  readonly faults: Readonly<Partial<Record<"unit" | "by" | "at", HeadFault>>>;
}

export function headOf(call: Call, units: readonly Place[], now: number): Head {
  const unit = unitNamed(call.unit, units);
  const at = instantOf(call.at, now);
  return {
    unit,
    at,
    faults: {
      ...(unit ? {} : { unit: "unitUnknown" as const }),
      ...(call.by.trim() === "" ? { by: "byMissing" as const } : {}),
      ...(at === null
        ? { at: "atMissing" as const }
        : Date.parse(at) > now
          ? { at: "atFuture" as const }
          : {}),
    },
  };
}
