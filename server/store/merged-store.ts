/** Lines of the master: what all units' rows on one thing come to, as the store gives them. */
import type { Difference, MergedDetail, MergedPage, MergedSheet } from "../../shared/sync/screening.ts";

export interface MergedQuery {
  readonly sheet: MergedSheet;
  /** From the page before; null: from the start. */
  readonly after: string | null;
  readonly limit: number;
}

export interface DifferenceQuery {
  /** Left out: of all sheets. */
  readonly sheet?: MergedSheet | undefined;
  /** Only those on which HQ has chosen, or has not. */
  readonly chosen?: boolean | undefined;
  readonly limit: number;
}

export interface Merged {
  /** Lines by their account's number and the register's key, all of the page on one state of the store. */
  page(query: MergedQuery): Promise<MergedPage>;
  /** The line in which a row is told, also where the row is deleted. A row of a monthly sheet is its own line. */
  lineOf(rowId: string): Promise<MergedDetail | undefined>;
  differences(query: DifferenceQuery): Promise<readonly Difference[]>;
}
