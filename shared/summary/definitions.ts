/**
 * The statements that make the tables of `tables.ts`: the service's store and the pane's replica take them from here,
 * so that the two cannot drift apart. The service's own tables beside the sheets' are made by its migrations, which
 * never change once released; a test holds them to `SIDE_TABLES`.
 */
import { type Sheet, type SheetKey, SHEETS } from "../report/sheets.ts";
import { keyedColumns, rowTable, type SqlType, storedColumns } from "./tables.ts";

/** A table for a sheet's rows, with the columns that every such table has. */
export const rowTableSql = (sheet: Sheet): string =>
  `CREATE TABLE IF NOT EXISTS ${rowTable(sheet)} (row_id TEXT PRIMARY KEY, unit TEXT NOT NULL, period TEXT,
  account_id INTEGER, name_key TEXT, revision INTEGER NOT NULL, cursor INTEGER NOT NULL, deleted INTEGER NOT NULL,
  late INTEGER NOT NULL, first_at TEXT NOT NULL)`;

/** The sheet's own columns, to be added to its table. */
export const ownColumns = (sheet: Sheet): { readonly name: string; readonly sql: string }[] => {
  const columns = [
    ...storedColumns(sheet).map(({ name, type }) => ({ name, declared: `"${name}" ${type}` })),
    ...keyedColumns(sheet).map(({ name }) => ({ name, declared: `${name} TEXT` })),
  ];
  return columns.map(({ name, declared }) => ({
    name,
    sql: `ALTER TABLE ${rowTable(sheet)} ADD COLUMN ${declared}`,
  }));
};

/** What the report asks of each sheet: sums by month and account, and who has filed what. */
const INDEXES: Readonly<Record<SheetKey, readonly string[]>> = {
  accounts: [
    "CREATE INDEX IF NOT EXISTS ka_accounts_by_account ON ka_accounts (account_id)",
    "CREATE INDEX IF NOT EXISTS ka_accounts_filed ON ka_accounts (account_id, unit) WHERE deleted = 0",
  ],
  branches: [
    "CREATE INDEX IF NOT EXISTS ka_branches_by_key ON ka_branches (account_id, name_key)",
    "CREATE INDEX IF NOT EXISTS ka_branches_named ON ka_branches (unit, account_id, name_key) WHERE deleted = 0",
  ],
  carriers: [
    "CREATE INDEX IF NOT EXISTS ka_carriers_by_key ON ka_carriers (account_id, name_key)",
    "CREATE INDEX IF NOT EXISTS ka_carriers_named ON ka_carriers (unit, account_id, name_key) WHERE deleted = 0",
  ],
  contacts: [
    "CREATE INDEX IF NOT EXISTS ka_contacts_by_account ON ka_contacts (account_id, unit)",
    "CREATE INDEX IF NOT EXISTS ka_contacts_told ON ka_contacts (account_id, unit) WHERE deleted = 0",
    "CREATE INDEX IF NOT EXISTS ka_contacts_by_key ON ka_contacts (account_id, name_key)",
  ],
  events: [
    "CREATE INDEX IF NOT EXISTS ka_events_counts ON ka_events (period, weight, kind) WHERE deleted = 0",
    "CREATE INDEX IF NOT EXISTS ka_events_told ON ka_events (period, account_id, unit) WHERE deleted = 0",
    "CREATE INDEX IF NOT EXISTS ka_events_heard ON ka_events (account_id, happened_on) WHERE deleted = 0",
  ],
  purchases: [
    `CREATE INDEX IF NOT EXISTS ka_purchases_places
       ON ka_purchases (account_id, period, branch_key, carrier_key, supplier, units, amount) WHERE deleted = 0`,
    `CREATE INDEX IF NOT EXISTS ka_purchases_products
       ON ka_purchases (period, product, supplier, units, amount) WHERE deleted = 0`,
    `CREATE INDEX IF NOT EXISTS ka_purchases_told
       ON ka_purchases (period, unit, account_id, first_at, late) WHERE deleted = 0`,
  ],
  reviews: [
    // One review a month for each account (TEMPLATE.md): the check before it gives the message, this the certainty.
    `CREATE UNIQUE INDEX IF NOT EXISTS ka_reviews_one_a_month
       ON ka_reviews (period, account_id, unit) WHERE deleted = 0`,
    "CREATE INDEX IF NOT EXISTS ka_reviews_rated ON ka_reviews (unit, account_id, period) WHERE deleted = 0",
    "CREATE INDEX IF NOT EXISTS ka_reviews_heard ON ka_reviews (account_id, period, rating) WHERE deleted = 0",
    "CREATE INDEX IF NOT EXISTS ka_reviews_filed ON ka_reviews (period, unit, first_at, late) WHERE deleted = 0",
  ],
};

