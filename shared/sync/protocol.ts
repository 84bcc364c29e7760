/** What goes over the wire between workbook and service. Names are fixed: other programs call them. */
import { z } from "zod";
import { Notice } from "./copies.ts";
import { PeriodText } from "../report/schema.ts";
import { SHEET_KEYS } from "../report/sheets.ts";

export const MAX_ROWS = 5000;
export const MAX_BYTES = 5 * 1024 * 1024;

export const CHANNELS = ["excel", "web", "csv", "phone", "fax", "email"] as const;
export type Channel = (typeof CHANNELS)[number];

export const ROLES = ["lead", "head", "hq", "hq-admin"] as const;
export type Role = (typeof ROLES)[number];

export const OUTCOMES = [
  "created",
  "updated",
  "merged",
  "unchanged",
  "deleted",
  "conflict",
  "rejected",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One row of a push as it should be. A row that is not so is rejected by itself; it does not end the request. */
export const PushedRow = z.object({
  sheet: z.enum(SHEET_KEYS),
  rowId: z.uuid(),
  /** The revision the client last saw; null for a row it made. */
  baseRevision: z.int().min(1).nullable().default(null),
  /** By column key. A column left out is left as it was, null empties it. */
  values: z.record(z.string(), Scalar).optional(),
  deleted: z.literal(true).optional(),
  /** Why the row is corrected, where its writer says so. */
  reason: z.string().trim().max(2000).optional(),
});
export type PushedRow = z.infer<typeof PushedRow>;

/** Who told headquarters, by telephone, fax or e-mail, what was then taken down for the unit; and when (R1). */
export const Told = z.object({
  by: z.string().trim().min(1).max(100),
  /** ISO 8601. */
  at: z.iso.datetime({ offset: true }),
});
export type Told = z.infer<typeof Told>;

/** The envelope of `POST /submissions`; its rows are parsed one by one with `PushedRow`. */
export const Submission = z.object({
  submissionId: z.uuid(),
  unit: z.string().min(1).max(40),
  period: PeriodText,
  channel: z.enum(CHANNELS),
  template: z.int().min(1),
  told: Told.optional(),
  rows: z.array(z.unknown()),
});
export type Submission = z.infer<typeof Submission>;

export const Issue = z.object({
  /** Column key, or "" for the row as a whole. */
  column: z.string(),
  code: z.string(),
  message: z.string(),
  severity: z.enum(["error", "warning"]),
});
export type Issue = z.infer<typeof Issue>;

export const Author = z.object({
  name: z.string(),
  /** The unit of the person, or null for HQ. */
  unit: z.string().nullable(),
  role: z.enum(ROLES),
});
export type Author = z.infer<typeof Author>;

export const WireValues = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** The service's side of a conflict. */
export const Theirs = z.object({
  revision: z.int(),
  deleted: z.boolean(),
  values: WireValues,
  /** Columns that both sides changed to different values. */
  columns: z.array(z.string()),
  by: Author,
  at: z.string(),
});
export type Theirs = z.infer<typeof Theirs>;

export const RowOutcome = z.object({
  rowId: z.string(),
  outcome: z.enum(OUTCOMES),
  /** The row's latest revision; null where it has none. */
  revision: z.int().nullable(),
  issues: z.array(Issue),
  /** With `conflict`: the service's side. With `merged`: the row as it now is, so that the sheet can show it. */
  theirs: Theirs.optional(),
});
export type RowOutcome = z.infer<typeof RowOutcome>;

export const SubmissionAnswer = z.object({
  submissionId: z.string(),
  /** The feed's cursor after this submission. */
  cursor: z.int(),
  receivedAt: z.string(),
  outcomes: z.array(RowOutcome),
  counts: z.record(z.enum(OUTCOMES), z.int()),
});
export type SubmissionAnswer = z.infer<typeof SubmissionAnswer>;

/** One revision of one row, as the change feed and the history give it. */
export const Revision = z.object({
  cursor: z.int(),
  rowId: z.string(),
  sheet: z.enum(SHEET_KEYS),
  unit: z.string(),
  /** The month the row counts for; null for standing rows. */
  period: z.string().nullable(),
  revision: z.int(),
  deleted: z.boolean(),
  late: z.boolean(),
  values: WireValues,
  by: Author,
  channel: z.enum(CHANNELS),
  submissionId: z.string(),
  at: z.string(),
  /** What the register calls the row's account now; null where the row has none. */
  account: z.string().nullable(),
  /** Which account of the register its writer meant; null where the row has none. */
  accountId: z.int().nullable(),
  /** Why it was corrected, where its writer said so. */
  reason: z.string().nullable(),
});
export type Revision = z.infer<typeof Revision>;

export const FeedPage = z.object({
  rows: z.array(Revision),
  /** Give it as `since` to go on. */
  cursor: z.int(),
  /** More rows wait beyond this page. */
  more: z.boolean(),
});
export type FeedPage = z.infer<typeof FeedPage>;

/** A conflict that arose, and for each column what was chosen in the end. */
export const ConflictRecord = z.object({
  at: z.string(),
  by: Author,
  submissionId: z.string(),
  baseRevision: z.int().nullable(),
  latestRevision: z.int(),
  columns: z.array(
    z.object({
      column: z.string(),
      base: Scalar,
      mine: Scalar,
      theirs: Scalar,
      /** null while nobody has settled it. */
      taken: z.enum(["mine", "theirs", "other"]).nullable(),
    }),
  ),
  /** The revision that settled it. */
  settledBy: z.int().nullable(),
});
export type ConflictRecord = z.infer<typeof ConflictRecord>;

export const History = z.object({
  rowId: z.string(),
  sheet: z.enum(SHEET_KEYS),
  unit: z.string(),
  revisions: z.array(
    Revision.extend({
      /** By column: what it was before this revision and what it became. */
      changes: z.array(z.object({ column: z.string(), from: Scalar, to: Scalar })),
      /** Where it was taken down as somebody told it. */
      told: Told.optional(),
    }),
  ),
  conflicts: z.array(ConflictRecord),
  /** Who was told of these revisions, and when; oldest first. */
  notices: z.array(Notice),
});
export type History = z.infer<typeof History>;

const RegisterPlace = z.object({ account: z.string(), name: z.string() });

/** The lists behind the dropdowns: what HQ has accepted, sorted. */
export const Register = z.object({
  accounts: z.array(
    z.object({
      name: z.string(),
      aliases: z.array(z.string()),
      category: z.string().nullable(),
      level: z.string(),
      note: z.string(),
    }),
  ),
  branches: z.array(RegisterPlace),
  carriers: z.array(RegisterPlace),
});
export type Register = z.infer<typeof Register>;

/** Who is signed in. */
export const Session = z.object({
  name: z.string(),
  role: z.enum(ROLES),
  unit: z.object({ code: z.string(), name: z.string(), kind: z.enum(["plant", "shop"]) }).nullable(),
  /** Units the person may write for, own unit first. */
  units: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type Session = z.infer<typeof Session>;
