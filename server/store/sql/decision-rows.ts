/** Decisions as they lie in the table, and as the rest of the service knows them. */
import { type Decision, DECISION_KINDS } from "../../../shared/sync/screening.ts";
import { Effects } from "../effects.ts";
import { type AuthorColumns, authorOf, StoreDamaged } from "./revision-rows.ts";
import { oneOf } from "./screening-rows.ts";

export interface DecisionColumns extends AuthorColumns {
  readonly id: number;
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly reason: string;
  readonly effects: string;
  readonly undone_at: string | null;
  readonly undone_by_name: string | null;
  readonly undone_by_role: string | null;
  readonly undone_reason: string | null;
}

export const decisionOf = (row: DecisionColumns): Decision => ({
  id: row.id,
  at: row.at,
  by: authorOf(row),
  kind: oneOf(DECISION_KINDS, row.kind),
  subject: row.subject,
  reason: row.reason,
  undone:
    row.undone_at === null
      ? null
      : {
          at: row.undone_at,
          by: { name: row.undone_by_name ?? "", role: row.undone_by_role ?? "" },
          reason: row.undone_reason ?? "",
        },
});

export function effectsOf(json: string): Effects {
  const parsed = Effects.safeParse(JSON.parse(json));
  if (!parsed.success) throw new StoreDamaged("decision effects");
  return parsed.data;
}
