/** What is looked for in the audit record, as typed, and as the service is asked for it. Pure. */
import { AUDIT_KINDS } from "../../../shared/sync/audit.ts";
import type { AuditWanted } from "../../sync/audit.ts";

/** As typed; days as the browser gives them, `yyyy-MM-dd` or "". */
export interface Typed {
  readonly kind: string;
  readonly who: string;
  readonly unit: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

export const NOTHING: Typed = { kind: "", who: "", unit: "", action: "", from: "", to: "" };

const DAY_MS = 86_400_000;

/** Days are days in China, both included. */
export function wantedBy({ kind, who, unit, action, from, to }: Typed): AuditWanted {
  const known = AUDIT_KINDS.find((one) => one === kind);
  const texts = Object.entries({ who, unit, action }).flatMap(([name, text]) =>
    text.trim() === "" ? [] : [[name, text.trim()]],
  );
  return {
    ...Object.fromEntries(texts),
    ...(known && { kind: known }),
    ...(from !== "" && { from: startOf(from).toISOString() }),
    ...(to !== "" && { to: new Date(startOf(to).getTime() + DAY_MS).toISOString() }),
  };
}

const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
