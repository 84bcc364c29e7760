/** The names a unit may use without asking: the register's, and those its own sheets bring. */
import { nameKey, splitAliases } from "../register/names.ts";
import type { Register } from "../sync/protocol.ts";
import type { KnownNames } from "./check.ts";
import type { SheetKey } from "./sheets.ts";
import type { Values } from "./value.ts";

/**
 * Builds the lookup from the register and the unit's own rows (accounts, branches, carriers; others are ignored).
 * Names are compared by the register's key, an alias counts as its account.
 */
export function knownNames(
  register: Register,
  own: Iterable<{ readonly sheet: SheetKey; readonly values: Values }>,
): KnownNames {
  const accounts = new Map<string, string>();
  const addAccount = (name: string, aliases: readonly string[]): void => {
    const key = nameKey(name);
    if (key === "") return;
    const known = accounts.get(key) ?? key;
    accounts.set(key, known);
    for (const alias of aliases) if (!accounts.has(nameKey(alias))) accounts.set(nameKey(alias), known);
  };
  const branches = new Set<string>();
  const carriers = new Set<string>();
  const rows = [...own];
  for (const { name, aliases } of register.accounts) addAccount(name, aliases);
  for (const { sheet, values } of rows) {
    if (sheet === "accounts") addAccount(text(values.name), splitAliases(text(values.aliases)));
  }
  const place = (account: string, name: string): string =>
    `${accounts.get(nameKey(account)) ?? nameKey(account)}\n${nameKey(name)}`;
  for (const { account, name } of register.branches) branches.add(place(account, name));
  for (const { account, name } of register.carriers) carriers.add(place(account, name));
  for (const { sheet, values } of rows) {
    if (sheet === "branches") branches.add(place(text(values.account), text(values.name)));
    if (sheet === "carriers") carriers.add(place(text(values.account), text(values.name)));
  }
  return {
    hasAccount: (name) => accounts.has(nameKey(name)),
    hasBranch: (account, name) => branches.has(place(account, name)),
    hasCarrier: (account, name) => carriers.has(place(account, name)),
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
