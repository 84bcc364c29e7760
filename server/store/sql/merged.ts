/**
 * Lines of the master, account by account: an account's rows are brought into memory, consolidated and let go, so
 * that neither a page nor the whole master takes more memory than its largest account.
 */
import { type ChosenValue, consolidate, type MergedLine } from "../../../shared/register/consolidate.ts";
import type { KnownAccount } from "../../../shared/register/merged-entries.ts";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import {
  type Difference,
  MERGED_SHEETS,
  type MergedDetail,
  type MergedPage,
  type MergedRow,
  type MergedSheet,
} from "../../../shared/sync/screening.ts";
import type { DifferenceQuery, Merged, MergedQuery } from "../merged-store.ts";
import type { Connection, Engine } from "./connection.ts";
import { MergedRows, namingOf } from "./merged-rows.ts";

export class SqlMerged implements Merged {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  page(query: MergedQuery): Promise<MergedPage> {
    return this.#engine.snapshot(async (connection) => pageOf(await consolidationOn(connection), query));
  }

  lineOf(rowId: string): Promise<MergedDetail | undefined> {
    return this.#engine.snapshot(async (connection) => {
      const place = await new MergedRows(connection).placeOf(rowId);
      if (!place) return undefined;
      const consolidation = await consolidationOn(connection);
      const lines = await consolidation.linesOf(place.sheet, place.accountId);
      return lines.find(({ rowIds }) => rowIds.includes(rowId))?.row;
    });
  }

  /** Others' requests come in while it looks through everything. */
  differences(query: DifferenceQuery): Promise<Difference[]> {
    return this.#engine.snapshot((connection) => differencesIn(connection, query));
  }
}

/** All lines of a sheet, an account's at a time. The caller's transaction is open and stays so. */
export async function* mergedLines(
  connection: Connection,
  sheet: MergedSheet,
): AsyncGenerator<readonly MergedDetail[]> {
  const consolidation = await consolidationOn(connection);
  for (const accountId of await consolidation.accountsFrom(sheet, 0)) {
    const lines = await consolidation.linesOf(sheet, accountId);
    if (lines.length > 0) yield lines.map(({ row }) => row);
    // Others' requests come in between two accounts.
    await new Promise(setImmediate);
  }
}

async function consolidationOn(connection: Connection): Promise<Consolidation> {
  const rows = new MergedRows(connection);
  return new Consolidation(rows, await rows.accounts(), await rows.chosen());
}

/** The register as it is at one moment, and the lines that rows come to by it. */
class Consolidation {
  readonly accounts: readonly KnownAccount[];
  readonly #rows: MergedRows;
  readonly #chosen: readonly ChosenValue[];
  /** By the account that stands for them. */
  readonly #same = new Map<number, number[]>();
  readonly #byId: ReadonlyMap<number, KnownAccount>;

  constructor(rows: MergedRows, accounts: readonly KnownAccount[], chosen: readonly ChosenValue[]) {
    this.#rows = rows;
    this.accounts = accounts;
    this.#byId = new Map(accounts.map((account) => [account.id, account]));
    this.#chosen = chosen;
    for (const { id } of accounts) {
      const root = this.root(id);
      this.#same.set(root, [...(this.#same.get(root) ?? []), id]);
    }
  }

  /** Accounts that stand for themselves and have rows, by number; 0 is for rows without one. */
  async accountsFrom(sheet: SheetKey, first: number): Promise<number[]> {
    const roots = new Set((await this.#rows.accountsOn(sheet)).map((id) => this.root(id)));
    return [0, ...[...roots].sort((a, b) => a - b)].filter((id) => id >= first);
  }

  root(id: number): number {
    return this.#byId.get(id)?.sameAs ?? id;
  }

  async linesOf(sheet: SheetKey, accountId: number): Promise<MergedLine[]> {
    const root = this.root(accountId);
    const ids = this.#same.get(root) ?? [root];
    const rows = await this.#rows.rows(sheet, ids);
    if (rows.length === 0) return [];
    return consolidate(rows, {
      accounts: ids.flatMap((id) => this.#byId.get(id) ?? []),
      entries: await this.#rows.entries(ids),
      chosen: this.#chosen,
    });
  }
}

async function pageOf(
  consolidation: Consolidation,
  { sheet, after, limit }: MergedQuery,
): Promise<MergedPage> {
  const from = after === null ? null : placeOf(after);
  const lines: MergedLine[] = [];
  for (const accountId of await consolidation.accountsFrom(sheet, from?.accountId ?? 0)) {
    for (const line of await consolidation.linesOf(sheet, accountId)) {
      const isBefore = from !== null && line.accountId === from.accountId && line.key <= from.key;
      if (!isBefore) lines.push(line);
    }
    if (lines.length > limit) break;
  }
  const page = lines.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ row }) => withoutColumns(row)),
    after: lines.length > limit && last ? `${last.accountId} ${last.key}` : null,
    naming: namingOf(consolidation.accounts),
  };
}

/** `12 上海分公司`; of a text that is no such place, the very end. */
function placeOf(after: string): { readonly accountId: number; readonly key: string } {
  const [, accountId = String(Number.MAX_SAFE_INTEGER), key = ""] = /^(\d{1,15}) (.*)$/su.exec(after) ?? [];
  return { accountId: Number(accountId), key };
}

function withoutColumns(detail: MergedDetail): MergedRow {
  const { rowId, sheet, entry, values, units, members, deleted, late, revision, by, channel, at, differs } =
    detail;
  return { rowId, sheet, entry, values, units, members, deleted, late, revision, by, channel, at, differs };
}

async function differencesIn(
  connection: Connection,
  { sheet, chosen, limit }: DifferenceQuery,
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const one of sheet ? [sheet] : MERGED_SHEETS) {
    for await (const lines of mergedLines(connection, one)) {
      for (const row of lines) found.push(...differencesOf(row, one, chosen));
      if (found.length >= limit) return found.slice(0, limit);
    }
  }
  return found;
}

const differencesOf = (row: MergedDetail, sheet: MergedSheet, chosen: boolean | undefined): Difference[] =>
  row.differs
    .filter((cell) => chosen === undefined || cell.chosen === chosen)
    .map((cell) => ({
      sheet,
      entry: row.entry,
      rowId: row.rowId,
      account: String(row.values[sheet === "accounts" ? "name" : "account"] ?? ""),
      name: String(row.values.name ?? ""),
      column: cell.column,
      told: cell.told,
      value: row.values[cell.column] ?? null,
      chosen: cell.chosen,
    }));
