/** What was bought: ours and rivals', by account, by branch, by product, and month by month. */
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

const Purchases = z.object({
  month: Sides,
  previous: Sides,
  /** Our vehicles, this month less last. */
  change: z.number(),
  yearToDate: Sides,
});
export type Purchases = z.infer<typeof Purchases>;

/** What HQ has made of an account; `unknown`: the row names none that the register knows. */
export const STANDINGS = ["registered", "nominated", "potential", "declined", "unknown"] as const;
export type Standing = (typeof STANDINGS)[number];

export const AccountPurchases = Purchases.extend({
  /** Null in a total. */
  accountId: z.int().nullable(),
  account: z.string(),
  standing: z.enum(STANDINGS),
});
export type AccountPurchases = z.infer<typeof AccountPurchases>;

export const PlacePurchases = Purchases.extend({
  accountId: z.int().nullable(),
  account: z.string(),
  standing: z.enum(STANDINGS),
  /** A carrier buys in its own name where the row names no branch; `none`: the row names neither. */
  side: z.enum(["branch", "carrier", "none"]),
  /** The register's key of the branch or carrier; empty with `none`. */
  key: z.string(),
  place: z.string(),
});
export type PlacePurchases = z.infer<typeof PlacePurchases>;

export const ProductPurchases = Purchases.extend({ product: z.string() });
export type ProductPurchases = z.infer<typeof ProductPurchases>;

export const MonthPurchases = Sides.extend({ period: z.string() });
export type MonthPurchases = z.infer<typeof MonthPurchases>;
