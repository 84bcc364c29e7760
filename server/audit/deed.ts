/** Something that is done to the service, as it is put down in the audit record. */
import type { AuditDetail, AuditKind } from "../../shared/sync/audit.ts";

export interface Deed {
  /** ISO 8601. */
  readonly at: string;
  /** `personOf`, or one of the three below. */
  readonly who: string;
  readonly unit: string | null;
  readonly kind: AuditKind;
  readonly action: string;
  readonly subject: string;
  /** Ids, counts, outcomes. No names, no secrets, nothing out of a row. */
  readonly detail: AuditDetail;
}

/** Who has not signed in. */
export const NOBODY = "nobody";
/** Whoever sits at the server: the admin command. */
export const CONSOLE = "console";

export const whoIs = (personId: number): string => `person:${personId}`;
