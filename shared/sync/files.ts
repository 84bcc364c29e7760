/** Files that take long to write: what is asked for, and how far the service is with it. */
import { z } from "zod";
import { PeriodText } from "../report/schema.ts";
import { SHEET_KEYS } from "../report/sheets.ts";

/** Months, both included. */
const Months = { from: PeriodText.optional(), to: PeriodText.optional() };

export const AskedFile = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("master"), ...Months }),
  z.object({ kind: z.literal("master-csv"), sheet: z.enum(SHEET_KEYS), ...Months }),
]);
export type AskedFile = z.infer<typeof AskedFile>;

/** `waiting`: others are written before it; `stopped`: nobody waited for it any more. */
const FILE_STATES = ["waiting", "writing", "ready", "failed", "stopped"] as const;

export const FileRun = z.object({
  id: z.uuid(),
  kind: z.enum(["master", "master-csv"]),
  /** What it is called where it is saved. */
  name: z.string(),
  state: z.enum(FILE_STATES),
  /** Rows written. */
  rows: z.int(),
  /** Rows in all; null until they have been counted. */
  of: z.int().nullable(),
  /** Of the file, as far as it is written. */
  bytes: z.int(),
});
export type FileRun = z.infer<typeof FileRun>;
