/** Reading rows: the change feed, and what became of one row. */
import { type ConflictRecord, type FeedPage, type Revision, Told } from "../../../shared/sync/protocol.ts";
import type { FeedQuery, MasterQuery, MasterReading, Rows } from "../store.ts";
import type { Connection, Engine } from "./connection.ts";
import { type ConflictColumns, conflictRecordOf } from "./conflict-rows.ts";
import { readMaster } from "./master.ts";
import { type RevisionColumns, revisionOf } from "./revision-rows.ts";

const feed = (units: string): string =>
  `SELECT * FROM revisions
    WHERE cursor > :since ${units}
      AND (sheet = :sheet OR :sheet IS NULL) AND (period = :period OR period IS NULL OR :period IS NULL)
    ORDER BY cursor LIMIT :limit`;

/** Each as an index serves it best. */
const FEED = {
  all: feed(""),
  ofUnit: feed("AND unit = :units"),
  ofUnits: feed("AND unit IN texts(:units)"),
} as const;

const ACCOUNTS = `SELECT own.id, COALESCE(root.name, own.name) AS name
  FROM account_register own LEFT JOIN account_register root ON root.id = own.same_as
 WHERE own.id IN numbers(?)`;

const LATEST = `SELECT * FROM revisions v WHERE v.row_id IN texts(?)
  AND v.revision = (SELECT MAX(m.revision) FROM revisions m WHERE m.row_id = v.row_id)`;

export const CURSOR = "SELECT COALESCE(MAX(cursor), 0) AS latest FROM revisions";

export class SqlRows implements Rows {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  since(query: FeedQuery): Promise<FeedPage> {
    return this.#engine.snapshot((connection) => pageOf(connection, query));
  }

  revisionsOf(rowId: string): Promise<Revision[]> {
    return this.#engine.snapshot(async (connection) => {
      const sql = "SELECT * FROM revisions WHERE row_id = ? ORDER BY revision";
      return named(connection, await connection.all<RevisionColumns>(sql, [rowId]));
    });
  }

  latest(rowIds: readonly string[]): Promise<Revision[]> {
    return this.#engine.snapshot(async (connection) =>
      named(connection, await connection.all<RevisionColumns>(LATEST, [JSON.stringify(rowIds)])),
    );
  }

  async conflictsOf(rowId: string): Promise<ConflictRecord[]> {
    const sql = "SELECT * FROM conflicts WHERE row_id = ? ORDER BY id";
    return (await this.#engine.reader.all<ConflictColumns>(sql, [rowId])).map(conflictRecordOf);
  }

  async toldIn(submissionIds: readonly string[]): Promise<ReadonlyMap<string, Told>> {
    const found = await this.#engine.reader.all<{ id: string; told: string }>(
      "SELECT id, told FROM submissions WHERE told IS NOT NULL AND id IN texts(?)",
      [JSON.stringify(submissionIds)],
    );
    return new Map(found.map(({ id, told }) => [id, Told.parse(JSON.parse(told))]));
  }

  async master(query: MasterQuery): Promise<MasterReading> {
    return readMaster(await this.#engine.openSnapshot(), query);
  }
}

async function pageOf(
  connection: Connection,
  { since, limit, sight, sheet, period }: FeedQuery,
): Promise<FeedPage> {
  const asked = { since, limit: limit + 1, sheet: sheet ?? null, period: period ?? null };
  const [only] = sight;
  const found =
    sight === "all"
      ? await connection.all<RevisionColumns>(FEED.all, asked)
      : sight.length === 1
        ? await connection.all<RevisionColumns>(FEED.ofUnit, { ...asked, units: only ?? "" })
        : await connection.all<RevisionColumns>(FEED.ofUnits, { ...asked, units: JSON.stringify(sight) });
  const more = found.length > limit;
  const rows = await named(connection, found.slice(0, limit));
  // At the end of the feed the reader need not look again at what is not for it.
  const last = more ? rows.at(-1)?.cursor : await connection.value<number>(CURSOR);
  return { rows, cursor: Math.max(since, last ?? 0), more };
}

/** A page speaks of a few accounts again and again: each is looked up once, which costs less than a join. */
async function named(connection: Connection, rows: readonly RevisionColumns[]): Promise<Revision[]> {
  const ids = [...new Set(rows.flatMap(({ account_id: id }) => id ?? []))];
  const accounts =
    ids.length === 0
      ? []
      : await connection.all<{ id: number; name: string }>(ACCOUNTS, [JSON.stringify(ids)]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return rows.map((row) =>
    revisionOf(row, row.account_id === null ? null : (names.get(row.account_id) ?? null)),
  );
}
