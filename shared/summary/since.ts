/** What is different from the month's report issued last: its shape. */
import { z } from "zod";
import { FIGURES } from "./figures.ts";

const Vehicles = z.object({ ours: z.number(), rivals: z.number() });

export const SinceIssued = z.object({
  number: z.string(),
  issuedAt: z.string(),
  figures: z.array(
    z.object({ figure: z.enum(FIGURES), before: z.number().nullable(), now: z.number().nullable() }),
  ),
  /** Accounts of which other numbers of vehicles are told. */
  purchases: z.array(
    z.object({ accountId: z.int().nullable(), account: z.string(), before: Vehicles, now: Vehicles }),
  ),
  /** That had not reported when it was issued. */
  units: z.array(z.object({ unit: z.string(), name: z.string(), state: z.enum(["on-time", "late"]) })),
  /** Rows more, or fewer, by sheet. */
  rows: z.object({ purchases: z.int(), reviews: z.int(), events: z.int() }),
});
export type SinceIssued = z.infer<typeof SinceIssued>;

/** Is anything different? */
export const hasChanged = ({ figures, purchases, units, rows }: SinceIssued): boolean =>
  figures.length > 0 ||
  purchases.length > 0 ||
  units.length > 0 ||
  Object.values(rows).some((more) => more !== 0);
