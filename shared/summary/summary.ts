/** What the month's report says (大客户信息月报), as data: the API gives it, and the report's plan is drawn from it. */
import { z } from "zod";

const Bought = z.object({
  /** Vehicles. */
  units: z.number(),
  /** 万元. */
  amount: z.number(),
});

const Sides = z.object({
  ours: Bought,
  rivals: Bought,
  /** Ours of all vehicles, 0 to 1; null where nobody bought. */
  share: z.number().nullable(),
});
export type Sides = z.infer<typeof Sides>;

const AccountPurchases = z.object({
  accountId: z.string().nullable(),
  account: z.string(),
  month: Sides,
  previous: Sides,
  /** Our vehicles, this month less last. */
  change: z.number(),
  yearToDate: Sides,
});
export type AccountPurchases = z.infer<typeof AccountPurchases>;

const AccountReview = z.object({
  account: z.string(),
  unit: z.string(),
  unitName: z.string(),
  rating: z.number(),
  previousRating: z.number().nullable(),
  trend: z.string(),
  remark: z.string(),
  outlook: z.string().nullable(),
  plan: z.string().nullable(),
});
export type AccountReview = z.infer<typeof AccountReview>;

const ImportantEvent = z.object({
  rowId: z.string(),
  happenedOn: z.string(),
  account: z.string(),
  unit: z.string(),
  unitName: z.string(),
  side: z.string(),
  /** Branch or carrier concerned, if any. */
  place: z.string(),
  kind: z.string(),
  weight: z.string(),
  body: z.string(),
  action: z.string().nullable(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
});
export type ImportantEvent = z.infer<typeof ImportantEvent>;

const UnitFiling = z.object({
  unit: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.enum(["on-time", "late", "missing"]),
  firstAt: z.string().nullable(),
  rows: z.number(),
});
export type UnitFiling = z.infer<typeof UnitFiling>;

const Figure = z.object({ value: z.number().nullable(), previous: z.number().nullable() });

export const Summary = z.object({
  period: z.string(),
  /** ISO 8601. */
  madeAt: z.string(),
  /** The change feed's cursor up to which rows are counted. */
  cursor: z.int(),
  deadline: z.string(),
  state: z.enum(["open", "closed"]),
  figures: z.object({
    ourUnits: Figure,
    ourAmount: Figure,
    rivalUnits: Figure,
    share: Figure,
    accountsWithNews: Figure,
    importantEvents: Figure,
    averageRating: Figure,
  }),
  purchases: z.array(AccountPurchases),
  totals: AccountPurchases,
  reviews: z.array(AccountReview),
  events: z.array(ImportantEvent),
  eventCounts: z.record(z.string(), z.number()),
  filings: z.array(UnitFiling),
  /** As DHIS2 counts: reports expected, received, received on time, and their rates (null where none is expected). */
  completeness: z.object({
    expected: z.int(),
    actual: z.int(),
    actualOnTime: z.int(),
    reportingRate: z.number().nullable(),
    onTimeRate: z.number().nullable(),
  }),
});
export type Summary = z.infer<typeof Summary>;
