/** What the intake reads before it decides, within its own transaction. */
import { FILING_STATES, type FilingState } from "../../../shared/sync/screening.ts";
import type { Values } from "../../../shared/report/value.ts";
import {
  type Account,
  type AccountName,
  type OpenConflict,
  type Place,
  placeKey,
  type ReviewName,
  reviewKey,
  type RevisionName,
  revisionKey,
  type StoredFiling,
  type StoredRow,
  type StoredSubmission,
} from "../intake-store.ts";
import type { Connection } from "./connection.ts";
import { type ConflictColumns, openConflictOf } from "./conflict-rows.ts";
import {
  type AuthorColumns,
  authorOf,
  type RevisionColumns,
  StoreDamaged,
  storedRowOf,
  valuesOf,
} from "./revision-rows.ts";

const SUBMISSION =
  "SELECT id, body_hash, author_name, author_unit, author_role, answer FROM submissions WHERE id = ?";

const ROWS = `SELECT v.*, COALESCE(a.same_as, v.account_id) AS root_id
   FROM revisions v LEFT JOIN account_register a ON a.id = v.account_id
  WHERE v.row_id IN texts(?) AND v.revision = (SELECT MAX(m.revision) FROM revisions m WHERE m.row_id = v.row_id)`;

const VALUES = `SELECT v.row_id, v.revision, v.row_values
   FROM lines(?, row_id text, revision number) AS a CROSS JOIN revisions v
  WHERE v.row_id = a.row_id AND v.revision = a.revision`;

const CONFLICTS = "SELECT * FROM conflicts WHERE row_id IN texts(?) AND settled_by IS NULL ORDER BY id";

const NAMES = `SELECT n.name_key, n.account_id, root.id AS root_id, n.unit AS scope,
    CASE WHEN root.state = 'registered' THEN 1 ELSE 0 END AS registered,
    EXISTS (SELECT 1 FROM account_register m CROSS JOIN ka_accounts r
             WHERE r.account_id = m.id AND (m.id = root.id OR m.same_as = root.id)
               AND r.unit = :unit AND r.deleted = 0) AS filed
   FROM account_names n JOIN account_register a ON a.id = n.account_id
   JOIN account_register root ON root.id = COALESCE(a.same_as, a.id)
  WHERE n.name_key IN texts(:keys) AND n.unit IN ('', :unit)`;

const ACCOUNTS = `SELECT a.id, a.name, root.id AS root_id,
    CASE WHEN root.state = 'registered' THEN 1 ELSE 0 END AS registered,
    CASE WHEN a.state = 'nominated' AND a.same_as IS NULL THEN 1 ELSE 0 END AS open,
    EXISTS (SELECT 1 FROM ka_accounts r
             WHERE r.account_id = a.id AND r.unit <> :unit AND r.deleted = 0) AS others
   FROM account_register a JOIN account_register root ON root.id = COALESCE(a.same_as, a.id)
  WHERE a.id IN numbers(:ids)`;

const place = (kind: string, table: string): string =>
  `SELECT a.account_id, a.name_key FROM lines(:asked, account_id number, name_key text) AS a
    WHERE EXISTS (
      SELECT 1 FROM account_register m
        CROSS JOIN register_entries e
        LEFT JOIN register_entries root ON root.id = e.same_as
       WHERE e.kind = '${kind}' AND e.account_id = m.id AND e.name_key = a.name_key
         AND (m.id = a.account_id OR m.same_as = a.account_id) AND COALESCE(root.state, e.state) = 'registered')
    OR EXISTS (
      SELECT 1 FROM account_register m
        CROSS JOIN ${table} r
       WHERE r.unit = :unit AND r.account_id = m.id AND r.name_key = a.name_key AND r.deleted = 0
         AND (m.id = a.account_id OR m.same_as = a.account_id))`;

const PLACES = { branch: place("branch", "ka_branches"), carrier: place("carrier", "ka_carriers") } as const;

const REVIEWS = `SELECT a.period, a.account_id, r.row_id
   FROM lines(:asked, period text, account_id number) AS a
   CROSS JOIN account_register m
   CROSS JOIN ka_reviews r
  WHERE (m.id = a.account_id OR m.same_as = a.account_id)
    AND r.period = a.period AND r.account_id = m.id AND r.unit = :unit AND r.deleted = 0
  ORDER BY r.row_id`;

interface NameColumns {
  readonly name_key: string;
  readonly account_id: number;
  readonly root_id: number;
  readonly scope: string;
  readonly registered: number;
  readonly filed: number;
}

interface AccountColumns {
  readonly id: number;
  readonly name: string;
  readonly root_id: number;
  readonly registered: number;
  readonly open: number;
  readonly others: number;
}

/** Nothing is asked where nothing is wanted; what is found is in the order of what was asked. */
export class IntakeReads {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async submission(id: string): Promise<StoredSubmission | undefined> {
    type Columns = AuthorColumns & { id: string; body_hash: string; answer: string };
    const row = await this.#connection.get<Columns>(SUBMISSION, [id]);
    return row && { id: row.id, bodyHash: row.body_hash, author: authorOf(row), answer: row.answer };
  }

