/** What the register and the list of units call things, and which account another one turned out to be. */
import { type Standing, STANDINGS } from "../purchases.ts";
import type { SqlRow } from "../queries.ts";
import { columnsOf } from "../sql-row.ts";

interface Account {
  readonly root: number;
  readonly name: string;
  readonly standing: Standing;
}

/** Names sort by code point: the same in every engine and language. */
export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export class Names {
  readonly #accounts: ReadonlyMap<number, Account>;
  readonly #units: ReadonlyMap<string, string>;

  constructor(accounts: readonly SqlRow[], units: readonly SqlRow[]) {
    this.#accounts = new Map(
      columnsOf(accounts).map((row) => [
        row.number("id"),
        { root: row.number("root"), name: row.text("name"), standing: standingOf(row.text("state")) },
      ]),
    );
    this.#units = new Map(columnsOf(units).map((row) => [row.text("code"), row.text("name")]));
  }

  /** The account that this one is; null for none. */
  root(id: number | null): number | null {
    return id === null ? null : (this.#accounts.get(id)?.root ?? id);
  }

  account(id: number | null): string {
    const root = this.root(id);
    return root === null ? "" : (this.#accounts.get(root)?.name ?? String(root));
  }

  standing(id: number | null): Standing {
    const root = this.root(id);
    return (root === null ? undefined : this.#accounts.get(root)?.standing) ?? "unknown";
  }

  /** Accounts on the register that are themselves, in the register's order. */
  registered(): { readonly accountId: number; readonly account: string }[] {
    return [...this.#accounts].flatMap(([id, { root, name, standing }]) =>
      root === id && standing === "registered" ? [{ accountId: id, account: name }] : [],
    );
  }

  unit(code: string | null): string {
    return code === null ? "" : (this.#units.get(code) ?? code);
  }
}

const standingOf = (state: string): Standing => STANDINGS.find((known) => known === state) ?? "unknown";
