/** HQ's own words in the monthly report, and reports as they were issued: what the service asks of its store. */
import type { Issued, ReportSection, Words } from "../../shared/sync/months.ts";
import type { Author } from "../../shared/sync/protocol.ts";

export interface Reports {
  /** What stands under each section of the month that has words, in no order. */
  words(period: string): Promise<readonly Words[]>;
  /** Every revision of one section's words, newest first. */
  revisions(period: string, section: ReportSection): Promise<readonly Words[]>;
  /**
   * Adds a revision, where `baseRevision` is what stands (0: nothing). Words that stand already as they are given
   * are answered as they are. Undefined where somebody else wrote meanwhile.
   */
  write(words: WrittenWords): Promise<Words | undefined>;
  /** Newest first; of one month or of all. */
  issued(period: string | null): Promise<readonly Issued[]>;
  /** Keeps the report under the number after `after`. Undefined where the month's last one is not that any more. */
  issue(report: NewReport): Promise<Issued | undefined>;
}

export interface WrittenWords {
  readonly period: string;
  readonly section: ReportSection;
  readonly text: string;
  readonly baseRevision: number;
  readonly at: string;
  readonly by: Author;
}

export interface IssuedReport {
  readonly issued: Issued;
  /** The report as JSON, as it was then. */
  readonly summary: string;
}

export interface NewReport {
  readonly period: string;
  readonly at: string;
  readonly by: Author;
  readonly cursor: number;
  /** The sequence of the month's last one as the issuer knows it; 0: none. */
  readonly after: number;
  /** The report as JSON, `packed` by whoever has the time: it says its number, `numberAfter`. */
  readonly summary: string;
}

/** `2026-10-3`: the month's report that is issued after its second. */
export const numberAfter = (period: string, sequence: number): string => `${period}-${sequence + 1}`;
