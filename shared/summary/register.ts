/**
 * What became of the register: filings, and changes of branches, carriers and contacts, from the deadline of last
 * month's reports to that of this month's.
 */
import { z } from "zod";
import { ENTRY_KINDS, FILING_STATES, FilingStep } from "../sync/screening.ts";

/** A filing that moved. */
export const Nomination = z.object({
  rowId: z.string(),
  accountId: z.int(),
  /** By the register's name. */
  account: z.string(),
  unit: z.string(),
  unitName: z.string(),
  /** Came in with the month's reports. */
  fresh: z.boolean(),
  /** As it stands now. */
  state: z.enum(FILING_STATES),
  level: z.string(),
  grounds: z.string(),
  /** Of the last step that says one. */
  reason: z.string(),
  /** All of them, oldest first. */
  steps: z.array(FilingStep.pick({ step: true, at: true, reason: true })),
});
export type Nomination = z.infer<typeof Nomination>;

export const REGISTER_CHANGES = ["new", "changed", "deleted", "merged"] as const;

export const RegisterChange = z.object({
  /** Null with `merged`, where it may be anything. */
  kind: z.enum(ENTRY_KINDS).nullable(),
  change: z.enum(REGISTER_CHANGES),
  accountId: z.int().nullable(),
  account: z.string(),
  name: z.string(),
  /** The row that says so; null where HQ decided. */
  rowId: z.string().nullable(),
  unit: z.string().nullable(),
  unitName: z.string(),
  at: z.string(),
  /** With `changed`: the columns, with what they were and are. */
  columns: z.array(
    z.object({
      column: z.string(),
      before: z.union([z.string(), z.number(), z.null()]),
      now: z.union([z.string(), z.number(), z.null()]),
    }),
  ),
  /** With `merged`: what was decided, and why. */
  note: z.string(),
});
export type RegisterChange = z.infer<typeof RegisterChange>;

export const RegisterChangeCount = z.object({
  kind: z.enum(ENTRY_KINDS).nullable(),
  change: z.enum(REGISTER_CHANGES),
  count: z.int(),
});
export type RegisterChangeCount = z.infer<typeof RegisterChangeCount>;
