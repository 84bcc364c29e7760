/** A unit's monthly report as rows: all seven sheets, plausible values, the register's own accounts. */
import { v7 } from "uuid";
import { POLICY_ACCOUNTS } from "../../shared/register/policy.ts";
import { CHOICES } from "../../shared/report/choices.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";
import { type Chance, chances, pick } from "./chance.ts";
import { WORDS } from "./words.ts";

export interface BenchRow {
  readonly sheet: SheetKey;
  readonly rowId: string;
  readonly baseRevision: number | null;
  readonly values: Values;
}

export interface ReportOf {
  readonly unit: string;
  readonly period: string;
  readonly rows: number;
  /** One review an account and month: a unit's second report of a month has none. */
  readonly reviews: boolean;
  /** Milliseconds, from which the rows' ids are made. */
  readonly at: number;
}

/** Of 200 rows; what is left are purchases. Standing rows come first, as other rows name them. */
const SHARES = { accounts: 2, branches: 16, carriers: 12, contacts: 20, events: 31 } as const;

/** The same report is the same in every run, down to its ids. */
export function report({ unit, period, rows, reviews, at }: ReportOf): BenchRow[] {
  const chance = chances(`${unit} ${period} ${at}`);
  const made: BenchRow[] = [];
  const add = (sheet: SheetKey, values: Values): void => {
    const random = Uint8Array.from({ length: 16 }, () => chance(256));
    made.push({ sheet, rowId: v7({ msecs: at + made.length, random }), baseRevision: null, values });
  };
  const share = (sheet: keyof typeof SHARES): number => Math.max(1, Math.floor((SHARES[sheet] * rows) / 200));
  const places: Places = { branches: new Map(), carriers: new Map() };

  for (let n = share("accounts"); n > 0; n -= 1) add("accounts", filing(period, chance));
  for (let n = share("branches"); n > 0; n -= 1) add("branches", branch(places, made.length, chance));
  for (let n = share("carriers"); n > 0; n -= 1) add("carriers", carrier(places, made.length, chance));
  for (let n = share("contacts"); n > 0; n -= 1) add("contacts", contact(places, chance));
  if (reviews) {
    for (const account of ACCOUNTS.slice(0, rows / 8)) add("reviews", review(period, account, chance));
  }
  for (let n = share("events"); n > 0; n -= 1) add("events", event(period, places, chance));
  while (made.length < rows) add("purchases", purchase(period, places, chance));
  return made;
}

/** Somebody edited the row: it goes out again with the revision that was last seen. */
export function changed(row: BenchRow, seen: number): BenchRow {
  const column = CHANGES[row.sheet];
  return { ...row, baseRevision: seen, values: { ...row.values, [column]: `${WORDS.changed} ${seen}` } };
}

/** A text column of each sheet that people come back to. */
const CHANGES: Readonly<Record<SheetKey, string>> = {
  accounts: "rivals",
  branches: "business",
  carriers: "lanes",
  contacts: "title",
  events: "action",
  purchases: "remark",
  reviews: "plan",
};

const ACCOUNTS = POLICY_ACCOUNTS.map(({ name }) => name);

/** By account, what the report itself has named so far. */
interface Places {
  readonly branches: Map<string, string[]>;
  readonly carriers: Map<string, string[]>;
}

const value = (list: readonly { readonly value: string }[], chance: Chance): string =>
  pick(list, chance).value;
const day = (period: string, chance: Chance): string =>
  `${period}-${String(1 + chance(28)).padStart(2, "0")}`;

function named(names: Map<string, string[]>, account: string, chance: Chance): string | null {
  const known = names.get(account);
  return known ? pick(known, chance) : null;
}

function note(names: Map<string, string[]>, account: string, name: string): string {
  names.set(account, [...(names.get(account) ?? []), name]);
  return name;
}

