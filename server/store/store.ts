/**
 * What the service asks of its store. Every method answers a promise and takes sets, never one row at a time, so
 * that an engine at the other end of a wire fills it as well as one in this process.
 */
import type {
  Author,
  ConflictRecord,
  FeedPage,
  Register,
  Revision,
  Role,
  Told,
} from "../../shared/sync/protocol.ts";
import type { OpenInvitation } from "../../shared/sync/access.ts";
import type { MasterRow } from "../../shared/plan/inputs.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { MergedDetail, MergedSheet } from "../../shared/sync/screening.ts";
import type { CompanyAccounts } from "./company-accounts-store.ts";
import type { Deed } from "../audit/deed.ts";
import type { Audit } from "./audit-store.ts";
import type { Copies } from "./copies-store.ts";
import type { CsvMappings } from "./csv-mappings-store.ts";
import type { Intake } from "./intake-store.ts";
import type { Merged } from "./merged-store.ts";
import type { CopyState } from "../../shared/sync/copies.ts";
import type { PeriodChange } from "../../shared/sync/months.ts";
import type { Personal } from "./personal-store.ts";
import type { Period, PeriodWord } from "./period.ts";
import type { Sight } from "./sight.ts";
import type { Reports } from "./reports-store.ts";
import type { ScreeningStore } from "./screening-store.ts";

export interface Store {
  /** The same store: what is written by it is put down in the audit record as this, in the same transaction. */
  as(deed: Deed): Store;
  readonly audit: Audit;
  readonly personal: Personal;
  /**
   * Runs `work` so that nothing else writes between its reads and its writes. What it wrote is on disk when the
   * promise is fulfilled; where it throws, nothing is written. `work` awaits nothing but its own transaction.
   */
  intake<T>(work: (transaction: Intake) => Promise<T>): Promise<T>;
  readonly rows: Rows;
  readonly register: RegisterStore;
  readonly units: Units;
  readonly periods: Periods;
  readonly people: People;
  readonly companyAccounts: CompanyAccounts;
  readonly copies: Copies;
  readonly csvMappings: CsvMappings;
  readonly reports: Reports;
  readonly merged: Merged;
  readonly screening: ScreeningStore;
  /** Runs read-only SQL over the tables of `shared/summary/tables.ts`, all on one state of the store. */
  snapshot(queries: readonly NamedQuery[]): Promise<ReadonlyMap<string, readonly Record<string, SqlValue>[]>>;
  /** What there is to watch: how much there is, and what waits. */
  figures(): Promise<StoreFigures>;
  /** Transactions that wait for their turn. */
  readonly writesWaiting: number;
  /** Rejects where the store cannot be written at the moment. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreFigures {
  /** Taken in since the store was made. */
  readonly revisions: number;
  readonly copies: Readonly<Partial<Record<CopyState, number>>>;
  /** ISO 8601: the oldest copy that waits to be sent; null where none waits. */
  readonly oldestWaiting: string | null;
  /** Of its files; null where they are another program's. */
  readonly bytes: number | null;
}

export type SqlValue = string | number | null;

export interface NamedQuery {
  readonly name: string;
  /** Parameters are written `:name`. */
  readonly sql: string;
  readonly parameters: Readonly<Record<string, SqlValue>>;
}

export type { Sight };

export interface FeedQuery {
  readonly since: number;
  readonly limit: number;
  readonly sight: Sight;
  readonly sheet?: SheetKey | undefined;
  readonly period?: string | undefined;
}

