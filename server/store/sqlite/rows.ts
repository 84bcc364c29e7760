/** Reading rows: the change feed, and what became of one row. */
import type { Database } from "better-sqlite3";
import type { ConflictRecord, FeedPage, Revision } from "../../../shared/sync/protocol.ts";
import type { FeedQuery, MasterQuery, MasterReading, Rows } from "../store.ts";
import { type ConflictColumns, conflictRecordOf } from "./conflict-rows.ts";
import { readMaster } from "./master.ts";
import { revisionOf, TOLD_REVISIONS, type ToldRevisionColumns } from "./revision-rows.ts";

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
  readonly #snapshot;

  constructor(reader: Database, openReader: () => Database) {
    this.#openReader = openReader;
    const feed = (units: string) =>
      reader.prepare<[FeedParameters & { units: string }], ToldRevisionColumns>(
        `${TOLD_REVISIONS}
          WHERE v.cursor > :since ${units}
            AND (:sheet IS NULL OR v.sheet = :sheet)
            AND (:period IS NULL OR v.period = :period OR v.period IS NULL)
          ORDER BY v.cursor LIMIT :limit`,
      );
    this.#all = feed("AND :units = ''");
    this.#ofUnit = feed("AND v.unit = :units");
    this.#ofUnits = feed("AND v.unit IN (SELECT value FROM json_each(:units))");
    this.#latest = reader.prepare<[], number>("SELECT COALESCE(MAX(cursor), 0) FROM revisions").pluck();
    this.#revisions = reader.prepare<[string], ToldRevisionColumns>(
      `${TOLD_REVISIONS} WHERE v.row_id = ? ORDER BY v.revision`,
    );
    this.#newest = reader.prepare<[string], ToldRevisionColumns>(
      `${TOLD_REVISIONS} WHERE v.row_id IN (SELECT value FROM json_each(?))
         AND v.revision = (SELECT MAX(revision) FROM revisions WHERE row_id = v.row_id)`,
    );
    this.#conflicts = reader.prepare<[string], ConflictColumns>(
      "SELECT * FROM conflicts WHERE row_id = ? ORDER BY id",
    );
    this.#snapshot = reader.transaction((query: FeedQuery) => this.#page(query));
  }

  async since(query: FeedQuery): Promise<FeedPage> {
    return this.#snapshot.deferred(query);
  }

  async revisionsOf(rowId: string): Promise<Revision[]> {
    return this.#revisions.all(rowId).map(revisionOf);
  }

  async latest(rowIds: readonly string[]): Promise<Revision[]> {
    return this.#newest.all(JSON.stringify(rowIds)).map(revisionOf);
  }

  async conflictsOf(rowId: string): Promise<ConflictRecord[]> {
    return this.#conflicts.all(rowId).map(conflictRecordOf);
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
    const rows = found.slice(0, limit).map(revisionOf);
    // At the end of the feed the reader need not look again at what is not for it.
    const last = more ? rows.at(-1)?.cursor : this.#latest.get();
    return { rows, cursor: Math.max(since, last ?? 0), more };
  }
}