const filing = (period: string, chance: Chance): Values => ({
  name: pick(ACCOUNTS, chance),
  category: value(CHOICES.category, chance),
  level: value(CHOICES.level, chance),
  industry: value(CHOICES.industry, chance),
  headquarters: pick(WORDS.cities, chance),
  grounds: pick(WORDS.sentences, chance),
  annualUnits: chance(900),
  fleetSize: chance(3000),
  filedOn: day(period, chance),
});

function branch({ branches }: Places, n: number, chance: Chance): Values {
  const account = pick(ACCOUNTS, chance);
  const city = pick(WORDS.cities, chance);
  return {
    account,
    name: note(branches, account, `${city}第${n}分公司`),
    province: value(CHOICES.province, chance),
    city,
    address: `${city}${WORDS.street}${1 + chance(900)}号`,
    business: pick(WORDS.business, chance),
    fleetSize: chance(400),
    liaison: pick(WORDS.people, chance),
  };
}

function carrier({ branches, carriers }: Places, n: number, chance: Chance): Values {
  const account = pick(ACCOUNTS, chance);
  return {
    account,
    branch: named(branches, account, chance),
    name: note(carriers, account, `${pick(WORDS.cities, chance)}${WORDS.haulier}${n}号运输有限公司`),
    haulage: value(CHOICES.haulage, chance),
    lanes: `${pick(WORDS.cities, chance)}—${pick(WORDS.cities, chance)}`,
    fleetSize: chance(200),
    liaison: pick(WORDS.people, chance),
  };
}

function contact({ branches }: Places, chance: Chance): Values {
  const account = pick(ACCOUNTS, chance);
  const place = named(branches, account, chance);
  const [headquarters, branchSide] = CHOICES.side;
  return {
    account,
    side: (place === null ? headquarters : branchSide).value,
    branch: place,
    name: pick(WORDS.people, chance),
    title: pick(WORDS.titles, chance),
    role: value(CHOICES.role, chance),
    phone: `138${String(10_000_000 + chance(89_999_999))}`,
    email: `buyer${chance(10_000)}@example.com`,
    strength: 1 + chance(5),
  };
}

function event(period: string, { branches }: Places, chance: Chance): Values {
  const account = pick(ACCOUNTS, chance);
  const place = named(branches, account, chance);
  const [headquarters, branchSide] = CHOICES.side;
  return {
    happenedOn: day(period, chance),
    account,
    side: (place === null ? headquarters : branchSide).value,
    branch: place,
    kind: value(CHOICES.kind, chance),
    // One in ten is more than ordinary.
    weight: CHOICES.weight[chance(10) === 0 ? 1 + chance(2) : 0]?.value ?? null,
    body: pick(WORDS.sentences, chance),
    source: pick(WORDS.people, chance),
    channel: value(CHOICES.channel, chance),
    action: pick(WORDS.sentences, chance),
    owner: pick(WORDS.people, chance),
  };
}

function purchase(period: string, { branches, carriers }: Places, chance: Chance): Values {
  const account = pick(ACCOUNTS, chance);
  const units = 1 + chance(20);
  return {
    period,
    account,
    branch: named(branches, account, chance),
    carrier: chance(3) === 0 ? named(carriers, account, chance) : null,
    product: value(CHOICES.product, chance),
    supplier: value(CHOICES.supplier, chance),
    brand: pick(WORDS.cities, chance),
    units,
    amount: Math.round(units * (2000 + chance(2000))) / 100,
    deliverTo: value(CHOICES.province, chance),
    remark: chance(4) === 0 ? pick(WORDS.sentences, chance) : null,
  };
}

const review = (period: string, account: string, chance: Chance): Values => ({
  period,
  account,
  rating: 1 + chance(5),
  trend: value(CHOICES.trend, chance),
  remark: pick(WORDS.sentences, chance),
  outlook: pick(WORDS.sentences, chance),
  plan: pick(WORDS.sentences, chance),
});
