/** The register as the policy's list of key accounts has it, in its order. */
import type { Database } from "better-sqlite3";
import { nameKey } from "../../../shared/register/names.ts";
import { POLICY_ACCOUNTS } from "../../../shared/register/policy.ts";

export function seedRegister(database: Database): void {
  const account = database.prepare<[number, string, string | null, string, string, number]>(
    "INSERT INTO account_register (id, name, category, level, state, note, sort) VALUES (?, ?, ?, ?, 'registered', ?, ?)",
  );
  const known = database.prepare<[string, number, string, string]>(
    "INSERT INTO account_names (name_key, unit, account_id, name, kind) VALUES (?, '', ?, ?, ?)",
  );
  const branch = database.prepare<[number, string, string]>(
    "INSERT INTO register_branches (account_id, name_key, name) VALUES (?, ?, ?)",
  );
  for (const [index, { name, aliases, category, level, note, branches }] of POLICY_ACCOUNTS.entries()) {
    const id = index + 1;
    account.run(id, name, category, level, note, id);
    known.run(nameKey(name), id, name, "name");
    for (const alias of aliases) known.run(nameKey(alias), id, alias, "alias");
    for (const place of branches) branch.run(id, nameKey(place), place);
  }
}

/** The policy's accounts are known by their keys, whatever they have been called since. */
export function markPolicyAccounts(database: Database): void {
  const mark = database.prepare<[string]>(
    "UPDATE account_register SET policy = 1 WHERE id = (SELECT account_id FROM account_names WHERE name_key = ? AND unit = '')",
  );
  for (const { name } of POLICY_ACCOUNTS) mark.run(nameKey(name));
}
