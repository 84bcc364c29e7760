/** All that the pane shows, as one value. */
import type { Language } from "../../shared/problems.ts";
import type { Fault } from "../../shared/report/issue.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import type { Session } from "../../shared/sync/protocol.ts";
import type { Conflict } from "../sync/conflicts.ts";
import type { Pending } from "../sync/outbox.ts";
import type { KnownRow } from "../sync/replica.ts";
import type { Counts } from "../../shared/sync/outcomes.ts";
import type { RowResult } from "../sync/results.ts";
import type { Period, Unit } from "../sync/service.ts";
import type { WorkbookState } from "../workbook.ts";
import type { Drafts } from "./report/draft.ts";

export interface PaneState {
  readonly language: Language;
  readonly phase: "opening" | "signedOut" | "ready";
  readonly session: Session | null;
  /** Why the sign-in page is shown again, where there is a reason. */
  readonly signInNote: string | null;
  /** An invitation from the pane's address. */
  readonly invitation: string;
  /** An Excel that can do all that a unit needs. */
  readonly inExcel: boolean;
  /** An Excel, but too old a one. */
  readonly oldExcel: boolean;
  readonly online: boolean;
  /** Does what is kept here outlive the pane? */
  readonly lasting: boolean;
  readonly periods: readonly Period[];
  readonly period: string;
  readonly unit: Place | null;
  /** Which screen, and what on it: `filings/…`; "" is the first. */
  readonly route: string;
  /** null while it has not been looked at, and outside Excel. */
  readonly workbook: WorkbookState | null;
  readonly busy: Busy | null;
  readonly question: Question | null;
  readonly trouble: Trouble | null;
  /** What went well, in one sentence. */
  readonly notice: string | null;
  /** What was done, and what can be done about it at once: mostly undoing it. */
  readonly offer: Offer | null;
  readonly check: CheckOutcome | null;
  readonly receipt: Receipt | null;
  readonly conflicts: readonly Conflict[];
  readonly pending: readonly Pending[];
  /** Accounts without a review this month, as of the last check; null before one. */
  readonly unreviewed: readonly Unreviewed[] | null;
  readonly refresh: MasterRefresh | null;
  readonly summary: Summary | null;
  /** Up to when the summary's rows go where it was made on this computer; null: the service made it. ISO 8601. */
  readonly summaryAsOf: string | null;
  /** When the local data were last brought up to date; null: there are none. ISO 8601. */
  readonly localAt: string | null;
  /** HQ's own words being written, by person and month. */
  readonly words: Readonly<Record<string, Drafts>>;
  /** The summary is being fetched. */
  readonly summing: boolean;
  readonly units: readonly Unit[];
}

export interface Place {
  readonly code: string;
  readonly name: string;
}

export type TaskName =
  | "signIn"
  | "lay"
  | "check"
  | "submit"
  | "resend"
  | "settle"
  | "quiet"
  | "refreshMaster"
  | "report"
  | "period"
  | "invite"
  | "download"
  | "decide"
  | "undo"
  | "correct"
  | "remind"
  | "copies"
  | "words"
  | "issue"
  | "follow"
  | "rebuild"
  | "personal";

export interface Busy {
  readonly task: TaskName;
  readonly message: string;
  /** 0 to 1; null where nobody knows. */
  readonly done: number | null;
  readonly canStop: boolean;
  readonly stopping: boolean;
}

/** What went wrong, and what to do about it. */
export interface Trouble {
  readonly title: string;
  readonly fix: string;
  readonly retry: (() => void) | null;
}

export interface Offer {
  readonly text: string;
  /** The button's name. */
  readonly action: string;
  readonly act: () => void;
}

/** A question that a task waits for; exactly one answer comes. */
export type Question =
  | {
      readonly kind: "confirm";
      readonly title: string;
      readonly paragraphs: readonly string[];
      readonly go: string;
      readonly stay?: string;
      readonly answer: (go: boolean) => void;
    }
  | {
      /** A decision that is given a reason. */
      readonly kind: "reason";
      readonly title: string;
      readonly paragraphs: readonly string[];
      readonly label: string;
      readonly go: string;
      readonly required: boolean;
      /** Characters; 2000 unless given. */
      readonly longest?: number;
      /** null: rather not. */
      readonly answer: (reason: string | null) => void;
    }
  | {
      readonly kind: "vanished";
      readonly rows: readonly VanishedRow[];
      /** The identities to be deleted; null: nothing is to be done at all. */
      readonly answer: (rowIds: readonly string[] | null) => void;
    }
  | {
      readonly kind: "quiet";
      readonly accounts: readonly Unreviewed[];
      readonly answer: (ratings: Readonly<Record<string, number>> | null) => void;
    };

export interface VanishedRow extends KnownRow {
  /** Where its emptied row still stands; null where the row is gone. */
  readonly row: number | null;
}

export interface Unreviewed {
  readonly account: string;
  /** Last known; null where there is none. */
  readonly rating: number | null;
}

/** One thing the check found. */
export interface Finding {
  readonly sheet: SheetKey;
  /** Sheet row from 0; for the sheet as a whole its header row. */
  readonly row: number;
  readonly fault: Fault;
}

export interface CheckOutcome {
  /** Rows looked at. */
  readonly rows: number;
  readonly findings: readonly Finding[];
  /** `采购!D2:D40`, one for each place that had lost its dropdown. */
  readonly mended: readonly string[];
}

/** What came of a submission. */
export interface Receipt {
  readonly results: readonly RowResult[];
  readonly counts: Counts;
  /** ISO 8601; null where nothing was sent. */
  readonly receivedAt: string | null;
  readonly skipped: number;
  readonly leftOut: number;
  /** Rows that came from HQ; null where they could not be fetched. */
  readonly pulled: number | null;
  readonly stopped: boolean;
}

export interface MasterRefresh {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
}
