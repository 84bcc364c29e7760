/** Which account a name means to one unit, and what the unit's own filings add to that (R6, R7). */
import { splitAliases } from "../../shared/register/names.ts";
import { keyOf } from "../../shared/register/row-keys.ts";
import type { Values } from "../../shared/report/value.ts";
import type { Account, AccountName, NewAccount, NewAccountName } from "../store/intake-store.ts";

export interface BookState {
  readonly names: readonly AccountName[];
  /** Those that rows of the unit's filing sheet speak of now. */
  readonly accounts: readonly Account[];
  readonly nextAccountId: number;
}

export class AccountBook {
  readonly accounts: NewAccount[] = [];
  readonly renames: { accountId: number; name: string }[] = [];
  readonly names: NewAccountName[] = [];
  readonly #unit: string;
  readonly #known = new Map<number, Account>();
  /** By key: the register's own names, seen or not, and those only this unit uses. */
  readonly #register = new Map<string, { accountId: number; visible: boolean }>();
  readonly #own = new Map<string, number>();
  readonly #filed = new Set<number>();
  readonly #roots = new Map<number, number>();
  readonly #registered = new Set<number>();
  #next: number;

  constructor(unit: string, { names, accounts, nextAccountId }: BookState) {
    this.#unit = unit;
    this.#next = nextAccountId;
    for (const account of accounts) this.#known.set(account.id, account);
    for (const { rootId, registered, ...one } of [...accounts, ...names]) {
      this.#roots.set("id" in one ? one.id : one.accountId, rootId);
      if (registered) this.#registered.add(rootId);
    }
    for (const { key, accountId, scope, registered, filedByUnit } of names) {
      const visible = registered || filedByUnit;
      if (scope === "register") this.#register.set(key, { accountId, visible });
      else if (visible) this.#own.set(key, accountId);
    }
  }

  /** The account that this one has turned out to be; itself where it is none other. */
  rootOf(accountId: number): number {
    return this.#roots.get(accountId) ?? accountId;
  }

  isRegistered(accountId: number): boolean {
    return this.#registered.has(this.rootOf(accountId));
  }

  /**
   * The account of that name as far as the unit may know it: on the register, or filed by the unit itself. Where HQ
   * found two accounts to be one, each name still leads to its own: so the finding can be undone.
   */
  accountOf(key: string): number | undefined {
    const registered = this.#register.get(key);
    if (registered && (registered.visible || this.#filed.has(registered.accountId))) {
      return registered.accountId;
    }
    return this.#own.get(key);
  }

  /**
   * The account that a filing belongs to. A name or alias on the register is that account; two units that nominate
   * one name share one account; a filing that was renamed keeps its account, and the old name leads to it still.
   *
   * @param before the account and name of the row as it was
   */
  file(values: Values, before?: { readonly accountId: number | null; readonly name: string }): number {
    const name = String(values.name ?? "");
    const key = keyOf(name);
    const aliases = splitAliases(typeof values.aliases === "string" ? values.aliases : null);
    const filedAs = before?.accountId ?? undefined;
    const known = this.#register.get(key)?.accountId ?? this.#own.get(key);
    const accountId = known ?? filedAs ?? this.#byAlias(aliases) ?? this.#nominate(name, key, values);
    this.#filed.add(accountId);
    if (accountId === filedAs) this.#rename(accountId, name, key);
    this.#call(accountId, name, key, "alias");
    if (before && accountId !== filedAs) this.#call(accountId, before.name, keyOf(before.name), "former");
    for (const alias of aliases) this.#call(accountId, alias, keyOf(alias), "alias");
    return accountId;
  }

  #byAlias(aliases: readonly string[]): number | undefined {
    for (const alias of aliases) {
      const found = this.#register.get(keyOf(alias));
      if (found?.visible) return found.accountId;
    }
    return undefined;
  }

  #nominate(name: string, key: string, { category, level }: Values): number {
    const id = this.#next++;
    this.accounts.push({
      id,
      name,
      category: typeof category === "string" ? category : null,
      level: String(level ?? ""),
    });
    this.names.push({ key, unit: null, accountId: id, name, kind: "name" });
    this.#register.set(key, { accountId: id, visible: true });
    return id;
  }

  /** Only a nomination that no other unit shares gets a new name; once HQ has decided on it, its name is HQ's. */
  #rename(accountId: number, name: string, key: string): void {
    const account = this.#known.get(accountId);
    if (!account?.open || account.filedByOthers || account.name === name) return;
    const holder = this.#register.get(key);
    if (holder && holder.accountId !== accountId) return;
    this.renames.push({ accountId, name });
    this.names.push({ key, unit: null, accountId, name, kind: "name" });
    this.#register.set(key, { accountId, visible: true });
  }

  /** The unit calls the account so. A name that the register has for another account stays that account's. */
  #call(accountId: number, name: string, key: string, kind: "alias" | "former"): void {
    const registered = this.#register.get(key);
    if (registered?.accountId === accountId || registered?.visible || this.#own.get(key) === accountId)
      return;
    this.names.push({ key, unit: this.#unit, accountId, name, kind });
    this.#own.set(key, accountId);
  }
}
