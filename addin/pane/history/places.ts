/** Branches and carriers by account, as the register knows them. Pure. */
import { nameKey } from "../../../shared/register/names.ts";
import type { Register } from "../../../shared/sync/protocol.ts";

/** Names of an account's branches or carriers; an alias counts as its account, none while no account is named. */
export type Places = (kind: "branches" | "carriers", account: string) => readonly string[];

/** Goes through the register once: it may hold tens of thousands of places, and a form asks at every stroke. */
export function placesIn(register: Register): Places {
  const accounts = new Map<string, string>();
  for (const { name, aliases } of register.accounts) {
    for (const word of [name, ...aliases]) accounts.set(nameKey(word), nameKey(name));
  }
  const byAccount = (places: Register["branches"]): Map<string, Set<string>> => {
    const names = new Map<string, Set<string>>();
    for (const { account, name } of places) {
      const key = nameKey(account);
      const known = names.get(key);
      if (known) known.add(name);
      else names.set(key, new Set([name]));
    }
    return names;
  };
  const names = { branches: byAccount(register.branches), carriers: byAccount(register.carriers) };
  return (kind, account) => {
    const key = nameKey(account);
    return key === "" ? [] : [...(names[kind].get(accounts.get(key) ?? key) ?? [])];
  };
}
