/** The audit record of the service, for administrators. */
import { AuditPage, type AuditKind } from "../../shared/sync/audit.ts";
import { ask, type Connection } from "./api.ts";

export interface AuditWanted {
  /** Part of a name. */
  readonly who?: string;
  readonly unit?: string;
  readonly kind?: AuditKind;
  readonly action?: string;
  /** ISO 8601, the first included, the second not. */
  readonly from?: string;
  readonly to?: string;
}

export function auditOf(connection: Connection) {
  return {
    /** Newest first. */
    audit: (
      wanted: AuditWanted & { readonly before?: number; readonly limit: number },
      signal?: AbortSignal,
    ) => ask(connection, AuditPage, { path: "/audit", query: { ...wanted }, ...(signal ? { signal } : {}) }),
  };
}