export const rowIndexes = (sheet: Sheet): readonly string[] => INDEXES[sheet.key];

/** In the order in which `upsertSql` takes them; the keyed columns and the sheet's own follow. */
const SYSTEM_NAMES = [
  "row_id",
  "unit",
  "period",
  "account_id",
  "name_key",
  "revision",
  "cursor",
  "deleted",
  "late",
  "first_at",
] as const;

/** Writes a row as it now is; when it first came in stays as it was. */
export function upsertSql(sheet: Sheet): string {
  const names = [
    ...SYSTEM_NAMES,
    ...keyedColumns(sheet).map(({ name }) => name),
    ...storedColumns(sheet).map(({ name }) => `"${name}"`),
  ];
  const updates = names.filter((name) => name !== "row_id" && name !== "first_at");
  return `INSERT INTO ${rowTable(sheet)} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})
    ON CONFLICT (row_id) DO UPDATE SET ${updates.map((name) => `${name} = excluded.${name}`).join(", ")}`;
}

interface SideTable {
  /** In this order they go over the wire. */
  readonly columns: Readonly<Record<string, SqlType>>;
  readonly key: string;
  /** Column lists. */
  readonly indexes?: readonly string[];
}

/** The tables beside the sheets', with the columns that the report's SQL may speak of. */
export const SIDE_TABLES = {
  account_register: {
    columns: {
      id: "INTEGER",
      name: "TEXT",
      category: "TEXT",
      level: "TEXT",
      state: "TEXT",
      note: "TEXT",
      sort: "INTEGER",
      policy: "INTEGER",
      same_as: "INTEGER",
    },
    key: "id",
  },
  register_entries: {
    columns: {
      id: "INTEGER",
      kind: "TEXT",
      account_id: "INTEGER",
      name_key: "TEXT",
      name: "TEXT",
      state: "TEXT",
      same_as: "INTEGER",
      first_unit: "TEXT",
      first_at: "TEXT",
    },
    key: "id",
    indexes: ["kind, account_id, name_key", "first_at"],
  },
  filings: {
    columns: { row_id: "TEXT", unit: "TEXT", account_id: "INTEGER", state: "TEXT", changed_at: "TEXT" },
    key: "row_id",
  },
  filing_steps: {
    columns: { id: "INTEGER", row_id: "TEXT", step: "TEXT", at: "TEXT", reason: "TEXT" },
    key: "id",
    indexes: ["row_id, id", "at"],
  },
  units: {
    columns: { code: "TEXT", name: "TEXT", kind: "TEXT", base: "TEXT", active: "INTEGER" },
    key: "code",
  },
  periods: { columns: { period: "TEXT", deadline: "TEXT", state: "TEXT" }, key: "period" },
  decisions: {
    columns: {
      id: "INTEGER",
      kind: "TEXT",
      subject: "TEXT",
      reason: "TEXT",
      at: "TEXT",
      undone_at: "TEXT",
    },
    key: "id",
  },
  revisions: {
    columns: {
      row_id: "TEXT",
      revision: "INTEGER",
      sheet: "TEXT",
      unit: "TEXT",
      period: "TEXT",
      account_id: "INTEGER",
      deleted: "INTEGER",
      row_values: "TEXT",
      author_role: "TEXT",
      at: "TEXT",
    },
    key: "row_id, revision",
    indexes: ["period, account_id, row_id", "at"],
  },
} as const satisfies Record<string, SideTable>;
export type SideTableName = keyof typeof SIDE_TABLES;

export const columnNames = (table: SideTableName): readonly string[] =>
  Object.keys(SIDE_TABLES[table].columns);

const sideTableSql = (name: SideTableName): string[] => {
  const { columns, key, indexes = [] }: SideTable = SIDE_TABLES[name];
  const declared = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  return [
    `CREATE TABLE ${name} (${declared.join(", ")}, PRIMARY KEY (${key}))`,
    ...indexes.map((list, at) => `CREATE INDEX ${name}_${at} ON ${name} (${list})`),
  ];
};

/** Makes all of it in an empty database: what the report's SQL needs to run. */
export const ALL_TABLES_SQL: readonly string[] = [
  ...SHEETS.flatMap((sheet) => [
    rowTableSql(sheet),
    ...ownColumns(sheet).map(({ sql }) => sql),
    ...rowIndexes(sheet),
  ]),
  ...Object.keys(SIDE_TABLES).flatMap((name) => sideTableSql(name as SideTableName)),
];
