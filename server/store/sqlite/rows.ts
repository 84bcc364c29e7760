/** Reading rows: the change feed, a row's history, the master. */
import type { Database } from "better-sqlite3";
import type { MasterRow } from "../../../shared/plan/inputs.ts";
import { sheetOf } from "../../../shared/report/sheets.ts";
import { rowTable } from "../../../shared/summary/tables.ts";
import type { ConflictRecord, FeedPage, Revision } from "../../../shared/sync/protocol.ts";
import type { FeedQuery, MasterQuery, Rows } from "../store.ts";
import { type ConflictColumns, conflictRecordOf } from "./conflict-rows.ts";
import { type RevisionColumns, revisionOf } from "./revision-rows.ts";

const MASTER_PAGE = 1000;

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
  readonly #conflicts;
  readonly #snapshot;

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

  async conflictsOf(rowId: string): Promise<ConflictRecord[]> {
    return this.#conflicts.all(rowId).map(conflictRecordOf);
  }

  async *master(query: MasterQuery): AsyncGenerator<readonly MasterRow[]> {
    const reader = this.#openReader();
    try {
      const page = masterStatement(reader, query);
      reader.exec("BEGIN");
      for (let after = ""; ;) {
        const rows = page.all({
          after,
          from: query.from ?? null,
          to: query.to ?? null,
          units: query.sight === "all" ? "" : JSON.stringify(query.sight),
          limit: MASTER_PAGE,
        });
        if (rows.length > 0) yield rows.map(masterRowOf);
        if (rows.length < MASTER_PAGE) return;
        after = rows.at(-1)?.row_id ?? "";
        // Others' requests come in between two pages.
        await new Promise(setImmediate);
      }
    } finally {
      reader.close();
    }
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

interface MasterColumns extends RevisionColumns {
  readonly unit_name: string | null;
}

const masterStatement = (reader: Database, { sheet }: MasterQuery) =>
  reader.prepare<
    [{ after: string; from: string | null; to: string | null; units: string; limit: number }],
    MasterColumns
  >(
    `SELECT v.*, u.name AS unit_name
       FROM ${rowTable(sheetOf(sheet))} t
       JOIN revisions v ON v.cursor = t.cursor
       LEFT JOIN units u ON u.code = t.unit
      WHERE t.row_id > :after AND t.deleted = 0
        AND (:units = '' OR t.unit IN (SELECT value FROM json_each(:units)))
        AND (t.period IS NULL OR ((:from IS NULL OR t.period >= :from) AND (:to IS NULL OR t.period <= :to)))
      ORDER BY t.row_id LIMIT :limit`,
  );

function masterRowOf(row: MasterColumns): MasterRow {
  const { rowId, sheet, revision, values, unit, period, deleted, late, by, channel, at } = revisionOf(row);
  return {
    rowId,
    sheet,
    revision,
    values,
    unit,
    unitName: row.unit_name ?? unit,
    period,
    deleted,
    late,
    by: by.name,
    channel,
    at,
  };
}
