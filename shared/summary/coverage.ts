/** The coverage map (R9): accounts by units, and who has news, purchases, contacts and reviews of what. */
import { z } from "zod";
import { STANDINGS } from "./purchases.ts";

/** Live rows of one unit that speak of one account. */
const Square = z.object({
  unit: z.string(),
  /** Events told in the month. */
  news: z.int(),
  /** Purchases of the month. */
  purchases: z.int(),
  /** Contacts that stand. */
  contacts: z.int(),
  /** Reviews of the month; `quiet` of them say 本月无动态. */
  reviews: z.int(),
  quiet: z.int(),
});
export type Square = z.infer<typeof Square>;

export const Coverage = z.object({
  period: z.string(),
  /** Each plant followed by its shops. */
  units: z.array(
    z.object({ code: z.string(), name: z.string(), kind: z.string(), base: z.string().nullable() }),
  ),
  /** All on the register, and others of which somebody speaks; squares with nothing in them are left out. */
  accounts: z.array(
    z.object({
      accountId: z.int(),
      account: z.string(),
      standing: z.enum(STANDINGS),
      squares: z.array(Square),
    }),
  ),
});
export type Coverage = z.infer<typeof Coverage>;
