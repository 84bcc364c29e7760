/** What accepting, renaming, merging or declining an account changes on the register. */
import { Problem } from "../../shared/problems.ts";
import { keyOf } from "../../shared/register/row-keys.ts";
import { CHOICES } from "../../shared/report/choices.ts";
import { type FilingState, type FilingStep, isPending } from "../../shared/sync/screening.ts";
import { type AccountState, accountThing, type Change, type RegisterName } from "../store/effects.ts";
import type { AccountFiling, AccountRecord, NewStep, Screening } from "../store/screening-store.ts";
import { type Circumstances, impossible } from "./circumstances.ts";

/** An account and all that hangs together with it. */
export interface AccountCase {
  readonly root: AccountRecord;
  /** Accounts that have turned out to be this one. */
  readonly members: readonly AccountRecord[];
  /** Of the root and its members. */
  readonly filings: readonly AccountFiling[];
}

export async function accountCase(transaction: Screening, id: number): Promise<AccountCase | undefined> {
  const asked = (await transaction.accounts([id])).get(id);
  if (!asked) return undefined;
  const rootId = asked.sameAs ?? asked.id;
  const root = (await transaction.accounts([rootId])).get(rootId);
  if (!root) return undefined;
  const members = await transaction.accountsSameAs(rootId);
  return { root, members, filings: await transaction.filingsOf([root, ...members].map((one) => one.id)) };
}

/** What the register is to say of an account. */
export interface Wording {
  readonly name?: string | undefined;
  readonly category?: string | undefined;
}

const [GROUP, UNIT] = CHOICES.level;

/** The account as a decision leaves it; `registered` and `potential` have a level of their own. */
export function becoming(
  { root }: AccountCase,
  state: AccountState["state"],
  { name, category }: Wording = {},
): Change[] {
  if (category !== undefined && !CHOICES.category.some(({ value }) => value === category)) {
    throw new Problem("malformed", { detail: "category" });
  }
  const before = stateOf(root);
  const level = state === "registered" ? GROUP.value : state === "potential" ? UNIT.value : before.level;
  const after = { ...before, state, level, name: name ?? before.name, category: category ?? before.category };
  return JSON.stringify(after) === JSON.stringify(before)
    ? []
    : [{ thing: "account", id: root.id, before, after }];
}

/**
 * The register's names once the account is called otherwise: the old one leads to it still.
 *
 * @throws Problem where the name belongs to another account, or the policy itself gave the old one
 */
export async function renaming(
  transaction: Screening,
  { root, members }: AccountCase,
  name: string | undefined,
  circumstances: Circumstances,
): Promise<Change[]> {
  if (name === undefined || name === root.name) return [];
  const [oldKey, newKey] = [keyOf(root.name), keyOf(name)];
  if (root.policy && oldKey !== newKey) throw new Problem("policy_account", { subject: root.name });
  const known = await transaction.registerNames([oldKey, newKey]);
  const own = new Set([root, ...members].map(({ id }) => id));
  const holder = known.get(newKey);
  if (holder && !own.has(holder.accountId)) {
    const other = (await accountCase(transaction, holder.accountId))?.root;
    throw impossible(circumstances, root.name, "nameTaken", { name, account: other?.name ?? holder.name });
  }
  const changes: Change[] = [];
  const old = known.get(oldKey);
  if (old?.accountId === root.id && oldKey !== newKey) {
    changes.push({ thing: "name", id: oldKey, before: old, after: { ...old, kind: "former" } });
  }
  if (holder === undefined || holder.accountId === root.id) {
    const after: RegisterName = { accountId: root.id, name, kind: "name" };
    changes.push({ thing: "name", id: newKey, before: holder ?? null, after });
  }
  return changes;
}

/**
 * One account turns out to be another. Everything that pointed at it points at the other from then on.
 *
 * @throws Problem where it is one of the policy's own, or the two are one already
 */
export function merging(from: AccountCase, into: AccountCase, circumstances: Circumstances): Change[] {
  const { root, members } = from;
  if (root.id === into.root.id) throw impossible(circumstances, root.name, "itself");
  if ([root, ...members].some(({ policy }) => policy)) {
    throw new Problem("policy_account", { subject: root.name });
  }
  return [root, ...members].map((one) => {
    const before = stateOf(one);
    return { thing: "account", id: one.id, before, after: { ...before, sameAs: into.root.id } };
  });
}

/** Everything that a merge rests upon: undoing what made the other account what it is would pull its ground away. */
export const groundsOf = (into: AccountCase): string[] => [accountThing(into.root.id)];

/** It goes along when its account is taken: also one that was kept as potential. */
export const goesAlong = ({ state }: Pick<AccountFiling, "state">): boolean =>
  isPending(state) || state === "potential";

export interface FilingMove {
  readonly changes: Change[];
  readonly steps: NewStep[];
}

/** Filings go to a state together; those that are in it already stay as they are. */
export function moving(
  filings: readonly Pick<AccountFiling, "rowId" | "state">[],
  after: FilingState,
  stepOf: (before: FilingState) => FilingStep["step"],
  reason: string,
): FilingMove {
  const moved = filings.filter(({ state }) => state !== after);
  return {
    changes: moved.map(({ rowId, state }) => ({ thing: "filing", id: rowId, before: state, after })),
    steps: moved.map(({ rowId, state }) => ({ rowId, step: stepOf(state), reason })),
  };
}

/** What was potential is raised; all else is accepted. */
export const acceptance = (before: FilingState): "raised" | "accepted" =>
  before === "potential" ? "raised" : "accepted";

const stateOf = ({ name, category, level, state, sameAs }: AccountRecord): AccountState => ({
  name,
  category,
  level,
  state,
  sameAs,
});
