/** The lists behind the dropdowns. */
import type { Database } from "better-sqlite3";
import type { Register } from "../../../shared/sync/protocol.ts";
import type { RegisterStore } from "../store.ts";

interface AccountColumns {
  readonly id: number;
  readonly name: string;
  readonly category: string | null;
  readonly level: string;
  readonly note: string;
}

interface NameColumns {
  readonly account_id: number;
  readonly name: string;
}

interface PlaceColumns {
  readonly account: string;
  readonly name: string;
}

export class SqliteRegister implements RegisterStore {
  readonly #snapshot;

  constructor(reader: Database) {
    const accounts = reader.prepare<[string], AccountColumns>(
      `SELECT id, name, category, level, note FROM account_register a
        WHERE state = 'registered'
           OR EXISTS (SELECT 1 FROM ka_accounts r WHERE r.account_id = a.id AND r.unit = ? AND r.deleted = 0)
        ORDER BY sort`,
    );
    const aliases = reader.prepare<[string], NameColumns>(
      `SELECT account_id, name FROM account_names
        WHERE kind <> 'name' AND unit IN ('', ?) ORDER BY account_id, unit, name`,
    );
    const places = (table: string) =>
      reader.prepare<[], PlaceColumns>(
        `SELECT a.name AS account, p.name FROM ${table} p JOIN account_register a ON a.id = p.account_id
          WHERE a.state = 'registered' ORDER BY a.sort, p.name_key`,
      );
    const branches = places("register_branches");
    const carriers = places("register_carriers");
    this.#snapshot = reader.transaction((unit: string): Register => {
      const aliasesOf = new Map<number, string[]>();
      for (const { account_id: id, name } of aliases.all(unit)) {
        aliasesOf.set(id, [...(aliasesOf.get(id) ?? []), name]);
      }
      return {
        accounts: accounts.all(unit).map(({ id, name, category, level, note }) => ({
          name,
          aliases: aliasesOf.get(id) ?? [],
          category,
          level,
          note,
        })),
        branches: branches.all(),
        carriers: carriers.all(),
      };
    });
  }

  async lists(unit: string | null): Promise<Register> {
    return this.#snapshot.deferred(unit ?? "");
  }
}
