/** Copies of what was told, as they go over the wire (R3, R4). */
import { z } from "zod";

export const COPY_KINDS = ["submission", "urgent", "reminder", "decision"] as const;
export type CopyKind = (typeof COPY_KINDS)[number];

/** `head`: of the unit itself; `base-head`: of a shop's main-base plant; `lead`: a unit's own people, reminded. */
export const RECIPIENTS = ["head", "base-head", "hq", "lead"] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export const COPY_STATES = ["waiting", "sending", "sent", "failed", "no-address"] as const;
export type CopyState = (typeof COPY_STATES)[number];

export const Copy = z.object({
  id: z.int(),
  kind: z.enum(COPY_KINDS),
  /** Whose report it is about. */
  unit: z.string(),
  unitName: z.string(),
  period: z.string().nullable(),
  submissionId: z.string().nullable(),
  to: z.object({
    role: z.enum(RECIPIENTS),
    unit: z.string().nullable(),
    unitName: z.string(),
    address: z.string().nullable(),
  }),
  subject: z.string(),
  createdAt: z.string(),
  state: z.enum(COPY_STATES),
  attempts: z.int(),
  /** When it is tried next. */
  nextAt: z.string().nullable(),
  sentAt: z.string().nullable(),
  error: z.string().nullable(),
});
export type Copy = z.infer<typeof Copy>;

/** Newest first. */
export const CopyPage = z.object({
  copies: z.array(Copy),
  /** Give it as `before` to go on; null at the end. */
  before: z.int().nullable(),
  counts: z.record(z.enum(COPY_STATES), z.int()),
  /** Is there a mail server to send them by? */
  mailing: z.boolean(),
});
export type CopyPage = z.infer<typeof CopyPage>;

/** Who was told of a row's revision, and when: part of the row's history. */
export const Notice = z.object({
  submissionId: z.string(),
  kind: z.enum(COPY_KINDS),
  to: Copy.shape.to,
  state: z.enum(COPY_STATES),
  /** When it was sent; null while it has not been. */
  at: z.string().nullable(),
});
export type Notice = z.infer<typeof Notice>;

/** What became of a reminder, by unit. */
export const Reminded = z.object({
  units: z.array(
    z.object({
      unit: z.string(),
      /** `already`: it was reminded within the hour. */
      state: z.enum(["reminded", "already", "no-address"]),
    }),
  ),
});
export type Reminded = z.infer<typeof Reminded>;

/** What HQ sets for the copies. Addresses separated by commas; empty: nobody. */
export const CopySettings = z.object({
  hqAddresses: z.array(z.email()).max(20),
  /** Days before the deadline on which units that have not filed are reminded; empty: never. */
  remindDays: z.array(z.int().min(0).max(28)).max(10),
});
export type CopySettings = z.infer<typeof CopySettings>;
