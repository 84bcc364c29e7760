/**
 * One truth across units: rows of the standing sheets that tell of one thing come to one line of the master. Rows
 * are never altered; the line is made anew from them and from what the register knows, in whatever order they come.
 */
import type { MasterRow } from "../plan/inputs.ts";
import { type Column, type Sheet, SHEET_KEYS, type SheetKey, sheetOf } from "../report/sheets.ts";
import type { Value } from "../report/value.ts";
import {
  type EntryKind,
  isMergedSheet,
  type MergedDetail,
  type MergedSheet,
  type Source,
  type Told,
} from "../sync/screening.ts";
import { type KnownAccount, type KnownEntry, type Root, type Roots, rootsOf } from "./merged-entries.ts";
import { byText, comesTo, disagree, newestFirst, type Statement, toldOf } from "./merged-values.ts";
import { keyOf } from "./row-keys.ts";

/** A unit's row, deleted or not, as the register knows it. */
export interface ToldRow extends MasterRow {
  /** As resolved when it was written, merged away since or not. */
  readonly accountId: number | null;
  /** The register's key of the row's own name (see `rowNameKey`). */
  readonly key: string | null;
  /** When it first came in, ISO 8601. */
  readonly firstAt: string;
}

/** What HQ chose where units tell different things. */
export interface ChosenValue {
  readonly kind: EntryKind;
  readonly entryId: number;
  readonly column: string;
  readonly value: Value;
}

export interface Knowledge {
  readonly accounts: readonly KnownAccount[];
  readonly entries: readonly KnownEntry[];
  readonly chosen: readonly ChosenValue[];
}

/** A line of the master, and where it stands among the others: by its account's number, then by its key. */
export interface MergedLine {
  readonly accountId: number;
  readonly key: string;
  /** All rows that tell of it or told of it, the deleted ones too. */
  readonly rowIds: readonly string[];
  readonly row: MergedDetail;
}

const KIND_OF: Readonly<Record<MergedSheet, EntryKind>> = {
  accounts: "account",
  branches: "branch",
  carriers: "carrier",
  contacts: "contact",
};

/** A row of a monthly or event sheet is a line of its own. */
export function consolidate(rows: readonly ToldRow[], known: Knowledge): MergedLine[] {
  const roots = rootsOf(known.accounts, known.entries);
  const chosen = new Map(known.chosen.map((choice) => [choiceKey(choice), choice.value]));
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const thing = thingOf(row, roots);
    const place = `${row.sheet} ${thing.accountId} ${thing.root.key}`;
    const group = groups.get(place);
    if (group) group.rows.push(row);
    else groups.set(place, { ...thing, sheet: row.sheet, rows: [row] });
  }
  return [...groups.values()]
    .map((group) => ({
      accountId: group.accountId,
      key: group.root.key,
      rowIds: group.rows.map(({ rowId }) => rowId).sort(byText),
      row: lineOf(group, (column) =>
        isMergedSheet(group.sheet)
          ? chosen.get(choiceKey({ kind: KIND_OF[group.sheet], entryId: group.root.id, column }))
          : undefined,
      ),
    }))
    .sort(
      (a, b) =>
        SHEET_KEYS.indexOf(a.row.sheet) - SHEET_KEYS.indexOf(b.row.sheet) ||
        a.accountId - b.accountId ||
        byText(a.key, b.key),
    );
}

const kindOf = (sheet: SheetKey): EntryKind => (isMergedSheet(sheet) ? KIND_OF[sheet] : "account");

const choiceKey = ({ kind, entryId, column }: Omit<ChosenValue, "value">): string =>
  `${kind} ${entryId} ${column}`;

/** What a row tells of. */
interface Thing {
  readonly accountId: number;
  readonly account: KnownAccount | undefined;
  readonly root: Root;
  /** What a name of a branch or carrier of the account is called by the register. */
  readonly placeName: (kind: KnownEntry["kind"], name: string) => string;
}

interface Group extends Thing {
  readonly sheet: SheetKey;
  readonly rows: ToldRow[];
}

