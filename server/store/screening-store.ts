/** What HQ's screening asks of the store: what there is to decide on, and decisions that can be undone. */
import type { Author } from "../../shared/sync/protocol.ts";
import type {
  Decision,
  DecisionKind,
  EntryKind,
  FilingState,
  FilingStep,
  RegisterAccount,
} from "../../shared/sync/screening.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import type { NewCopy } from "./copies-store.ts";
import type { AccountState, Change, EntryState, RegisterName } from "./effects.ts";
import type { Sight } from "./sight.ts";

/** A kind of which an account has many. */
export type PlaceKind = Exclude<EntryKind, "account">;

export interface ScreeningStore extends ScreeningReads {
  /** The same for every face of one store (`Store.as`): what is kept about the store is kept by this. */
  readonly source: object;
  /** Runs `work` so that nothing else writes meanwhile; what it recorded is on disk when the promise is fulfilled. */
  decide<T>(work: (transaction: Screening) => Promise<T>): Promise<T>;
  filings(query: FilingQuery): Promise<readonly FilingRecord[]>;
  /** What became of filings, oldest first, by row id. */
  filingSteps(rowIds: readonly string[]): Promise<ReadonlyMap<string, readonly FilingStep[]>>;
  /** Every account that is none other, by its place on the register. */
  registerAccounts(): Promise<readonly RegisterAccount[]>;
  /** Newest first. */
  decisions(query: DecisionQuery): Promise<readonly Decision[]>;
  /** Entries of a kind, one by one: those that are the same as another one too. */
  entries(kind: PlaceKind): Promise<readonly EntryRecord[]>;
  /** By id, each as it is: what it may be the same as is not followed. */
  entriesById(ids: readonly number[]): Promise<ReadonlyMap<number, EntryRecord>>;
  /** Who speaks of entries and how they write them, by the `id` given with each. */
  mentions(kind: EntryKind, asked: readonly MentionQuery[]): Promise<ReadonlyMap<number, Mentions>>;
  /** Telephone numbers as written in contacts' rows, by account and key. */
  phones(accounts: readonly number[] | "all"): Promise<readonly PhoneRecord[]>;
  /** Pairs that a person has found to be two. */
  apart(kind: EntryKind): Promise<readonly (readonly [number, number])[]>;
  /** All names by which accounts, branches and carriers go. */
  names(): Promise<readonly NameRecord[]>;
  /** Another text whenever the register, or what people decided on it, has changed. */
  version(): Promise<RegisterVersion>;
}

/** What both reading and deciding ask. */
export interface ScreeningReads {
  filing(rowId: string): Promise<FilingRecord | undefined>;
  accounts(ids: readonly number[]): Promise<ReadonlyMap<number, AccountRecord>>;
  decision(id: number): Promise<Decision | undefined>;
}

/** Within one transaction. */
export interface Screening extends ScreeningReads {
  /** Accounts that have turned out to be this one. */
  accountsSameAs(rootId: number): Promise<readonly AccountRecord[]>;
  /** That stand for one of these very accounts, not for what it has turned out to be. */
  filingsOf(accountIds: readonly number[]): Promise<readonly AccountFiling[]>;
  /** The register's own names, by key. */
  registerNames(keys: readonly string[]): Promise<ReadonlyMap<string, RegisterName>>;
  entryGroup(kind: PlaceKind, id: number): Promise<EntryGroup | undefined>;
  /** The group of that kind that has the key within a root account. */
  entryGroupOf(kind: PlaceKind, rootId: number, key: string): Promise<EntryGroup | undefined>;
  areApart(kind: EntryKind, a: number, b: number): Promise<boolean>;
  /** What live rows tell in a column of an entry: of an account, or of a group. */
  valuesTold(kind: EntryKind, id: number, column: string): Promise<readonly Value[]>;
  chosen(
    kind: EntryKind,
    id: number,
    column: string,
  ): Promise<{ value: Value; decisionId: number } | undefined>;
  /** Does any row, deleted or not, write a name of that key? */
  isWritten(kind: PlaceKind, accountId: number, key: string): Promise<boolean>;
  /** Carries a decision out and keeps it. Answers its number. */
  record(decided: Decided): Promise<number>;
  /** Makes copies that tell of what was recorded. */
  tell(copies: readonly NewCopy[]): Promise<void>;
  /** What a decision changed; undefined where there is none of that number. */
  changesOf(id: number): Promise<readonly Change[] | undefined>;
  /** Is each thing still as the changes left it? The first that is not. */
  firstMoved(changes: readonly Change[]): Promise<Change | undefined>;
  /** The earliest standing decision after this one that changed or rests upon one of these things. */
  laterDecision(id: number, things: readonly string[]): Promise<Decision | undefined>;
  /** Puts everything back as it was before a decision. */
  undo(id: number, undoing: Undoing): Promise<void>;
}

