/** What each kind of change means in the tables: to make it, to put it back, to see whether it still stands. */
import type { AccountState, Change, EntryState, RegisterName } from "../effects.ts";
import type { SqlValue } from "../store.ts";
import type { Connection } from "./connection.ts";

/** The decision at hand, and when it is made or undone. */
export interface Moment {
  readonly id: number;
  readonly at: string;
}

const NAME = `INSERT INTO account_names (name_key, unit, account_id, name, kind) VALUES (?, '', ?, ?, ?)
  ON CONFLICT (name_key, unit) DO UPDATE
    SET account_id = excluded.account_id, name = excluded.name, kind = excluded.kind`;

const SPELLING = `INSERT INTO register_entries (kind, account_id, name_key, name, state, same_as, first_at)
  VALUES (?, ?, ?, ?, 'registered', ?, ?)`;

const VALUE = `INSERT INTO chosen_values (kind, entry_id, column_key, value, decision_id) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (kind, entry_id, column_key) DO UPDATE
    SET value = excluded.value, decision_id = excluded.decision_id`;

const PLACE = "kind = ? AND account_id = ? AND name_key = ?";

export async function putChange(
  connection: Connection,
  change: Change,
  side: "before" | "after",
  { id, at }: Moment,
): Promise<void> {
  const [sql, parameters] = written(change, side, { id, at });
  await connection.run(sql, parameters);
}

type Sql = readonly [sql: string, parameters: readonly SqlValue[]];

function written(change: Change, side: "before" | "after", { id, at }: Moment): Sql {
  switch (change.thing) {
    case "filing":
      return ["UPDATE filings SET state = ?, changed_at = ? WHERE row_id = ?", [change[side], at, change.id]];
    case "account":
      return [
        "UPDATE account_register SET name = ?, category = ?, level = ?, state = ?, same_as = ? WHERE id = ?",
        [...accountColumns(change[side]), change.id],
      ];
    case "name": {
      const name = change[side];
      return name
        ? [NAME, [change.id, ...nameColumns(name)]]
        : ["DELETE FROM account_names WHERE name_key = ? AND unit = ''", [change.id]];
    }
    case "entry":
      return [
        "UPDATE register_entries SET name = ?, state = ?, same_as = ? WHERE id = ?",
        [...entryColumns(change[side]), change.id],
      ];
    case "spelling": {
      const { kind, accountId, key, name, sameAs } = change.after;
      return side === "after"
        ? [SPELLING, [kind, accountId, key, name, sameAs, at]]
        : [`DELETE FROM register_entries WHERE ${PLACE}`, [kind, accountId, key]];
    }
    case "apart": {
      const { kind, a, b } = change;
      return side === "after"
        ? ["INSERT INTO entries_apart (kind, a, b, decision_id) VALUES (?, ?, ?, ?)", [kind, a, b, id]]
        : ["DELETE FROM entries_apart WHERE kind = ? AND a = ? AND b = ?", [kind, a, b]];
    }
    case "value": {
      const { kind, entryId, column, [side]: chosen } = change;
      return chosen
        ? [VALUE, [kind, entryId, column, JSON.stringify(chosen.value), chosen.decisionId ?? id]]
        : [
            "DELETE FROM chosen_values WHERE kind = ? AND entry_id = ? AND column_key = ?",
            [kind, entryId, column],
          ];
    }
  }
}

/** Is the thing as the change left it? */
export async function stands(connection: Connection, change: Change): Promise<boolean> {
  const {
    now: [sql, parameters],
    left,
  } = remaining(change);
  const row = await connection.get<Record<string, SqlValue>>(sql, parameters);
  return JSON.stringify(row && Object.values(row)) === JSON.stringify(left);
}

/** What to ask for, and the columns that the change left; undefined: no such line. */
function remaining(change: Change): { readonly now: Sql; readonly left: readonly SqlValue[] | undefined } {
  switch (change.thing) {
    case "filing":
      return { now: ["SELECT state FROM filings WHERE row_id = ?", [change.id]], left: [change.after] };
    case "account":
      return {
        now: ["SELECT name, category, level, state, same_as FROM account_register WHERE id = ?", [change.id]],
        left: accountColumns(change.after),
      };
    case "name":
      return {
        now: [
          "SELECT account_id, name, kind FROM account_names WHERE name_key = ? AND unit = ''",
          [change.id],
        ],
        left: change.after ? nameColumns(change.after) : undefined,
      };
    case "entry":
      return {
        now: ["SELECT name, state, same_as FROM register_entries WHERE id = ?", [change.id]],
        left: entryColumns(change.after),
      };
    case "spelling": {
      const { kind, accountId, key, name, sameAs } = change.after;
      return {
        now: [`SELECT name, state, same_as FROM register_entries WHERE ${PLACE}`, [kind, accountId, key]],
        left: [name, "registered", sameAs],
      };
    }
    case "apart": {
      const { kind, a, b } = change;
      return {
        now: ["SELECT a, b FROM entries_apart WHERE kind = ? AND a = ? AND b = ?", [kind, a, b]],
        left: [a, b],
      };
    }
    case "value": {
      const { kind, entryId, column, after } = change;
      return {
        now: [
          "SELECT value FROM chosen_values WHERE kind = ? AND entry_id = ? AND column_key = ?",
          [kind, entryId, column],
        ],
        left: [JSON.stringify(after.value)],
      };
    }
  }
}

const accountColumns = ({ name, category, level, state, sameAs }: AccountState) =>
  [name, category, level, state, sameAs] as const;

const nameColumns = ({ accountId, name, kind }: RegisterName) => [accountId, name, kind] as const;

const entryColumns = ({ name, state, sameAs }: EntryState) => [name, state, sameAs] as const;
