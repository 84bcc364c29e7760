/** How units stand with the accounts: the month's reviews, and how ratings have moved. */
import { z } from "zod";

export const AccountReview = z.object({
  rowId: z.string(),
  accountId: z.int().nullable(),
  account: z.string(),
  unit: z.string(),
  unitName: z.string(),
  rating: z.number(),
  previousRating: z.number().nullable(),
  trend: z.string(),
  remark: z.string(),
  outlook: z.string().nullable(),
  plan: z.string().nullable(),
  /** 本月无动态: the unit had nothing to say. */
  quiet: z.boolean(),
});
export type AccountReview = z.infer<typeof AccountReview>;

/** A rating that is not last month's. */
export const RatingMove = AccountReview.pick({
  rowId: true,
  accountId: true,
  account: true,
  unit: true,
  unitName: true,
  rating: true,
  remark: true,
}).extend({ previousRating: z.number() });
export type RatingMove = z.infer<typeof RatingMove>;

/** Average ratings over six months; null where nobody rated. */
export const RatingTrend = z.object({
  /** Oldest first; the month itself is the last. */
  periods: z.array(z.string()),
  average: z.array(z.number().nullable()),
  /** Those with most reviews this month first. */
  accounts: z.array(
    z.object({
      accountId: z.int().nullable(),
      account: z.string(),
      ratings: z.array(z.number().nullable()),
    }),
  ),
});
export type RatingTrend = z.infer<typeof RatingTrend>;
