/** The lists behind the dropdowns. */
import type { Register } from "../../../shared/sync/protocol.ts";
import type { RegisterStore } from "../store.ts";
import type { Connection, Engine } from "./connection.ts";

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

/** What HQ found to be one is one here, under the root's name; the other's names are its aliases. */
const ACCOUNTS = `SELECT id, name, category, level, note FROM account_register a
  WHERE same_as IS NULL AND (state = 'registered'
     OR EXISTS (SELECT 1 FROM account_register m CROSS JOIN ka_accounts r
                 WHERE r.account_id = m.id AND (m.id = a.id OR m.same_as = a.id) AND r.unit = ? AND r.deleted = 0))
  ORDER BY sort`;

const ALIASES = `SELECT COALESCE(a.same_as, a.id) AS account_id, n.name
   FROM account_names n JOIN account_register a ON a.id = n.account_id
  WHERE (n.kind <> 'name' OR a.same_as IS NOT NULL) AND n.unit IN ('', ?)
  ORDER BY 1, n.unit, n.name`;

/** Of entries with one key the root account's own gives the name. */
const places = (kind: string): string =>
  `SELECT account, name FROM (
     SELECT root.name AS account, root.sort, e.name, e.name_key, ROW_NUMBER() OVER (
         PARTITION BY root.id, e.name_key ORDER BY CASE WHEN own.same_as IS NULL THEN 0 ELSE 1 END, e.id) AS turn
       FROM register_entries e
       JOIN account_register own ON own.id = e.account_id
       JOIN account_register root ON root.id = COALESCE(own.same_as, own.id)
      WHERE e.kind = '${kind}' AND e.state = 'registered' AND e.same_as IS NULL AND root.state = 'registered'
   ) AS named WHERE turn = 1 ORDER BY sort, name_key`;

const BRANCHES = places("branch");
const CARRIERS = places("carrier");

export class SqlRegister implements RegisterStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  lists(unit: string | null): Promise<Register> {
    return this.#engine.snapshot((connection) => listsIn(connection, unit ?? ""));
  }
}

async function listsIn(connection: Connection, unit: string): Promise<Register> {
  const aliasesOf = new Map<number, Set<string>>();
  for (const { account_id: id, name } of await connection.all<NameColumns>(ALIASES, [unit])) {
    aliasesOf.set(id, (aliasesOf.get(id) ?? new Set()).add(name));
  }
  const accounts = await connection.all<AccountColumns>(ACCOUNTS, [unit]);
  return {
    accounts: accounts.map(({ id, name, category, level, note }) => ({
      name,
      aliases: [...(aliasesOf.get(id) ?? [])],
      category,
      level,
      note,
    })),
    branches: await connection.all<PlaceColumns>(BRANCHES),
    carriers: await connection.all<PlaceColumns>(CARRIERS),
  };
}
