/** What must hold within one row, beyond each cell by itself. */
import { isPeriod } from "./dates.ts";
import { error, type Fault, warning } from "./issue.ts";
import { type Sheet, sheetOf } from "./sheets.ts";
import type { Value, Values } from "./value.ts";

/** What the register and the unit's own sheets name; the caller decides how names are compared. */
export interface KnownNames {
  /** Is it on the register, or filed by the unit itself? */
  hasAccount(name: string): boolean;
  hasBranch(account: string, name: string): boolean;
  hasCarrier(account: string, name: string): boolean;
}

export interface RowContext {
  /** Today in China, `yyyy-MM-dd`. */
  readonly today: string;
  /** The period being reported. */
  readonly period: string;
  readonly known: KnownNames;
}

type Rule = (values: Values, context: RowContext) => readonly Fault[];

/**
 * Every fault of a row whose cells have been read (`readValue`): what is missing, and the rules that look at
 * several columns. An error keeps the row out; a warning goes with it.
 */
export function checkRow(sheet: Sheet, values: Values, context: RowContext): Fault[] {
  const faults: Fault[] = [];
  for (const column of sheet.columns) {
    if (column.required && isEmpty(values[column.key])) faults.push(error(column.key, "required"));
  }
  for (const rule of RULES[sheet.key] ?? []) faults.push(...rule(values, context));
  return faults;
}

const isEmpty = (value: Value | undefined): boolean => value === null || value === undefined || value === "";
const textOf = (values: Values, key: string): string => String(values[key] ?? "");

const accountIsKnown: Rule = (values, { known }) => {
  const account = textOf(values, "account");
  return account === "" || known.hasAccount(account)
    ? []
    : [error("account", "unknown_account", { text: account })];
};

/** A branch or carrier off the list is taken and becomes a proposal to HQ. */
const placesAreKnown: Rule = (values, { known }) => {
  const account = textOf(values, "account");
  const branch = textOf(values, "branch");
  const carrier = textOf(values, "carrier");
  const faults: Fault[] = [];
  if (branch !== "" && account !== "" && !known.hasBranch(account, branch)) {
    faults.push(warning("branch", "branch_proposed", { text: branch }));
  }
  if (carrier !== "" && account !== "" && !known.hasCarrier(account, carrier)) {
    faults.push(warning("carrier", "carrier_proposed", { text: carrier }));
  }
  return faults;
};

const sideIsNamed: Rule = (values) => {
  const side = textOf(values, "side");
  if (side === "分支机构" && isEmpty(values.branch))
    return [warning("branch", "side_without_name", { side })];
  if (side === "承运商" && isEmpty(values.carrier))
    return [warning("carrier", "side_without_name", { side })];
  return [];
};

const notInFuture =
  (key: string): Rule =>
  (values, { today }) => {
    const date = textOf(values, key);
    return date > today && isDay(date) ? [error(key, "date_future", { date })] : [];
  };

const dueAfterEvent: Rule = (values) => {
  const due = textOf(values, "dueOn");
  const happened = textOf(values, "happenedOn");
  return isDay(due) && isDay(happened) && due < happened
    ? [error("dueOn", "due_before_event", { due, happened })]
    : [];
};

const zeroUnitsExplained: Rule = (values) =>
  values.units === 0 && isEmpty(values.remark) ? [error("units", "units_zero")] : [];

const periodIsTheReports: Rule = (values, { period }) => {
  const own = textOf(values, "period");
  return isPeriod(own) && own !== period
    ? [warning("period", "period_other", { text: own, expected: period })]
    : [];
};

const onePerson: Rule = (values) => {
  const name = textOf(values, "name");
  return /[^\s]\s*[、,，;；/／&＆]\s*[^\s]|[\u4e00-\u9fff]{2}(和|与)[\u4e00-\u9fff]{2}/u.test(name)
    ? [warning("name", "two_people", { text: name })]
    : [];
};

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

const RULES: Partial<Record<Sheet["key"], readonly Rule[]>> = {
  branches: [accountIsKnown],
  carriers: [accountIsKnown, placesAreKnown],
  contacts: [accountIsKnown, sideIsNamed, placesAreKnown, onePerson],
  events: [notInFuture("happenedOn"), accountIsKnown, sideIsNamed, placesAreKnown, dueAfterEvent],
  purchases: [periodIsTheReports, accountIsKnown, placesAreKnown, zeroUnitsExplained],
  reviews: [periodIsTheReports, accountIsKnown],
  accounts: [notInFuture("filedOn")],
};

/** The month a row counts for: its own where the sheet has one, else the period it was told in. */
export function periodOfRow(sheetKey: Sheet["key"], values: Values, submission: string): string | null {
  const sheet = sheetOf(sheetKey);
  if (sheet.rhythm === "standing") return null;
  if (sheet.rhythm === "event") return submission;
  const own = textOf(values, "period");
  return isPeriod(own) ? own : submission;
}
