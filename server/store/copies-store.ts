/** The outbox: who is to be told of what, and whether it has reached them (R3, R4). */
import { z } from "zod";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";
import type { CopySettings, CopyState, Recipient } from "../../shared/sync/copies.ts";
import type { Author, Channel, Told as TakenDown } from "../../shared/sync/protocol.ts";
import type { Sight } from "./sight.ts";

/** What a copy tells, as far as it is known when it is made; its rows are read when it is sent. */
export const Told = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("submission"),
    rows: z.int(),
    /** Events of that weight among them. */
    important: z.int(),
    urgent: z.int(),
  }),
  z.object({
    kind: z.literal("urgent"),
    events: z.array(
      z.object({ rowId: z.string(), account: z.string(), about: z.string(), weight: z.string() }),
    ),
  }),
  z.object({
    kind: z.literal("reminder"),
    deadline: z.string(),
    /** Days before the deadline; null: HQ reminds by hand. */
    days: z.int().nullable(),
  }),
  z.object({
    kind: z.literal("decision"),
    rowId: z.string(),
    account: z.string(),
    /** What the register calls it, where that is another name. */
    registered: z.string().nullable(),
    decision: z.enum(["accepted", "potential", "declined", "asked"]),
    reason: z.string(),
    by: z.string(),
  }),
]);
export type Told = z.infer<typeof Told>;

export interface Addressee {
  readonly role: Recipient;
  /** null: headquarters. */
  readonly unit: string | null;
  /** One address, or several separated by commas; null where nobody knows one. */
  readonly address: string | null;
}

export interface NewCopy {
  /** Names the thing told: whoever has been told of it is not told again. */
  readonly cause: string;
  readonly told: Told;
  /** Whose report it is about. */
  readonly unit: string;
  readonly period: string | null;
  readonly submissionId: string | null;
  readonly to: Addressee;
  readonly createdAt: string;
}

export interface StoredCopy extends NewCopy {
  readonly id: number;
  readonly unitName: string;
  readonly toUnitName: string | null;
  readonly state: CopyState;
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly sentAt: string | null;
  readonly error: string | null;
  /** Addresses still to be reached, where not all of them. */
  readonly left: readonly string[] | null;
}

export interface CopyQuery {
  readonly sight: Sight;
  readonly state?: CopyState | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What came of an attempt; it counts only while that attempt is the copy's latest. */
export type CopyOutcome = { readonly id: number; readonly attempt: number } & (
  | { readonly state: "sent"; readonly sentAt: string; readonly error: string | null }
  | {
      readonly state: "waiting";
      readonly nextAt: string;
      readonly error: string;
      readonly left: readonly string[] | null;
    }
  | { readonly state: "failed"; readonly error: string; readonly left: readonly string[] | null }
);

/** A submission and the revisions it made, in their order. */
export interface StoredReport {
  readonly unit: string;
  readonly unitName: string;
  readonly period: string;
  readonly channel: Channel;
  readonly author: Author;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** Who told it, and when, where it was taken down for the unit (R1). */
  readonly told: TakenDown | null;
  readonly rows: readonly ReportedRow[];
}

export interface ReportedRow {
  readonly sheet: SheetKey;
  readonly rowId: string;
  readonly period: string | null;
  readonly revision: number;
  readonly deleted: boolean;
  readonly late: boolean;
  readonly values: Values;
  /** As the row was; null where it was not, or was deleted. */
  readonly before: Values | null;
  readonly reason: string | null;
}

export interface Copies {
  /** Makes copies, all or none; one whose cause its addressee has been told of is left out. Answers how many are new. */
  add(copies: readonly NewCopy[]): Promise<number>;
  /** Newest first. */
  page(query: CopyQuery): Promise<readonly StoredCopy[]>;
  counts(sight: Sight): Promise<Readonly<Partial<Record<CopyState, number>>>>;
  byId(id: number): Promise<StoredCopy | undefined>;
  /** In the order in which they were made. */
  ofSubmissions(submissionIds: readonly string[]): Promise<readonly StoredCopy[]>;
  /** What a submission changed. */
  report(submissionId: string): Promise<StoredReport | undefined>;
  /** Is anything to be sent at that moment? */
  due(at: string): Promise<boolean>;
  /** Takes copies that are due for sending, urgent ones first: nobody else takes them. */
  claim(at: string, limit: number): Promise<readonly StoredCopy[]>;
  /** To be called before a mail's last byte goes out. False: somebody else has taken this copy over; it must not be sent. */
  handOver(id: number, attempt: number, at: string): Promise<boolean>;
  settle(outcomes: readonly CopyOutcome[]): Promise<void>;
  /**
   * After a process that was sending has ended: what no mail server can have had is due again, what one may have had
   * has failed, with `error`. Answers how many of either.
   */
  recover(at: string, error: string): Promise<{ readonly again: number; readonly unsure: number }>;
  /** Puts a copy that is not sent, nor being sent, on its way again. False where it cannot be. */
  again(id: number, address: string | null, at: string): Promise<boolean>;
  settings(): Promise<CopySettings>;
  setSettings(settings: CopySettings): Promise<void>;
}