function thingOf(row: ToldRow, roots: Roots): Thing {
  const { sheet, rowId } = row;
  const account = row.accountId === null ? undefined : roots.account(row.accountId);
  // An account that nobody could tell is the row's own affair.
  const accountId = account?.id ?? row.accountId ?? 0;
  const thing = {
    accountId,
    account,
    placeName: (kind: KnownEntry["kind"], name: string): string =>
      roots.entry(kind, accountId, keyOf(name))?.name ?? name,
  };
  const alone = !isMergedSheet(sheet) || accountId === 0;
  if (alone || sheet === "accounts") {
    const name = sheet === "accounts" ? (account?.name ?? "") : "";
    return { ...thing, root: { id: accountId, key: alone ? rowId : "", name } };
  }
  const key = row.key ?? rowId;
  const kind = KIND_OF[sheet];
  const entry = kind === "account" ? undefined : roots.entry(kind, accountId, key);
  return { ...thing, root: entry ?? { id: 0, key, name: "" } };
}

function lineOf(group: Group, chosenFor: (column: string) => Value | undefined): MergedDetail {
  const { sheet, rows, root } = group;
  const live = rows.filter(({ deleted }) => !deleted);
  const told = live.length > 0 ? live : rows;
  const byAge = [...told].sort(oldestFirst);
  const latest = [...told].sort(newestFirst)[0];
  const founder = founderOf(group);
  const columns = sheetOf(sheet).columns.map((column) =>
    columnOf(column, byAge, group, chosenFor(column.key)),
  );
  return {
    rowId: founder?.rowId ?? "",
    sheet,
    entry: { kind: kindOf(sheet), id: root.id },
    values: Object.fromEntries(
      columns.flatMap(({ column, value }) => (value === null ? [] : [[column, value]])),
    ),
    units: [...new Map(byAge.map(({ unit, unitName }) => [unit, { code: unit, name: unitName }])).values()],
    members: live.length > 0 ? byAge.map(sourceOf) : [],
    deleted: live.length === 0,
    late: latest?.late ?? false,
    revision: Math.max(0, ...rows.map(({ revision }) => revision)),
    by: latest?.by ?? "",
    channel: latest?.channel ?? "",
    at: latest?.at ?? "",
    differs: columns.flatMap(({ column, told: all, chosen, differs }) =>
      differs && live.length > 0 ? [{ column, told: all, chosen }] : [],
    ),
    columns: columns.flatMap(({ column, told: all, chosen }) =>
      all.length > 0 && live.length > 0 ? [{ column, told: all, chosen }] : [],
    ),
  };
}

/** The row by which the thing was first told under the name that stands for it, deleted or not. */
function founderOf({ sheet, accountId, root, rows }: Group): ToldRow | undefined {
  const own = rows.filter((row) =>
    sheet === "accounts" ? row.accountId === accountId : row.key === root.key,
  );
  return [...(own.length > 0 ? own : rows)].sort(oldestFirst)[0];
}

const oldestFirst = (a: ToldRow, b: ToldRow): number =>
  byText(a.firstAt, b.firstAt) || byText(a.rowId, b.rowId);

const sourceOf = ({ rowId, unit, unitName, by, channel, at }: ToldRow): Source => ({
  rowId,
  unit,
  unitName,
  by,
  channel,
  at,
});

interface Cell {
  readonly column: string;
  readonly value: Value;
  readonly told: Told[];
  readonly chosen: boolean;
  readonly differs: boolean;
}

function columnOf(column: Column, rows: readonly ToldRow[], group: Group, choice: Value | undefined): Cell {
  const statements = rows.map((row): Statement => ({
    value: spelled(column, row.values[column.key] ?? null, group),
    source: sourceOf(row),
  }));
  const told = toldOf(statements);
  const fixed = registered(sheetOf(group.sheet), column, group);
  if (fixed !== null) return { column: column.key, value: fixed, told, chosen: false, differs: false };
  const isName = column.type === "account" || column.key === "name";
  return {
    column: column.key,
    told,
    ...comesTo(column, told, choice),
    differs: disagree(column, told) && !isName,
  };
}

/** One branch written in two ways is one branch. */
function spelled({ type }: Column, value: Value, { placeName }: Group): Value {
  return typeof value === "string" && (type === "branch" || type === "carrier")
    ? placeName(type, value)
    : value;
}

/** What the register says of the cell itself, null where it says nothing. */
function registered(sheet: Sheet, column: Column, { account, root }: Group): Value {
  if (column.type === "account") return account?.name ?? null;
  if (column.key === "name") return root.name || null;
  if (sheet.key !== "accounts") return null;
  if (column.key === "category") return account?.category || null;
  return column.key === "level" ? account?.level || null : null;
}
