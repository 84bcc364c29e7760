/** What each kind of change means in the tables: to make it, to put it back, to see whether it still stands. */
import type { Database } from "better-sqlite3";
import type { AccountState, Change, EntryState, RegisterName } from "../effects.ts";
import type { SqlValue } from "../store.ts";

/** The decision at hand, and when it is made or undone. */
export interface Moment {
  readonly id: number;
  readonly at: string;
}

export class DecisionChanges {
  readonly #filing;
  readonly #account;
  readonly #name;
  readonly #noName;
  readonly #entry;
  readonly #spelling;
  readonly #noSpelling;
  readonly #apart;
  readonly #notApart;
  readonly #value;
  readonly #noValue;
  readonly #read;

  constructor(database: Database) {
    const write = (sql: string) => database.prepare<SqlValue[]>(sql);
    this.#filing = write("UPDATE filings SET state = ?, changed_at = ? WHERE row_id = ?");
    this.#account = write(
      "UPDATE account_register SET name = ?, category = ?, level = ?, state = ?, same_as = ? WHERE id = ?",
    );
    this.#name = write(
      `INSERT INTO account_names (name_key, unit, account_id, name, kind) VALUES (?, '', ?, ?, ?)
       ON CONFLICT (name_key, unit) DO UPDATE
         SET account_id = excluded.account_id, name = excluded.name, kind = excluded.kind`,
    );
    this.#noName = write("DELETE FROM account_names WHERE name_key = ? AND unit = ''");
    this.#entry = write("UPDATE register_entries SET name = ?, state = ?, same_as = ? WHERE id = ?");
    this.#spelling = write(
      `INSERT INTO register_entries (kind, account_id, name_key, name, state, same_as, first_at)
       VALUES (?, ?, ?, ?, 'registered', ?, ?)`,
    );
    this.#noSpelling = write(
      "DELETE FROM register_entries WHERE kind = ? AND account_id = ? AND name_key = ?",
    );
    this.#apart = write("INSERT INTO entries_apart (kind, a, b, decision_id) VALUES (?, ?, ?, ?)");
    this.#notApart = write("DELETE FROM entries_apart WHERE kind = ? AND a = ? AND b = ?");
    this.#value = write(
      `INSERT INTO chosen_values (kind, entry_id, column_key, value, decision_id) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (kind, entry_id, column_key) DO UPDATE
         SET value = excluded.value, decision_id = excluded.decision_id`,
    );
    this.#noValue = write("DELETE FROM chosen_values WHERE kind = ? AND entry_id = ? AND column_key = ?");
    /** Each as text, to be held against what a change left. */
    const read = (sql: string) => database.prepare<SqlValue[], string>(sql).pluck();
    this.#read = {
      filing: read("SELECT state FROM filings WHERE row_id = ?"),
      account: read(
        "SELECT json_array(name, category, level, state, same_as) FROM account_register WHERE id = ?",
      ),
      name: read(
        "SELECT json_array(account_id, name, kind) FROM account_names WHERE name_key = ? AND unit = ''",
      ),
      entry: read("SELECT json_array(name, state, same_as) FROM register_entries WHERE id = ?"),
      spelling: read(
        `SELECT json_array(name, state, same_as) FROM register_entries
          WHERE kind = ? AND account_id = ? AND name_key = ?`,
      ),
      apart: read("SELECT 'apart' FROM entries_apart WHERE kind = ? AND a = ? AND b = ?"),
      value: read("SELECT value FROM chosen_values WHERE kind = ? AND entry_id = ? AND column_key = ?"),
    };
  }

  put(change: Change, side: "before" | "after", { id, at }: Moment): void {
    switch (change.thing) {
      case "filing":
        this.#filing.run(change[side], at, change.id);
        return;
      case "account":
        this.#account.run(...accountColumns(change[side]), change.id);
        return;
      case "name": {
        const name = change[side];
        if (name) this.#name.run(change.id, ...nameColumns(name));
        else this.#noName.run(change.id);
        return;
      }
      case "entry":
        this.#entry.run(...entryColumns(change[side]), change.id);
        return;
      case "spelling": {
        const { kind, accountId, key, name, sameAs } = change.after;
        if (side === "after") this.#spelling.run(kind, accountId, key, name, sameAs, at);
        else this.#noSpelling.run(kind, accountId, key);
        return;
      }
      case "apart":
        if (side === "after") this.#apart.run(change.kind, change.a, change.b, id);
        else this.#notApart.run(change.kind, change.a, change.b);
        return;
      case "value": {
        const { kind, entryId, column, [side]: chosen } = change;
        if (!chosen) this.#noValue.run(kind, entryId, column);
        else this.#value.run(kind, entryId, column, JSON.stringify(chosen.value), chosen.decisionId ?? id);
        return;
      }
    }
  }

  /** Is the thing as the change left it? */
  stands(change: Change): boolean {
    switch (change.thing) {
      case "filing":
        return this.#read.filing.get(change.id) === change.after;
      case "account":
        return this.#read.account.get(change.id) === JSON.stringify(accountColumns(change.after));
      case "name": {
        const now = this.#read.name.get(change.id);
        return now === (change.after ? JSON.stringify(nameColumns(change.after)) : undefined);
      }
      case "entry":
        return this.#read.entry.get(change.id) === JSON.stringify(entryColumns(change.after));
      case "spelling": {
        const { kind, accountId, key, name, sameAs } = change.after;
        return this.#read.spelling.get(kind, accountId, key) === JSON.stringify([name, "registered", sameAs]);
      }
      case "apart":
        return this.#read.apart.get(change.kind, change.a, change.b) !== undefined;
      case "value": {
        const { kind, entryId, column, after } = change;
        return this.#read.value.get(kind, entryId, column) === JSON.stringify(after.value);
      }
    }
  }
}

const accountColumns = ({ name, category, level, state, sameAs }: AccountState) =>
  [name, category, level, state, sameAs] as const;

const nameColumns = ({ accountId, name, kind }: RegisterName) => [accountId, name, kind] as const;

const entryColumns = ({ name, state, sameAs }: EntryState) => [name, state, sameAs] as const;
