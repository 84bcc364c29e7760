/**
 * The hidden list sheet behind the dropdowns.
 *
 * Branch and carrier depend on the account in the same row, and offer the register's names and those that this
 * workbook's own sheets name. So the sheet computes, with functions that Excel 2010 on, WPS and LibreOffice share:
 * one column of accounts (the register's, then the workbook's own), and for branches and carriers one column in
 * which the names of each account stand together, with each account's position and length beside the account. A
 * dropdown is then one OFFSET. No INDIRECT, no wildcard matching: names may hold spaces, brackets, `*` and `?`.
 *
 * The workbook's own rows are looked up by row number, so that sorting, inserting and deleting rows does no harm.
 */
import { CHOICES, type ChoiceList, choiceValues } from "../report/choices.ts";
import { SCORES, sheetOf, TEMPLATE_VERSION } from "../report/sheets.ts";
import { LIST_SHEET, META_KEYS, type MetaKey, PRODUCT_NAME } from "../report/workbook.ts";
import type { Register } from "../sync/protocol.ts";
import { cellAddress, columnName, quoteSheet } from "./address.ts";
import type { TemplateInput } from "./inputs.ts";
import type { Cell, NamePlan, SheetPlan } from "./plan.ts";

const LISTS = [...(Object.keys(CHOICES) as ChoiceList[]), "score" as const];
type ListName = (typeof LISTS)[number];

/** Column of the first closed list; the two before hold the workbook's meta data. */
const FIRST_LIST = 3;
const ACCOUNT_COLUMN = FIRST_LIST + LISTS.length + 1;
/** Rows from 1; row 1 holds headings, row 2 of the account columns stands for "no such account". */
const TOP = 2;
const ACCOUNT_TOP = 3;
/** Rows of the workbook's own accounts, branches and carriers that feed the dropdowns. */
const OWN_ACCOUNTS = 200;
const OWN_PLACES = 500;

const listColumn = (list: ListName): number => FIRST_LIST + LISTS.indexOf(list);

const listValues = (list: ListName): readonly (string | number)[] =>
  list === "score" ? SCORES : choiceValues(list);

/** The source of a closed list's dropdown: `=_lists!$D$2:$D$4`. */
export function listSource(list: ListName): string {
  const column = columnName(listColumn(list));
  return `=${LIST_SHEET}!$${column}$${TOP}:$${column}$${TOP + listValues(list).length - 1}`;
}

/** The cell of the list sheet that holds a piece of meta data: `_lists!$B$5`. */
export const metaCell = (key: MetaKey): string => `${LIST_SHEET}!$B$${META_KEYS.indexOf(key) + 2}`;

/** The source of an account dropdown. */
export const ACCOUNT_SOURCE = "=OFFSET(ka_acc0,0,0,ka_acc_n,1)";

/** The source of a branch or carrier dropdown for the account in the cell given, e.g. `$B2`. */
export function placeSource(place: "branch" | "carrier", accountCell: string): string {
  const p = PREFIX[place];
  const which = `1+SUMPRODUCT(MAX((ka_acc=${accountCell})*ka_acc_no))`;
  return `=OFFSET(ka_${p}0,INDEX(ka_${p}_at,${which}),0,INDEX(ka_${p}_len,${which}),1)`;
}

const PREFIX = { branch: "br", carrier: "ca" } as const;

/** Columns of a list sheet being written, by their 0-based place; each is an array of cells from row 1 on. */
type Columns = Map<number, Cell[]>;

/** The list sheet and the names that point into it. */
export function listSheet(input: TemplateInput): { sheet: SheetPlan; names: NamePlan[] } {
  const columns: Columns = new Map();
  const meta: Record<MetaKey, Cell> = {
    product: PRODUCT_NAME,
    unit: input.unit.code,
    unitName: input.unit.name,
    period: input.period,
    template: TEMPLATE_VERSION,
  };
  columns.set(0, ["key", ...META_KEYS]);
  columns.set(1, ["value", ...META_KEYS.map((key) => meta[key])]);
  for (const list of LISTS) columns.set(listColumn(list), [list, ...listValues(list)]);

  const accounts = accountColumns(columns, input.register, ownRows(input, "accounts", OWN_ACCOUNTS));
  const branches = placeColumns(columns, "branch", ACCOUNT_COLUMN + 5, accounts, input);
  const carriers = placeColumns(columns, "carrier", ACCOUNT_COLUMN + 5 + PLACE_COLUMNS, accounts, input);
  return {
    sheet: {
      key: LIST_SHEET,
      name: LIST_SHEET,
      visibility: "hidden",
      protected: true,
      columns: [],
      blocks: [...columns]
        .sort(([a], [b]) => a - b)
        .map(([column, cells]) => ({
          row: 0,
          column,
          cells: cells.map((cell) => [cell]),
          // Meta data and names are text, whatever they look like.
          style: column <= 1 ? ("text" as const) : ("plain" as const),
        })),
      tables: [],
      highlights: [],
      charts: [],
    },
    names: [...accounts.names, ...branches, ...carriers],
  };
}

