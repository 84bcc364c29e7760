/** The store: its queries stand once, whichever engine runs them. */
import type { AuditHead } from "../../../shared/sync/audit.ts";
import type { Deed } from "../../audit/deed.ts";
import type { Intake } from "../intake-store.ts";
import type { NamedQuery, Store, StoreFigures } from "../store.ts";
import { SqlAudit } from "./audit.ts";
import type { Connection, Engine, QueryAnswers } from "./connection.ts";
import { SqlCompanyAccounts } from "./company-accounts.ts";
import { SqlCopies } from "./copies.ts";
import { SqlCsvMappings } from "./csv-mappings.ts";
import { erasedIn } from "./erased.ts";
import { figuresIn } from "./figures.ts";
import { IntakeReads } from "./intake-reads.ts";
import { append, cursorIn } from "./intake-writes.ts";
import { SqlMerged } from "./merged.ts";
import { SqlPeople } from "./people.ts";
import { SqlPersonal } from "./personal.ts";
import { periodIn, SqlPeriods } from "./periods.ts";
import { RecordedEngine } from "./recorded.ts";
import { SqlRegister } from "./register.ts";
import { SqlReports } from "./reports.ts";
import { SqlRows } from "./rows.ts";
import { SqlScreening } from "./screening.ts";
import { SqlUnits } from "./units.ts";
import { type Verification, verifyStore } from "./verify.ts";

export class SqlStore implements Store {
  readonly rows: SqlRows;
  readonly register: SqlRegister;
  readonly units: SqlUnits;
  readonly periods: SqlPeriods;
  readonly people: SqlPeople;
  readonly companyAccounts: SqlCompanyAccounts;
  readonly copies: SqlCopies;
  readonly csvMappings: SqlCsvMappings;
  readonly reports: SqlReports;
  readonly merged: SqlMerged;
  readonly screening: SqlScreening;
  readonly audit: SqlAudit;
  readonly personal: SqlPersonal;
  readonly #engine: Engine;

  /** @param of the store that this one is another face of */
  constructor(engine: Engine, of?: SqlStore) {
    this.#engine = engine;
    this.audit = of?.audit ?? new SqlAudit(engine);
    this.personal = new SqlPersonal(engine);
    this.rows = new SqlRows(engine);
    this.register = new SqlRegister(engine);
    this.units = new SqlUnits(engine);
    this.periods = new SqlPeriods(engine);
    this.people = new SqlPeople(engine);
    this.companyAccounts = new SqlCompanyAccounts(engine);
    this.copies = new SqlCopies(engine);
    this.csvMappings = new SqlCsvMappings(engine);
    this.reports = new SqlReports(engine);
    this.merged = new SqlMerged(engine);
    this.screening = new SqlScreening(engine, of?.screening.source);
  }

  as(deed: Deed): SqlStore {
    return new SqlStore(new RecordedEngine(this.#engine, deed), this);
  }

  intake<T>(work: (transaction: Intake) => Promise<T>): Promise<T> {
    return this.#engine.write((connection) => work(intakeOn(connection)));
  }

  snapshot(queries: readonly NamedQuery[]): Promise<QueryAnswers> {
    return this.#engine.answers(queries);
  }

  async figures(): Promise<StoreFigures> {
    return { ...(await figuresIn(this.#engine.reader)), bytes: null };
  }

  get writesWaiting(): number {
    return this.#engine.writesWaiting;
  }

  probe(): Promise<void> {
    return this.#engine.probe();
  }

  /**
   * Every row against its history, and every entry of the audit record.
   *
   * @param anchor a head of the record that was written down earlier
   */
  async verify(anchor?: AuditHead): Promise<Verification> {
    await this.audit.flush();
    return verifyStore(this.#engine, anchor);
  }

  async close(): Promise<void> {
    // Refusals that have been kept until now are not lost; where they cannot be written, the store is closed all the same.
    await this.audit.flush().finally(() => this.#engine.close());
  }
}

function intakeOn(connection: Connection): Intake {
  const reads = new IntakeReads(connection);
  return {
    submission: (id) => reads.submission(id),
    rows: (rowIds) => reads.rows(rowIds),
    valuesAt: (revisions) => reads.valuesAt(revisions),
    openConflicts: (rowIds) => reads.openConflicts(rowIds),
    async periods(names) {
      const periods = new Map<string, Awaited<ReturnType<typeof periodIn>>>();
      for (const name of new Set(names)) periods.set(name, await periodIn(connection, name));
      return periods;
    },
    accountNames: (unit, keys) => reads.accountNames(unit, keys),
    accounts: (unit, ids) => reads.accounts(unit, ids),
    nextAccountId: () => reads.nextAccountId(),
    filings: (rowIds) => reads.filings(rowIds),
    places: (unit, places) => reads.places(unit, places),
    reviews: (unit, reviews) => reads.reviews(unit, reviews),
    append: (submission, changes, answerAt) => append(connection, submission, changes, answerAt),
    erased: (rows) => erasedIn(connection, rows),
    cursor: () => cursorIn(connection),
  };
}
