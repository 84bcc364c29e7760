/**
 * One typed table per report sheet, made from the sheet's definition as `shared/summary/tables.ts` prescribes. A
 * column that a sheet has gained is added when the service starts.
 */
import type { Database } from "better-sqlite3";
import { type Sheet, type SheetKey, SHEETS } from "../../../shared/report/sheets.ts";
import { keyedColumns, rowTable, storedColumns } from "../../../shared/summary/tables.ts";

const SYSTEM = `row_id TEXT PRIMARY KEY, unit TEXT NOT NULL, period TEXT, account_id INTEGER, name_key TEXT,
  revision INTEGER NOT NULL, cursor INTEGER NOT NULL, deleted INTEGER NOT NULL, late INTEGER NOT NULL,
  first_at TEXT NOT NULL`;

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

/** What an earlier release asked. */
const FORMER_INDEXES = ["ka_events_by_period", "ka_events_filed", "ka_purchases_sums", "ka_purchases_filed"];

/** What is asked of every sheet: what came after a cursor, and the rows that name a branch or carrier. */
const commonIndexes = (sheet: Sheet): string[] => [
  `CREATE INDEX IF NOT EXISTS ${rowTable(sheet)}_by_cursor ON ${rowTable(sheet)} (cursor)`,
  ...keyedColumns(sheet).map(
    ({ name }) =>
      `CREATE INDEX IF NOT EXISTS ${rowTable(sheet)}_by_${name} ON ${rowTable(sheet)} (account_id, ${name})
         WHERE deleted = 0 AND ${name} IS NOT NULL`,
  ),
];

/** Makes the tables that are missing and adds the columns that are missing. */
export function defineSheetTables(database: Database): void {
  database
    .transaction(() => {
      for (const sheet of SHEETS) {
        const table = rowTable(sheet);
        database.exec(`CREATE TABLE IF NOT EXISTS ${table} (${SYSTEM})`);
        const present = new Set(
          database.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all(),
        );
        for (const { name, type } of storedColumns(sheet)) {
          if (!present.has(name)) database.exec(`ALTER TABLE ${table} ADD COLUMN "${name}" ${type}`);
        }
        for (const { name } of keyedColumns(sheet)) {
          if (!present.has(name)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${name} TEXT`);
        }
        for (const index of [...INDEXES[sheet.key], ...commonIndexes(sheet)]) database.exec(index);
      }
      for (const index of FORMER_INDEXES) database.exec(`DROP INDEX IF EXISTS ${index}`);
    })
    .immediate();
}

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
