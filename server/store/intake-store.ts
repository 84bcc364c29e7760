/** What taking in a submission asks of the store: loads for many rows at once, then one write. */
import type { FilingState, FilingStep } from "../../shared/sync/screening.ts";
import type { NamedEntry } from "../../shared/register/row-keys.ts";
import type { Author, Channel, Told } from "../../shared/sync/protocol.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import type { NewCopy } from "./copies-store.ts";
import type { Period } from "./period.ts";

export interface Intake {
  submission(id: string): Promise<StoredSubmission | undefined>;
  /** The latest revision of each row that exists. */
  rows(rowIds: readonly string[]): Promise<ReadonlyMap<string, StoredRow>>;
  /** Values of past revisions, by `revisionKey`. */
  valuesAt(revisions: readonly RevisionName[]): Promise<ReadonlyMap<string, Values>>;
  /** Conflicts that nobody has settled yet. */
  openConflicts(rowIds: readonly string[]): Promise<readonly OpenConflict[]>;
  periods(periods: readonly string[]): Promise<ReadonlyMap<string, Period>>;
  /** The accounts behind these keys, as that unit may know them. */
  accountNames(unit: string, keys: readonly string[]): Promise<readonly AccountName[]>;
  accounts(unit: string, ids: readonly number[]): Promise<readonly Account[]>;
  nextAccountId(): Promise<number>;
  /** Filings of these rows, by row id. */
  filings(rowIds: readonly string[]): Promise<ReadonlyMap<string, StoredFiling>>;
  /** Of the places asked for, those on the register or filed by the unit, by `placeKey`. */
  places(unit: string, places: readonly Place[]): Promise<ReadonlySet<string>>;
  /** The unit's reviews that are not deleted: row ids by `reviewKey`. */
  reviews(unit: string, reviews: readonly ReviewName[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Writes all that was decided, then the submission with the answer that `answerAt` gives for the feed's cursor,
   * to be given again word for word; answers that text.
   */
  append(submission: NewSubmission, changes: Changes, answerAt: (cursor: number) => string): Promise<string>;
  /** By row id, the columns of these rows that bring back what was erased at somebody's request. */
  erased(rows: readonly GivenRow[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The feed's cursor as it is. */
  cursor(): Promise<number>;
}

export interface GivenRow {
  readonly rowId: string;
  readonly sheet: SheetKey;
  readonly given: Values;
}

export interface StoredSubmission {
  readonly id: string;
  readonly bodyHash: string;
  readonly author: Author;
  readonly answer: string;
}

export interface StoredRow {
  readonly rowId: string;
  readonly sheet: SheetKey;
  readonly unit: string;
  readonly period: string | null;
  /** As the name in it was understood when it was written. */
  readonly accountId: number | null;
  /** The account that this one has turned out to be; itself where it is none other. */
  readonly rootId: number | null;
  readonly revision: number;
  readonly deleted: boolean;
  readonly late: boolean;
  readonly values: Values;
  readonly by: Author;
  readonly at: string;
}

export interface RevisionName {
  readonly rowId: string;
  readonly revision: number;
}

export const revisionKey = ({ rowId, revision }: RevisionName): string => `${rowId} ${revision}`;

export interface ConflictColumn {
  readonly column: string;
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
  readonly taken: "mine" | "theirs" | "other" | null;
}

export interface OpenConflict {
  readonly id: number;
  readonly rowId: string;
  readonly latestRevision: number;
  /** Which side deleted the row, where that is what the conflict is about. */
  readonly deletedBy: "mine" | "theirs" | null;
  readonly columns: readonly ConflictColumn[];
}

export interface StoredFiling {
  readonly accountId: number;
  readonly state: FilingState;
}

/** One name of an account. A name that only one unit uses is known to that unit alone. */
export interface AccountName {
  readonly key: string;
  readonly accountId: number;
  /** The account that this one has turned out to be, as HQ has found; itself where it is none other. */
  readonly rootId: number;
  readonly scope: "register" | "unit";
  /** The root is on the register. */
  readonly registered: boolean;
  /** The unit itself has a row for this account. */
  readonly filedByUnit: boolean;
}

export interface Account {
  readonly id: number;
  readonly name: string;
  readonly rootId: number;
  /** The root is on the register. */
  readonly registered: boolean;
  /** HQ has not yet had a say in what it is and what it is called. */
  readonly open: boolean;
  /** Another unit has a row for it too. */
  readonly filedByOthers: boolean;
}

export interface Place {
  readonly kind: "branch" | "carrier";
  /** A root account. */
  readonly accountId: number;
  readonly key: string;
}

export const placeKey = ({ kind, accountId, key }: Place): string => `${kind} ${accountId} ${key}`;

export interface ReviewName {
  readonly period: string;
  /** A root account. */
  readonly accountId: number;
}

export const reviewKey = ({ period, accountId }: ReviewName): string => `${period} ${accountId}`;

export interface NewSubmission {
  readonly id: string;
  readonly bodyHash: string;
  readonly unit: string;
  readonly period: string;
  readonly channel: Channel;
  readonly author: Author;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** Who told what was taken down. */
  readonly told?: Told | undefined;
}

/** What a submission changes, each list in the order in which it is to be written. */
export interface Changes {
  readonly accounts: readonly NewAccount[];
  readonly renames: readonly { readonly accountId: number; readonly name: string }[];
  readonly names: readonly NewAccountName[];
  readonly entries: readonly NewEntry[];
  readonly filings: readonly FilingChange[];
  readonly revisions: readonly NewRevision[];
  readonly conflicts: readonly NewConflict[];
  readonly settlements: readonly Settlement[];
  /** Who is to be told of it (R3). */
  readonly copies?: readonly NewCopy[];
}

export interface NewAccount {
  readonly id: number;
  readonly name: string;
  readonly category: string | null;
  readonly level: string;
}

/** `unit` null: the account's own name; else one that only this unit uses. An existing name stays as it is. */
export interface NewAccountName {
  readonly key: string;
  readonly unit: string | null;
  readonly accountId: number;
  readonly name: string;
  readonly kind: "name" | "alias" | "former";
}

/** Something that a row speaks of. One that the register knows stays as it is. */
export interface NewEntry extends NamedEntry {
  readonly accountId: number;
}

export interface FilingChange {
  readonly rowId: string;
  readonly accountId: number;
  readonly state: FilingState;
  readonly steps: readonly {
    readonly step: FilingStep["step"];
    readonly by: Author;
    readonly reason: string;
  }[];
}

export interface NewRevision {
  readonly rowId: string;
  readonly sheet: SheetKey;
  readonly period: string | null;
  readonly accountId: number | null;
  readonly revision: number;
  readonly deleted: boolean;
  readonly late: boolean;
  readonly values: Values;
  /** The account of the standing row that this revision takes the place of; null where there was none. */
  readonly stoodFor: number | null;
  /** The register's key of the row's name, on sheets that have one. */
  readonly nameKey: string | null;
  /** Those of the branches and carriers that it names, in the order of the sheet's `keyedColumns`. */
  readonly placeKeys: readonly (string | null)[];
  /** Why it was corrected, where its writer said so. */
  readonly reason: string | null;
}

export interface NewConflict {
  readonly rowId: string;
  readonly baseRevision: number | null;
  readonly latestRevision: number;
  readonly deletedBy: "mine" | "theirs" | null;
  readonly columns: readonly ConflictColumn[];
}

export interface Settlement {
  readonly conflictId: number;
  readonly settledBy: number;
  readonly columns: readonly ConflictColumn[];
}
