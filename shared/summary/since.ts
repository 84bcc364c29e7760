/** What is different from the month's report issued last. */
import { z } from "zod";
import { FIGURES } from "./figures.ts";
import type { Summary } from "./summary.ts";

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

/**
 * @param issued the report as it was issued: it says its number
 * @param now the same month's as it stands
 */
export function sinceIssued(issued: Summary, now: Omit<Summary, "changes">): SinceIssued {
  return {
    number: issued.issue?.number ?? "",
    issuedAt: issued.issue?.issuedAt ?? issued.madeAt,
    figures: FIGURES.map((figure) => ({
      figure,
      before: issued.figures[figure].value,
      now: now.figures[figure].value,
    })).filter(({ before, now: value }) => before !== value),
    purchases: purchasesSince(issued, now),
    units: now.filings.flatMap(({ unit, name, state }) =>
      state === "missing" || issued.filings.some((one) => one.unit === unit && one.state !== "missing")
        ? []
        : [{ unit, name, state }],
    ),
    rows: {
      purchases: now.rows.purchases - issued.rows.purchases,
      reviews: now.rows.reviews - issued.rows.reviews,
      events: now.rows.events - issued.rows.events,
    },
  };
}

/** Is anything different? */
export const hasChanged = ({ figures, purchases, units, rows }: SinceIssued): boolean =>
  figures.length > 0 ||
  purchases.length > 0 ||
  units.length > 0 ||
  Object.values(rows).some((more) => more !== 0);

function purchasesSince(
  issued: Pick<Summary, "purchases">,
  now: Pick<Summary, "purchases">,
): SinceIssued["purchases"] {
  const vehicles = ({ purchases }: Pick<Summary, "purchases">) =>
    new Map(
      purchases.map(({ accountId, account, month }) => [
        accountId,
        { account, ours: month.ours.units, rivals: month.rivals.units },
      ]),
    );
  const [then, today] = [vehicles(issued), vehicles(now)];
  return [...new Set([...today.keys(), ...then.keys()])].flatMap((accountId) => {
    const [a, b] = [then.get(accountId), today.get(accountId)];
    if (a?.ours === b?.ours && a?.rivals === b?.rivals) return [];
    const told = (one: typeof a) => ({ ours: one?.ours ?? 0, rivals: one?.rivals ?? 0 });
    return [{ accountId, account: (b ?? a)?.account ?? "", before: told(a), now: told(b) }];
  });
}
