/** Where nobody is looking (R9): of the accounts on the register, and of the units that are to report. */
import { z } from "zod";

/** An account is quiet after so many days without an event or a review that says something. */
export const DAYS_WITHOUT_NEWS = 60;
/** And so many months without a purchase, ours or a rival's, are worth a question. */
export const MONTHS_WITHOUT_PURCHASE = 3;

const Account = z.object({ accountId: z.int(), account: z.string() });

export const BlindSpots = z.object({
  /** No event and no telling review within `DAYS_WITHOUT_NEWS` of the month's end. */
  noNews: z.array(Account.extend({ lastOn: z.string().nullable() })),
  /** No purchase in the month and the two before it. */
  noPurchase: z.array(Account.extend({ lastPeriod: z.string().nullable() })),
  /** Branches in which nobody knows anybody. */
  branchesWithoutContact: z.array(Account.extend({ key: z.string(), branch: z.string() })),
  /** All of them, also those past the list's end. */
  branchesWithoutContactCount: z.int(),
  /**
   * Spoken of this month by one side alone: `one-unit`, where a single unit's rows speak of it; `headquarters`, where
   * all rows were entered by headquarters. An account of which only units speak is the usual case and not listed.
   */
  oneSided: z.array(
    Account.extend({
      side: z.enum(["one-unit", "headquarters"]),
      unit: z.string().nullable(),
      unitName: z.string(),
      rows: z.int(),
    }),
  ),
  /** Accounts with rows this month none of which headquarters entered. */
  unitsOnly: z.int(),
  /** Units from which nothing was heard: no report, or nothing but 本月无动态. */
  silentUnits: z.array(
    z.object({ unit: z.string(), unitName: z.string(), reason: z.enum(["missing", "quiet"]) }),
  ),
});
export type BlindSpots = z.infer<typeof BlindSpots>;