export interface FilingQuery {
  readonly sight: Sight;
  readonly state?: FilingState | undefined;
  /** Instants between which something became of it. */
  readonly between?: readonly [string, string] | undefined;
}

export interface FilingRecord {
  readonly rowId: string;
  readonly unit: string;
  readonly unitName: string;
  readonly base: { readonly code: string; readonly name: string } | null;
  readonly state: FilingState;
  readonly changedAt: string;
  readonly revision: number;
  readonly values: Values;
  /** The account it stands for: the root. */
  readonly accountId: number;
  readonly account: string;
  readonly registered: boolean;
}

export interface AccountFiling {
  readonly rowId: string;
  readonly unit: string;
  readonly state: FilingState;
  /** HQ has accepted this very filing at some time, and that stands. */
  readonly acceptedByHq: boolean;
}

export interface AccountRecord extends AccountState {
  readonly id: number;
  readonly policy: boolean;
}

export interface EntryRecord extends EntryState {
  readonly id: number;
  readonly kind: PlaceKind;
  readonly accountId: number;
  /** What the account has turned out to be. */
  readonly rootId: number;
  readonly root: string;
  readonly key: string;
  readonly firstUnit: string | null;
  readonly firstAt: string;
}

/** Entries that are one, by `rootsOf`: of one kind and root account, by one key or by decisions. */
export interface EntryGroup {
  /** Stands for the group. */
  readonly head: EntryRecord;
  /** The head first. */
  readonly members: readonly EntryRecord[];
}

export interface MentionQuery {
  /** Several may bear one: they are counted together. */
  readonly id: number;
  readonly accountId: number;
  /** Of an account: "". */
  readonly key: string;
}

export interface Mentions {
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly rows: number;
  /** When the first of them came in. */
  readonly firstAt: string | null;
}

export interface PhoneRecord {
  readonly accountId: number;
  readonly key: string;
  readonly phone: string;
}

export interface NameRecord {
  readonly kind: "account" | "branch" | "carrier";
  readonly id: number;
  readonly name: string;
}

export interface RegisterVersion {
  readonly text: string;
  /** As long as it stays the same, names have only been added. */
  readonly undone: number;
}

export interface DecisionQuery {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly kind?: DecisionKind | undefined;
}

export interface NewStep {
  readonly rowId: string;
  readonly step: FilingStep["step"];
  readonly reason: string;
}

/** A decision to be carried out. */
export interface Decided {
  readonly kind: DecisionKind;
  readonly by: Author;
  readonly at: string;
  readonly subject: string;
  readonly reason: string;
  readonly changes: readonly Change[];
  /** What it rests upon without changing it, by `thingOf`. */
  readonly restsOn: readonly string[];
  readonly steps: readonly NewStep[];
}

export interface Undoing {
  readonly by: Author;
  readonly at: string;
  readonly reason: string;
  /** Filings that come back to the queue because what they were accepted for is gone. */
  readonly reopen: readonly string[];
}
