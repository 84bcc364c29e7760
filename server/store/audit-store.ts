/** The audit record: only ever added to. */
import type { AuditEntry, AuditHead, AuditKind } from "../../shared/sync/audit.ts";
import type { Deed } from "../audit/deed.ts";

export interface AuditQuery {
  /** Entries before this one, newest first. */
  readonly before?: number | undefined;
  readonly limit: number;
  /** `person:7`, or part of a person's name. */
  readonly who?: string | undefined;
  readonly unit?: string | undefined;
  readonly kind?: AuditKind | undefined;
  /** Part of it. */
  readonly action?: string | undefined;
  /** ISO 8601, the first included, the second not. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** As the store knows it. */
export type StoredEntry = Omit<AuditEntry, "said">;

export interface Audit {
  /** In a transaction of its own: what is no write of the store itself. On disk when the promise is fulfilled. */
  add(deed: Deed): Promise<void>;
  /** Kept for a few seconds, alike ones together, then added; at the latest when the store is closed. */
  refused(deed: Deed): void;
  /** Those that are kept are added first. */
  page(query: AuditQuery): Promise<readonly StoredEntry[]>;
  head(): Promise<AuditHead | undefined>;
}