/** How many of the unit's own rows the formulas look at: room for as many again as there are. */
const ownRows = (input: TemplateInput, sheet: "accounts" | "branches" | "carriers", least: number): number =>
  Math.max(least, Math.ceil((input.rows.filter((row) => row.sheet === sheet).length * 2) / 100) * 100);

interface AccountList {
  /** Names of the register, in the list's order. */
  readonly registered: readonly string[];
  /** Length of the account column. */
  readonly count: number;
  readonly names: NamePlan[];
}

/** no | name | own name | own, counted | — of accounts. */
function accountColumns(columns: Columns, register: Register, own: number): AccountList {
  const [no, name, ownName, counted] = [0, 1, 2, 3].map((i) => ACCOUNT_COLUMN + i) as [
    number,
    number,
    number,
    number,
  ];
  const registered = register.accounts.map((account) => account.name);
  const count = registered.length + own;
  const lastOwn = TOP + own - 1;
  const r = (column: number, row: number): string => cellAddress(row - 1, column);
  const fixed = (column: number, first: number, last: number): string =>
    `$${columnName(column)}$${first}:$${columnName(column)}$${last}`;

  const source = `${quoteSheet(sheetOf("accounts").zh)}!$A:$A`;
  const ownNames: Cell[] = ["own"];
  const ownCounted: Cell[] = ["counted"];
  for (let row = TOP; row <= lastOwn; row += 1) {
    const mine = r(ownName, row);
    ownNames.push({ formula: `=TRIM(INDEX(${source},ROW())&"")` });
    const registeredAlready = `SUMPRODUCT(--(${fixed(name, ACCOUNT_TOP, ACCOUNT_TOP + registered.length - 1)}=${mine}))`;
    const above = `SUMPRODUCT(--(${columnName(ownName)}$1:${r(ownName, row - 1)}=${mine}))`;
    ownCounted.push({
      formula: `=N(${r(counted, row - 1)})+IF(${mine}="",0,IF(${registered.length > 0 ? registeredAlready : "0"}+${above}>0,0,1))`,
    });
  }
  const total = r(counted, lastOwn);
  columns.set(no, [
    "no",
    { formula: `=${registered.length}+${total}` },
    ...Array.from({ length: count }, (_, i) => i + 1),
  ]);
  columns.set(name, [
    "account",
    "",
    ...registered,
    ...Array.from({ length: own }, (_, i) => ({
      formula: `=IF(${i + 1}>${total},"",INDEX(${fixed(ownName, TOP, lastOwn)},MATCH(${i + 1},${fixed(counted, TOP, lastOwn)},0)))`,
    })),
  ]);
  columns.set(ownName, ownNames);
  columns.set(counted, ownCounted);
  const last = ACCOUNT_TOP + count - 1;
  const at = (range: string): string => `=${LIST_SHEET}!${range}`;
  return {
    registered,
    count,
    names: [
      { name: "ka_acc", formula: at(fixed(name, ACCOUNT_TOP, last)) },
      { name: "ka_acc0", formula: at(`$${columnName(name)}$${ACCOUNT_TOP}`) },
      { name: "ka_acc_no", formula: at(fixed(no, ACCOUNT_TOP, last)) },
      { name: "ka_acc_n", formula: at(`$${columnName(no)}$${TOP}`) },
    ],
  };
}

const PLACE_COLUMNS = 14;

/**
 * position | length | register: from, count | own count | start — one row an account;
 * own: name | account no | pair | kept | key — one row a row of the workbook's own sheet;
 * the register's names; account no and name of the combined list.
 */
