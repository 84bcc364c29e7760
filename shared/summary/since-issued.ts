/** What is different from the month's report issued last. */
import { FIGURES } from "./figures.ts";
import type { SinceIssued } from "./since.ts";
import type { Summary } from "./summary.ts";

/** What is needed of the report issued last. */
export type IssuedBefore = Pick<Summary, "issue" | "madeAt" | "figures" | "purchases" | "filings" | "rows">;

/**
 * @param issued the report as it was issued: it says its number
 * @param now the same month's as it stands
 */
export function sinceIssued(issued: IssuedBefore, now: Omit<Summary, "changes">): SinceIssued {
  const hadReported = new Set(
    issued.filings.flatMap(({ unit, state }) => (state === "missing" ? [] : [unit])),
  );
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
      state === "missing" || hadReported.has(unit) ? [] : [{ unit, name, state }],
    ),
    rows: {
      purchases: now.rows.purchases - issued.rows.purchases,
      reviews: now.rows.reviews - issued.rows.reviews,
      events: now.rows.events - issued.rows.events,
    },
  };
}

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