  async rows(rowIds: readonly string[]): Promise<Map<string, StoredRow>> {
    type Columns = RevisionColumns & { readonly root_id: number | null };
    const found = await this.#ofAll<Columns>(ROWS, rowIds);
    const byId = new Map(found.map((row) => [row.row_id, row]));
    return new Map(
      rowIds.flatMap((rowId) => {
        const row = byId.get(rowId);
        return row ? [[rowId, storedRowOf(row)]] : [];
      }),
    );
  }

  async valuesAt(revisions: readonly RevisionName[]): Promise<Map<string, Values>> {
    type Columns = { row_id: string; revision: number; row_values: string };
    const asked = revisions.map(({ rowId, revision }) => [rowId, revision]);
    const found = await this.#ofAll<Columns>(VALUES, asked);
    return new Map(
      found.map((row) => [
        revisionKey({ rowId: row.row_id, revision: row.revision }),
        valuesOf(row.row_values),
      ]),
    );
  }

  async openConflicts(rowIds: readonly string[]): Promise<OpenConflict[]> {
    return (await this.#ofAll<ConflictColumns>(CONFLICTS, rowIds)).map(openConflictOf);
  }

  async accountNames(unit: string, keys: readonly string[]): Promise<AccountName[]> {
    if (keys.length === 0) return [];
    const found = await this.#connection.all<NameColumns>(NAMES, { unit, keys: JSON.stringify(keys) });
    const places = new Map(keys.map((key, at) => [key, at]));
    const placeOf = ({ name_key: key }: NameColumns): number => places.get(key) ?? 0;
    return found
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map((row) => ({
        key: row.name_key,
        accountId: row.account_id,
        rootId: row.root_id,
        scope: row.scope === "" ? ("register" as const) : ("unit" as const),
        registered: row.registered === 1,
        filedByUnit: row.filed === 1,
      }));
  }

  async accounts(unit: string, ids: readonly number[]): Promise<Account[]> {
    if (ids.length === 0) return [];
    const found = await this.#connection.all<AccountColumns>(ACCOUNTS, { unit, ids: JSON.stringify(ids) });
    const byId = new Map(found.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      if (!row) return [];
      const { name, root_id: rootId, registered, open, others } = row;
      return [
        {
          id,
          name,
          rootId,
          registered: registered === 1,
          open: open === 1,
          filedByOthers: others === 1,
        },
      ];
    });
  }

  async nextAccountId(): Promise<number> {
    const next = "SELECT COALESCE(MAX(id), 0) + 1 AS next FROM account_register";
    return (await this.#connection.value<number>(next)) ?? 1;
  }

  async filings(rowIds: readonly string[]): Promise<Map<string, StoredFiling>> {
    const found = await this.#ofAll<{ row_id: string; account_id: number; state: string }>(
      "SELECT row_id, account_id, state FROM filings WHERE row_id IN texts(?)",
      rowIds,
    );
    return new Map(
      found.map((row) => [row.row_id, { accountId: row.account_id, state: filingStateOf(row.state) }]),
    );
  }

  async places(unit: string, places: readonly Place[]): Promise<Set<string>> {
    const known = new Set<string>();
    const kinds = ["branch", "carrier"] as const;
    await Promise.all(
      kinds.map(async (kind) => {
        const asked = places.filter((one) => one.kind === kind).map(({ accountId, key }) => [accountId, key]);
        if (asked.length === 0) return;
        const found = await this.#connection.all<{ account_id: number; name_key: string }>(PLACES[kind], {
          unit,
          asked: JSON.stringify(asked),
        });
        for (const { account_id: accountId, name_key: key } of found) {
          known.add(placeKey({ kind, accountId, key }));
        }
      }),
    );
    return known;
  }

  async reviews(unit: string, reviews: readonly ReviewName[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    if (reviews.length === 0) return found;
    const rows = await this.#connection.all<{ period: string; account_id: number; row_id: string }>(REVIEWS, {
      unit,
      asked: JSON.stringify(reviews.map(({ period, accountId }) => [period, accountId])),
    });
    for (const { period, account_id: accountId, row_id: rowId } of rows) {
      const key = reviewKey({ period, accountId });
      found.set(key, [...new Set([...(found.get(key) ?? []), rowId])]);
    }
    return found;
  }

  async #ofAll<T>(sql: string, asked: readonly unknown[]): Promise<T[]> {
    return asked.length === 0 ? [] : this.#connection.all<T>(sql, [JSON.stringify(asked)]);
  }
}

const states: ReadonlySet<string> = new Set(FILING_STATES);
const isFilingState = (text: string): text is FilingState => states.has(text);

function filingStateOf(state: string): FilingState {
  if (!isFilingState(state)) throw new StoreDamaged(`filing state ${state}`);
  return state;
}
