/** Reading rows: the change feed, and what became of one row. */
import type { Database } from "better-sqlite3";
import { type ConflictRecord, type FeedPage, type Revision, Told } from "../../../shared/sync/protocol.ts";
import type { FeedQuery, MasterQuery, MasterReading, Rows } from "../store.ts";
import { type ConflictColumns, conflictRecordOf } from "./conflict-rows.ts";
import { readMaster } from "./master.ts";
import { type RevisionColumns, revisionOf } from "./revision-rows.ts";

interface FeedParameters {
  since: number;
  limit: number;
  sheet: string | null;
  period: string | null;
}

export class SqliteRows implements Rows {
  readonly #openReader: () => Database;
  readonly #all;
  readonly #ofUnit;
  readonly #ofUnits;
  readonly #latest;
  readonly #revisions;
  readonly #newest;
  readonly #conflicts;
  readonly #told;
  readonly #account;
  readonly #snapshot;
  readonly #history;
  readonly #newestOf;

  constructor(reader: Database, openReader: () => Database) {
    this.#openReader = openReader;
    const feed = (units: string) =>
      reader.prepare<[FeedParameters & { units: string }], RevisionColumns>(
        `SELECT * FROM revisions
          WHERE cursor > :since ${units}
            AND (:sheet IS NULL OR sheet = :sheet) AND (:period IS NULL OR period = :period OR period IS NULL)
          ORDER BY cursor LIMIT :limit`,
      );
    this.#all = feed("AND :units = ''");
    this.#ofUnit = feed("AND unit = :units");
    this.#ofUnits = feed("AND unit IN (SELECT value FROM json_each(:units))");
    this.#latest = reader.prepare<[], number>("SELECT COALESCE(MAX(cursor), 0) FROM revisions").pluck();
    this.#revisions = reader.prepare<[string], RevisionColumns>(
      "SELECT * FROM revisions WHERE row_id = ? ORDER BY revision",
    );
    this.#newest = reader.prepare<[string], RevisionColumns>(
      `SELECT * FROM revisions v WHERE v.row_id IN (SELECT value FROM json_each(?))
         AND v.revision = (SELECT MAX(revision) FROM revisions WHERE row_id = v.row_id)`,
    );
    this.#conflicts = reader.prepare<[string], ConflictColumns>(
      "SELECT * FROM conflicts WHERE row_id = ? ORDER BY id",
    );
    this.#told = reader.prepare<[string], { id: string; told: string }>(
      "SELECT id, told FROM submissions WHERE told IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
    );
    this.#account = reader
      .prepare<[number], string>(
        `SELECT COALESCE(root.name, own.name)
           FROM account_register own LEFT JOIN account_register root ON root.id = own.same_as WHERE own.id = ?`,
      )
      .pluck();
    this.#snapshot = reader.transaction((query: FeedQuery) => this.#page(query));
    this.#history = reader.transaction((rowId: string) => this.#named(this.#revisions.all(rowId)));
    this.#newestOf = reader.transaction((rowIds: readonly string[]) =>
      this.#named(this.#newest.all(JSON.stringify(rowIds))),
    );
  }

  async since(query: FeedQuery): Promise<FeedPage> {
    return this.#snapshot.deferred(query);
  }

  async revisionsOf(rowId: string): Promise<Revision[]> {
    return this.#history.deferred(rowId);
  }

  async latest(rowIds: readonly string[]): Promise<Revision[]> {
    return this.#newestOf.deferred(rowIds);
  }

  async conflictsOf(rowId: string): Promise<ConflictRecord[]> {
    return this.#conflicts.all(rowId).map(conflictRecordOf);
  }

  async toldIn(submissionIds: readonly string[]): Promise<ReadonlyMap<string, Told>> {
    const found = this.#told.all(JSON.stringify(submissionIds));
    return new Map(found.map(({ id, told }) => [id, Told.parse(JSON.parse(told))]));
  }

  async master(query: MasterQuery): Promise<MasterReading> {
    return readMaster(this.#openReader(), query);
  }

  #page({ since, limit, sight, sheet, period }: FeedQuery): FeedPage {
    const parameters = { since, limit: limit + 1, sheet: sheet ?? null, period: period ?? null };
    const found =
      sight === "all"
        ? this.#all.all({ ...parameters, units: "" })
        : sight.length === 1
          ? this.#ofUnit.all({ ...parameters, units: sight[0] ?? "" })
          : this.#ofUnits.all({ ...parameters, units: JSON.stringify(sight) });
    const more = found.length > limit;
    const rows = this.#named(found.slice(0, limit));
    // At the end of the feed the reader need not look again at what is not for it.
    const last = more ? rows.at(-1)?.cursor : this.#latest.get();
    return { rows, cursor: Math.max(since, last ?? 0), more };
  }

  /** A page speaks of a few accounts again and again: each is looked up once, which costs less than a join. */
  #named(rows: readonly RevisionColumns[]): Revision[] {
    const names = new Map<number, string | null>();
    return rows.map((row) => {
      const id = row.account_id;
      if (id === null) return revisionOf(row, null);
      let name = names.get(id);
      if (name === undefined) names.set(id, (name = this.#account.get(id) ?? null));
      return revisionOf(row, name);
    });
  }
}