export interface MasterQuery {
  /** Months, both included; a standing row has none and is always in. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sight: Sight;
}

/** Rows in their latest revision, all on one state of the store. To be closed. */
export interface MasterReading {
  /** The feed's cursor of that state. */
  readonly cursor: number;
  /** How the register calls the accounts (`MergedPage.naming`). */
  readonly naming: string;
  /** Page by page, deleted rows too, in the order in which they came to be as they are; those after that cursor. */
  pages(sheet: SheetKey, after?: number): AsyncIterable<readonly MasterRow[]>;
  /** The lines that a standing sheet's rows come to, of all units, by their account's number and the register's key. */
  lines(sheet: MergedSheet): AsyncIterable<readonly MergedDetail[]>;
  close(): Promise<void>;
}

export interface Rows {
  /** Revisions after a cursor, in the order in which they were committed; none is ever skipped. */
  since(query: FeedQuery): Promise<FeedPage>;
  /** Every revision of a row, oldest first; empty where there is no such row. */
  revisionsOf(rowId: string): Promise<readonly Revision[]>;
  /** These rows as they are now, in no order; those that are not known are left out. */
  latest(rowIds: readonly string[]): Promise<readonly Revision[]>;
  conflictsOf(rowId: string): Promise<readonly ConflictRecord[]>;
  /** Who told what these submissions say, by submission; those that nobody told are left out. */
  toldIn(submissionIds: readonly string[]): Promise<ReadonlyMap<string, Told>>;
  master(query: MasterQuery): Promise<MasterReading>;
}

export interface RegisterStore {
  /** What HQ has accepted, and with `unit` what that unit has nominated. */
  lists(unit: string | null): Promise<Register>;
}

export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly kind: "plant" | "shop";
  /** Code of a shop's main-base plant. */
  readonly base: string | null;
  readonly headEmail: string | null;
  readonly active: boolean;
}

export interface Units {
  all(): Promise<readonly Unit[]>;
  byCode(code: string): Promise<Unit | undefined>;
  /** False where the code is taken. */
  add(unit: Unit): Promise<boolean>;
  /** Writes all of it anew but its code and kind; false where there is no such unit. */
  change(unit: Unit): Promise<boolean>;
}

export interface Periods {
  /** Those that HQ has set, and those that have rows, newest first. */
  all(): Promise<readonly Period[]>;
  /** A period that nobody has set is open until its usual deadline. */
  of(period: string): Promise<Period>;
  /** What it changes is taken down where somebody stands for it. */
  set(period: Period, word?: PeriodWord): Promise<void>;
  /** Every time a month was closed, opened again or given another deadline, newest first. */
  changes(period: string): Promise<readonly PeriodChange[]>;
}

export interface Token {
  readonly id: number;
  /** Of the person, for as long as the store is kept. */
  readonly personId: number;
  readonly person: Author;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  /** It ends when it has not been used for so long; null: `expiresAt` stands, whatever is done. */
  readonly idleDays: number | null;
  readonly revokedAt: string | null;
}

export interface NewToken {
  readonly hash: string;
  readonly person: Author;
  readonly at: string;
  readonly expiresAt: string | null;
  /** `expiresAt` moves on with every use. */
  readonly idleDays?: number;
}

export interface NewInvitation {
  readonly hash: string;
  readonly person: Author;
  readonly by: string;
  readonly at: string;
  readonly expiresAt: string;
}

/** People, and how they prove who they are. Only hashes of secrets come here. */
export interface People {
  /** The token of that hash, neither revoked nor expired at `at`. */
  token(hash: string, at: string): Promise<Token | undefined>;
  tokens(): Promise<readonly Token[]>;
  /** Those of the same person that are good at `at`, this one among them. */
  tokensLike(tokenId: number, at: string): Promise<readonly Token[]>;
  addToken(token: NewToken): Promise<number>;
  used(tokenId: number, at: string, expiresAt: string | null): Promise<void>;
  /** False where there is no such token, or it was revoked before. */
  revoke(tokenId: number, at: string): Promise<boolean>;
  invite(invitation: NewInvitation): Promise<void>;
  /** Uses an invitation up and makes the token for its person; undefined where it is none that can be used. */
  acceptInvitation(codeHash: string, token: Omit<NewToken, "person">): Promise<Author | undefined>;
  /** Those that can be used at `at`, oldest first. */
  openInvitations(at: string): Promise<readonly OpenInvitation[]>;
  /** False where there is no such unused invitation. */
  withdraw(invitationId: string): Promise<boolean>;
  /** Makes unused invitations of a role void. */
  withdrawInvitations(role: Role): Promise<void>;
  /** Has anybody ever had a token? */
  anybody(): Promise<boolean>;
}
