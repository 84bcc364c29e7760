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
    // What HQ found to be one is one here, under the root's name; the other's names are its aliases.
    const accounts = reader.prepare<[string], AccountColumns>(
      `SELECT id, name, category, level, note FROM account_register a
        WHERE same_as IS NULL AND (state = 'registered'
           OR EXISTS (SELECT 1 FROM account_register m CROSS JOIN ka_accounts r ON r.account_id = m.id
                       WHERE (m.id = a.id OR m.same_as = a.id) AND r.unit = ? AND r.deleted = 0))
        ORDER BY sort`,
    );
    const aliases = reader.prepare<[string], NameColumns>(
      `SELECT COALESCE(a.same_as, a.id) AS account_id, n.name
         FROM account_names n JOIN account_register a ON a.id = n.account_id
        WHERE (n.kind <> 'name' OR a.same_as IS NOT NULL) AND n.unit IN ('', ?)
        ORDER BY 1, n.unit, n.name`,
    );
    // Of entries with one key the root account's own gives the name.
    const places = (kind: string) =>
      reader.prepare<[], PlaceColumns>(
        `SELECT root.name AS account, e.name, MIN(own.same_as IS NOT NULL) AS elsewhere
           FROM register_entries e
           JOIN account_register own ON own.id = e.account_id
           JOIN account_register root ON root.id = COALESCE(own.same_as, own.id)
          WHERE e.kind = '${kind}' AND e.state = 'registered' AND e.same_as IS NULL AND root.state = 'registered'
          GROUP BY root.id, e.name_key ORDER BY root.sort, e.name_key`,
      );
    const branches = places("branch");
    const carriers = places("carrier");
    this.#snapshot = reader.transaction((unit: string): Register => {
      const aliasesOf = new Map<number, Set<string>>();
      for (const { account_id: id, name } of aliases.all(unit)) {
        aliasesOf.set(id, (aliasesOf.get(id) ?? new Set()).add(name));
      }
      const placesOf = (rows: readonly PlaceColumns[]): Register["branches"] =>
        rows.map(({ account, name }) => ({ account, name }));
      return {
        accounts: accounts.all(unit).map(({ id, name, category, level, note }) => ({
          name,
          aliases: [...(aliasesOf.get(id) ?? [])],
          category,
          level,
          note,
        })),
        branches: placesOf(branches.all()),
        carriers: placesOf(carriers.all()),
      };
    });
  }

  async lists(unit: string | null): Promise<Register> {
    return this.#snapshot.deferred(unit ?? "");
  }
}