function placeColumns(
  columns: Columns,
  place: "branch" | "carrier",
  first: number,
  accounts: AccountList,
  input: TemplateInput,
): NamePlan[] {
  const sheetKey = place === "branch" ? "branches" : "carriers";
  const own = ownRows(input, sheetKey, OWN_PLACES);
  const names = place === "branch" ? input.register.branches : input.register.carriers;
  const at = (i: number): number => first + i;
  const col = {
    position: at(0),
    length: at(1),
    from: at(2),
    registered: at(3),
    own: at(4),
    start: at(5),
    ownName: at(6),
    ownAccount: at(7),
    pair: at(8),
    kept: at(9),
    key: at(10),
    register: at(11),
    listAccount: at(12),
    list: at(13),
  };
  const letter = Object.fromEntries(
    Object.entries(col).map(([key, index]) => [key, columnName(index)]),
  ) as Record<keyof typeof col, string>;
  const lastAccount = ACCOUNT_TOP + accounts.count - 1;
  const lastOwn = TOP + own - 1;
  const perAccount = (key: keyof typeof col): string =>
    `$${letter[key]}$${ACCOUNT_TOP}:$${letter[key]}$${lastAccount}`;
  const perOwn = (key: keyof typeof col): string => `$${letter[key]}$${TOP}:$${letter[key]}$${lastOwn}`;
  const nothing = names.length + own;

  const grouped = accounts.registered.map((account) => names.filter((name) => name.account === account));
  const registerNames = grouped.flat().map(({ name }) => name);
  const write = (key: keyof typeof col, cells: readonly Cell[]): void =>
    void columns.set(col[key], [key, ...cells]);

  const positions: Cell[] = [nothing];
  const lengths: Cell[] = [1];
  const from: Cell[] = [""];
  const counts: Cell[] = [""];
  const ownCounts: Cell[] = [""];
  const starts: Cell[] = [""];
  let before = 0;
  for (let i = 0; i < accounts.count; i += 1) {
    const row = ACCOUNT_TOP + i;
    const count = grouped[i]?.length ?? 0;
    const length = `${letter.registered}${row}+${letter.own}${row}`;
    positions.push({ formula: `=IF(${length}=0,${nothing},${letter.start}${row})` });
    lengths.push({ formula: `=MAX(1,${length})` });
    from.push(count > 0 ? before : 0);
    counts.push(count);
    ownCounts.push({ formula: `=COUNTIF(${perOwn("kept")},${i + 1})` });
    const above = row - 1;
    starts.push(
      i === 0
        ? 0
        : { formula: `=${letter.start}${above}+${letter.registered}${above}+${letter.own}${above}` },
    );
    before += count;
  }
  write("position", positions);
  write("length", lengths);
  write("from", from);
  write("registered", counts);
  write("own", ownCounts);
  write("start", starts);

  const sheet = sheetOf(sheetKey);
  const source = (key: string): string => {
    const letterThere = columnName(sheet.columns.findIndex((column) => column.key === key));
    return `TRIM(INDEX(${quoteSheet(sheet.zh)}!$${letterThere}:$${letterThere},ROW())&"")`;
  };
  const ownCells: Record<"ownName" | "ownAccount" | "pair" | "kept" | "key", Cell[]> = {
    ownName: [],
    ownAccount: [],
    pair: [],
    kept: [],
    key: [],
  };
  for (let row = TOP; row <= lastOwn; row += 1) {
    const [name, account, pair, kept] = [letter.ownName, letter.ownAccount, letter.pair, letter.kept].map(
      (l) => `${l}${row}`,
    );
    const above = row - 1;
    ownCells.ownName.push({ formula: `=${source("name")}` });
    ownCells.ownAccount.push({
      formula: `=IF(${name}="",0,IF(${source("account")}="",0,SUMPRODUCT(MAX((ka_acc=${source("account")})*ka_acc_no))))`,
    });
    ownCells.pair.push({ formula: `=${account}&"|"&${name}` });
    const registered = `SUMPRODUCT(--(OFFSET($${letter.register}$${TOP},INDEX(${perAccount("from")},${account}),0,INDEX(${perAccount("registered")},${account}),1)=${name}))`;
    ownCells.kept.push({
      formula:
        `=IF(${account}=0,0,IF(SUMPRODUCT(--(${letter.pair}$1:${letter.pair}${above}=${pair}))>0,0,` +
        `IF(INDEX(${perAccount("registered")},${account})=0,${account},IF(${registered}>0,0,${account}))))`,
    });
    ownCells.key.push({
      formula: `=IF(${kept}=0,0,${kept}*10000+COUNTIF(${letter.kept}$1:${letter.kept}${above},${kept})+1)`,
    });
  }
  for (const [key, cells] of Object.entries(ownCells)) write(key as keyof typeof ownCells, cells);

  write("register", registerNames.length > 0 ? registerNames : [""]);
  const total = `$${letter.start}$${lastAccount}+$${letter.registered}$${lastAccount}+$${letter.own}$${lastAccount}`;
  const listAccount: Cell[] = [];
  const list: Cell[] = [];
  for (let k = 0; k < nothing; k += 1) {
    const a = `${letter.listAccount}${TOP + k}`;
    const start = `INDEX(${perAccount("start")},${a})`;
    const count = `INDEX(${perAccount("registered")},${a})`;
    listAccount.push({ formula: `=IF(${k}>=${total},0,MATCH(${k},${perAccount("start")},1))` });
    list.push({
      formula:
        `=IF(${a}=0,"",IF(${k}-${start}<${count},` +
        `INDEX($${letter.register}$${TOP}:$${letter.register}$${TOP + Math.max(1, registerNames.length) - 1},1+INDEX(${perAccount("from")},${a})+${k}-${start}),` +
        `INDEX(${perOwn("ownName")},MATCH(${a}*10000+${k}-${start}-${count}+1,${perOwn("key")},0))))`,
    });
  }
  write("listAccount", listAccount);
  write("list", [...list, { formula: '=""' }]);

  const p = PREFIX[place];
  const range = (key: keyof typeof col): string =>
    `=${LIST_SHEET}!$${letter[key]}$${TOP}:$${letter[key]}$${lastAccount}`;
  return [
    { name: `ka_${p}0`, formula: `=${LIST_SHEET}!$${letter.list}$${TOP}` },
    { name: `ka_${p}_at`, formula: range("position") },
    { name: `ka_${p}_len`, formula: range("length") },
  ];
}
