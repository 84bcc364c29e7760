/** Accounts, filings and entries as they lie in their tables, and as screening knows them. */
import { FILING_STATES, FilingStep } from "../../../shared/sync/screening.ts";
import type { AccountRecord, EntryRecord, FilingRecord } from "../screening-store.ts";
import { StoreDamaged, valuesOf } from "./revision-rows.ts";

/** @throws StoreDamaged where the text is none of those known */
export function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new StoreDamaged(`${text} is none of ${known.join(", ")}`);
  return found;
}

export const ACCOUNT_STATES = ["registered", "nominated", "potential", "declined"] as const;
const ENTRY_STATES = ["proposed", "registered", "declined"] as const;
export const STEPS = FilingStep.shape.step.options;
const PLACE_KINDS = ["branch", "carrier", "contact"] as const;

export interface AccountColumns {
  readonly id: number;
  readonly name: string;
  readonly category: string | null;
  readonly level: string;
  readonly state: string;
  readonly policy: number;
  readonly same_as: number | null;
}

export const accountOf = (row: AccountColumns): AccountRecord => ({
  id: row.id,
  name: row.name,
  category: row.category,
  level: row.level,
  state: oneOf(ACCOUNT_STATES, row.state),
  policy: row.policy === 1,
  sameAs: row.same_as,
});

export interface EntryColumns {
  readonly id: number;
  readonly kind: string;
  readonly account_id: number;
  readonly root_id: number;
  readonly root: string;
  readonly name_key: string;
  readonly name: string;
  readonly state: string;
  readonly same_as: number | null;
  readonly first_unit: string | null;
  readonly first_at: string;
}

/** To be followed by WHERE. */
export const ENTRIES = `SELECT e.*, r.id AS root_id, r.name AS root
  FROM register_entries e
  JOIN account_register a ON a.id = e.account_id
  JOIN account_register r ON r.id = COALESCE(a.same_as, a.id)`;

export const entryOf = (row: EntryColumns): EntryRecord => ({
  id: row.id,
  kind: oneOf(PLACE_KINDS, row.kind),
  accountId: row.account_id,
  rootId: row.root_id,
  root: row.root,
  key: row.name_key,
  name: row.name,
  state: oneOf(ENTRY_STATES, row.state),
  sameAs: row.same_as,
  firstUnit: row.first_unit,
  firstAt: row.first_at,
});

export interface FilingColumns {
  readonly row_id: string;
  readonly unit: string;
  readonly unit_name: string | null;
  readonly base: string | null;
  readonly base_name: string | null;
  readonly state: string;
  readonly changed_at: string;
  readonly revision: number;
  readonly row_values: string;
  readonly root_id: number;
  readonly root: string;
  readonly root_state: string;
}

/** To be followed by WHERE. */
export const FILINGS = `SELECT f.row_id, f.unit, u.name AS unit_name, b.code AS base, b.name AS base_name, f.state,
    f.changed_at, v.revision, v.row_values, r.id AS root_id, r.name AS root, r.state AS root_state
  FROM filings f
  JOIN ka_accounts t ON t.row_id = f.row_id
  JOIN revisions v ON v.cursor = t.cursor
  JOIN account_register a ON a.id = f.account_id
  JOIN account_register r ON r.id = COALESCE(a.same_as, a.id)
  LEFT JOIN units u ON u.code = f.unit
  LEFT JOIN units b ON b.code = u.base`;

export const filingOf = (row: FilingColumns): FilingRecord => ({
  rowId: row.row_id,
  unit: row.unit,
  unitName: row.unit_name ?? row.unit,
  base: row.base === null ? null : { code: row.base, name: row.base_name ?? row.base },
  state: oneOf(FILING_STATES, row.state),
  changedAt: row.changed_at,
  revision: row.revision,
  values: valuesOf(row.row_values),
  accountId: row.root_id,
  account: row.root,
  registered: row.root_state === "registered",
});
