/** The demonstration month as submissions: the same month is always the same, down to its identities. */
import { createHash } from "node:crypto";
import { v5 } from "uuid";
import { addMonths, defaultDeadline } from "../../shared/report/dates.ts";
import { CHOICES } from "../../shared/report/choices.ts";
import { type SheetKey, TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import type { Value } from "../../shared/report/value.ts";
import type { Author, Channel, PushedRow, Submission } from "../../shared/sync/protocol.ts";
import {
  DEMO_ACCOUNTS,
  DEMO_EVENTS,
  DEMO_HEADQUARTERS,
  DEMO_NOMINATIONS,
  DEMO_OTHER_FLEETS,
  DEMO_OWN_CARRIERS,
  DEMO_REMARKS,
  DEMO_TERRITORY,
  DEMO_TURNS,
  DEMO_UNITS,
  DEMO_WORDS,
  type DemoAccount,
  type DemoUnit,
} from "../../shared/text/demo.ts";

/** A submission, who sends it, and when. */
export interface DemoPush {
  readonly person: Author;
  /** Milliseconds. */
  readonly at: number;
  readonly submission: Submission;
}

const SPACE = "3b1f9a52-7c41-5d0a-8a55-64656d6f6461";
const HOUR = 3_600_000;
/** Two people in one row. */
const DISPUTED = "P01";

const idOf = (...parts: readonly (string | number)[]): string => v5(parts.join(" "), SPACE);

/**
 * In the order in which they came in.
 *
 * @param monthsLeft how many months of the season come after this one: what is filed later is not there yet
 */
export function demoMonth(period: string, monthsLeft = 0): DemoPush[] {
  const deadline = Date.parse(defaultDeadline(period));
  const turn = DEMO_TURNS[Number(period.slice(5)) % DEMO_TURNS.length];
  const units = DEMO_UNITS.filter(({ code }) => !turn?.silent.includes(code));
  const pushes = units.map((unit, index): DemoPush => {
    const hours = turn?.late.includes(unit.code) ? 31 : -20 * (index + 1);
    return push(unit, "excel", deadline + hours * HOUR, period, rowsOf(unit, period, monthsLeft));
  });
  return [...pushes, ...dispute(period, deadline)].sort((a, b) => a.at - b.at);
}

function push(unit: DemoUnit, channel: Channel, at: number, period: string, rows: PushedRow[]): DemoPush {
  const person: Author = { name: unit.lead, unit: unit.code, role: "lead" };
  return { person, at, submission: submission(unit.code, channel, period, rows, unit.lead) };
}

function submission(
  unit: string,
  channel: Channel,
  period: string,
  rows: PushedRow[],
  by: string,
): Submission {
  const submissionId = idOf("submission", unit, period, channel, by, rows.length);
  return { submissionId, unit, period, channel, template: TEMPLATE_VERSION, rows };
}

/** HQ corrects a row on the telephone; the lead, who has not seen that, sends another number. */
function dispute(period: string, deadline: number): DemoPush[] {
  const unit = DEMO_UNITS.find(({ code }) => code === DISPUTED);
  const purchase = unit && rowsOf(unit, period, 0).find(({ sheet }) => sheet === "purchases");
  if (!unit || !purchase?.values) return [];
  const units = Number(purchase.values.units);
  const changed = (more: number): PushedRow => ({
    sheet: purchase.sheet,
    rowId: purchase.rowId,
    baseRevision: 1,
    values: { ...purchase.values, units: units + more },
  });
  const person: Author = { name: DEMO_HEADQUARTERS, unit: null, role: "hq" };
  const byPhone = submission(unit.code, "phone", period, [changed(2)], person.name);
  return [
    { person, at: deadline - 6 * HOUR, submission: byPhone },
    push(unit, "excel", deadline - 3 * HOUR, period, [changed(1)]),
  ];
}

function rowsOf(unit: DemoUnit, period: string, monthsLeft: number): PushedRow[] {
  const accounts = (DEMO_TERRITORY[unit.code] ?? []).flatMap((index) => DEMO_ACCOUNTS[index] ?? []);
  const chance = chances(`${unit.code} ${period}`);
  return [
    ...nominations(unit, monthsLeft),
    ...accounts.flatMap((account) => standing(unit, account)),
    // News of the season's last month.
    ...(monthsLeft === 0 ? accounts.flatMap((account) => ownCarriers(unit, account)) : []),
    ...accounts.flatMap((account) => monthly(unit, account, period, chance)),
  ];
}

const row = (sheet: SheetKey, rowId: string, values: Record<string, Value>): PushedRow => ({
  sheet,
  rowId,
  baseRevision: null,
  values,
});

/** The identity of a nomination's row: HQ decides on it. */
export const nominationId = (unit: string, name: string): string => idOf("account", unit, name);

function nominations({ code }: DemoUnit, monthsLeft: number): PushedRow[] {
  return DEMO_NOMINATIONS.filter(({ unit, monthsBefore }) => unit === code && monthsBefore >= monthsLeft).map(
    ({ name, aliases, category, industry, grounds, filedOn }) =>
      row("accounts", nominationId(code, name), {
        name,
        aliases,
        category,
        level: CHOICES.level[1].value,
        industry,
        grounds,
        filedOn,
      }),
  );
}

function standing(
  { code, lead }: DemoUnit,
  { name, branches, carriers, contacts }: DemoAccount,
): PushedRow[] {
  // What two units tell of one branch or person agrees, but for what is told otherwise below.
  const chance = chances(name);
  const [, branchSide] = CHOICES.side;
  const fleetOf = (branch: string, usual: number): number =>
    DEMO_OTHER_FLEETS.find(
      ([unit, account, of]) => unit === code && account === name && of === branch,
    )?.[3] ?? usual;
  return [
    ...branches.map(([branch, province, city, business]) =>
      row("branches", idOf("branch", code, name, branch), {
        account: name,
        name: branch,
        province,
        city,
        business,
        fleetSize: fleetOf(branch, 20 + chance(180)),
        liaison: lead,
      }),
    ),
    ...carriers.map(([carrier, haulage, lanes]) =>
      row("carriers", idOf("carrier", code, name, carrier), {
        account: name,
        branch: branches[0]?.[0] ?? null,
        name: carrier,
        haulage,
        lanes,
        fleetSize: 10 + chance(90),
        liaison: lead,
      }),
    ),
    ...contacts.map(([person, title, role]) =>
      row("contacts", idOf("contact", code, name, person), {
        account: name,
        side: branchSide.value,
        branch: branches[0]?.[0] ?? null,
        name: person,
        title,
        role,
        phone: `138${String(10_000_000 + chance(89_999_999))}`,
        strength: 2 + chance(4),
      }),
    ),
  ];
}

const ownCarriers = ({ code, lead }: DemoUnit, { name }: DemoAccount): PushedRow[] =>
  DEMO_OWN_CARRIERS.filter(([unit, account]) => unit === code && account === name).map(
    ([, , carrier, haulage, lanes]) =>
      row("carriers", idOf("carrier", code, name, carrier), {
        account: name,
        name: carrier,
        haulage,
        lanes,
        liaison: lead,
      }),
  );

function monthly(unit: DemoUnit, account: DemoAccount, period: string, chance: Chance): PushedRow[] {
  const [ours, rivals] = CHOICES.supplier;
  const [headquarters] = CHOICES.side;
  const { code } = unit;
  const { name, products, price, branches } = account;
  const purchases = [ours, rivals].flatMap((supplier, side) =>
    products.slice(0, 2).map((product, index) => {
      const units = chance(side === 0 ? 18 : 9);
      const [branch] = branches[index % branches.length] ?? [null];
      return row("purchases", idOf("purchase", code, name, period, supplier.value, product), {
        period,
        account: name,
        branch,
        product,
        supplier: supplier.value,
        brand: side === 0 ? null : pick(DEMO_WORDS.rivalBrands, chance),
        units,
        amount: Math.round(units * price * (97 + chance(7))) / 100,
        deliverTo: branches[0]?.[1] ?? null,
        remark: units === 0 ? DEMO_WORDS.noPurchase : null,
      });
    }),
  );
  const event = pick(DEMO_EVENTS, chance);
  const day = String(1 + chance(27)).padStart(2, "0");
  const rating = ratingOf(code, name, period);
  const [up, level, down] = CHOICES.trend;
  const before = ratingOf(code, name, addMonths(period, -1));
  const trend = (rating > before ? up : rating < before ? down : level).value;
  return [
    row("events", idOf("event", code, name, period), {
      happenedOn: `${period}-${day}`,
      account: name,
      side: headquarters.value,
      kind: event.kind,
      weight: event.weight,
      body: event.body,
      source: pick(DEMO_WORDS.source, chance),
      channel: event.channel,
      action: event.action,
      owner: unit.lead,
    }),
    ...purchases,
    row("reviews", idOf("review", code, name, period), {
      period,
      account: name,
      rating,
      trend,
      remark: DEMO_REMARKS[rating - 1] ?? "",
      outlook: pick(DEMO_WORDS.outlook, chance),
      plan: pick(DEMO_WORDS.plan, chance),
    }),
  ];
}

/** A relationship moves by a step now and then. */
function ratingOf(unit: string, account: string, period: string): number {
  const usual = 3 + chances(`${unit} ${account}`)(2);
  const step = chances(`${unit} ${account} ${period}`)(5);
  return Math.min(5, Math.max(1, usual + (step === 0 ? -1 : step === 4 ? 1 : 0)));
}

/** `chance(n)` is a whole number from 0 to n - 1. */
type Chance = (below: number) => number;

/** The same seed gives the same numbers for ever. */
function chances(seed: string): Chance {
  let drawn = 0;
  return (below) => {
    const hash = createHash("sha256").update(`${seed} ${drawn++}`).digest();
    return hash.readUInt32BE(0) % below;
  };
}

function pick<T>(list: readonly T[], chance: Chance): T {
  const picked = list[chance(list.length)];
  if (picked === undefined) throw new RangeError("nothing to pick from");
  return picked;
}
