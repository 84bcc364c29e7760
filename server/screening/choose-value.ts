/** HQ chooses between what units tell differently of one thing. */
import { Problem } from "../../shared/problems.ts";
import { keyOf } from "../../shared/register/row-keys.ts";
import { type Column, columnOf, sheetOf } from "../../shared/report/sheets.ts";
import type { Value } from "../../shared/report/value.ts";
import {
  MERGED_SHEETS,
  type EntryKind,
  type MergedSheet,
  type ValueChoice,
} from "../../shared/sync/screening.ts";
import { accountThing, entryThing } from "../store/effects.ts";
import type { Decided, Screening } from "../store/screening-store.ts";
import { accountCase } from "./account.ts";
import { type Circumstances, impossible } from "./circumstances.ts";

type Outcome = Pick<Decided, "kind" | "subject" | "changes" | "restsOn" | "steps">;

const SHEETS: Readonly<Record<EntryKind, MergedSheet>> = {
  account: MERGED_SHEETS[0],
  branch: MERGED_SHEETS[1],
  carrier: MERGED_SHEETS[2],
  contact: MERGED_SHEETS[3],
};

/** @throws Problem where there is no such value to choose */
export async function choiceOutcome(
  transaction: Screening,
  { kind, id, column: key, value }: ValueChoice,
  circumstances: Circumstances,
): Promise<Outcome> {
  const { entryId, rootId, thing, name } = await headOf(transaction, kind, id);
  const column = columnOf(sheetOf(SHEETS[kind]), key);
  if (!column || !isChoosable(kind, column)) {
    throw impossible(circumstances, name, "notChoosable", { column: column?.zh ?? key });
  }
  const told = await asShown(transaction, column, rootId, await transaction.valuesTold(kind, entryId, key));
  if (value === null || !told.includes(value)) {
    throw impossible(circumstances, name, "notTold", { value: value ?? "" });
  }
  const before = await transaction.chosen(kind, entryId, key);
  if (before?.value === value) throw impossible(circumstances, name, "already");
  return {
    kind: "value-chosen",
    subject: `${name} · ${column.zh}: ${value}`,
    changes: [
      {
        thing: "value",
        id: `${kind} ${entryId} ${key}`,
        kind,
        entryId,
        column: key,
        before: before ?? null,
        after: { value, decisionId: null },
      },
    ],
    restsOn: [thing],
    steps: [],
  };
}

/** Branches and carriers as the master spells them (`consolidate`), not as each unit wrote them. */
async function asShown(
  transaction: Screening,
  { type }: Column,
  rootId: number,
  told: readonly Value[],
): Promise<readonly Value[]> {
  if (type !== "branch" && type !== "carrier") return told;
  const groups = told.map((value) => transaction.entryGroupOf(type, rootId, keyOf(String(value))));
  return (await Promise.all(groups)).map((group, at) => group?.head.name ?? told[at] ?? null);
}

/** What stands for the thing, whichever of those that are the same was named. */
async function headOf(
  transaction: Screening,
  kind: EntryKind,
  id: number,
): Promise<{ entryId: number; rootId: number; thing: string; name: string }> {
  if (kind === "account") {
    const root = (await accountCase(transaction, id))?.root;
    if (!root) throw new Problem("not_found");
    return { entryId: root.id, rootId: root.id, thing: accountThing(root.id), name: root.name };
  }
  const head = (await transaction.entryGroup(kind, id))?.head;
  if (!head) throw new Problem("not_found");
  const { id: entryId, rootId } = head;
  return { entryId, rootId, thing: entryThing(entryId), name: `${head.root} · ${head.name}` };
}

/** Accounts and names are the register's, and so are an account's category and level; some columns hold all that is told. */
function isChoosable(kind: EntryKind, { key, type, together }: Column): boolean {
  if (type === "account" || key === "name" || together !== undefined) return false;
  return kind !== "account" || (key !== "category" && key !== "level");
}
