/** The audit record over the wire: what was written, taken out, refused, and who signed in. */
import { z } from "zod";

/**
 * `write`: something was stored. `sign-in`: somebody signed in, or tried to. `export`: a file with rows in it went out.
 * `refusal`: somebody asked for what is not for them, or too often; alike ones of a minute are one entry with a count.
 */
export const AUDIT_KINDS = ["write", "sign-in", "export", "refusal"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Ids, counts and outcomes; no names, no secrets, nothing out of a row. */
export const AuditDetail = z.record(z.string(), Scalar);
export type AuditDetail = z.infer<typeof AuditDetail>;

export const AuditEntry = z.object({
  /** Counts from 1 without a gap. */
  seq: z.int(),
  at: z.string(),
  /** `person:7`, `console` (the admin command), `service`, or `nobody`: who called had not signed in. */
  who: z.string(),
  /** Who that is: of a person, as people are called now. */
  person: z.object({ name: z.string(), role: z.string(), unit: z.string().nullable() }).nullable(),
  /** The unit that it is about, where it is about one. */
  unit: z.string().nullable(),
  kind: z.enum(AUDIT_KINDS),
  /** The route, `POST /submissions`, or the admin command, `unit add`. */
  action: z.string(),
  /** What that is, for people; null where the service knows no route of that name (any more). */
  said: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** What it was done to: a month, a row's id, a unit's code. */
  subject: z.string(),
  detail: AuditDetail,
  previous: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditHead = z.object({ seq: z.int(), hash: z.string() });
export type AuditHead = z.infer<typeof AuditHead>;

export const AuditPage = z.object({
  /** Newest first. */
  entries: z.array(AuditEntry),
  /** Give it as `before` to go on; null at the end. */
  before: z.int().nullable(),
  /** The newest entry of all. To be written down elsewhere: `admin verify --head`. */
  head: AuditHead.nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;
