/** Rows and replicas for the tests of this folder. */
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";
import type { Revision, Theirs } from "../../shared/sync/protocol.ts";
import { emptyReplica, type KnownRow, learn, type Replica } from "../../addin/sync/replica.ts";
import type { IdentifiedRow, SheetRow } from "../../addin/sync/rows.ts";

export const id = (n: number): string => `01933b1e-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** Identities 901, 902 … in turn. */
export function newIds(): () => string {
  let n = 900;
  return () => id((n += 1));
}

export const aRow = (
  row: number,
  rowId: string | null,
  values: Values,
  sheet: SheetKey = "branches",
): SheetRow => ({
  sheet,
  row,
  rowId,
  baseRevision: rowId === null ? null : 1,
  values,
});

export const anIdentifiedRow = (
  n: number,
  values: Values,
  given: Partial<IdentifiedRow> = {},
): IdentifiedRow => ({
  sheet: "branches",
  row: n,
  rowId: id(n),
  baseRevision: 1,
  values,
  fresh: false,
  copiedFrom: null,
  ...given,
});

export const aKnownRow = (n: number, values: Values, given: Partial<KnownRow> = {}): KnownRow => ({
  sheet: "branches",
  rowId: id(n),
  period: null,
  revision: 1,
  values: { ...values },
  ...given,
});

export const knowing = (...rows: KnownRow[]): Replica => learn(emptyReplica, rows);

export const aRevision = (n: number, cursor: number, given: Partial<Revision> = {}): Revision => ({
  cursor,
  rowId: id(n),
  sheet: "branches",
  unit: "P01",
  period: null,
  revision: 1,
  deleted: false,
  late: false,
  values: {},
  by: { name: "总部 王", unit: null, role: "hq" },
  channel: "phone",
  submissionId: id(500),
  at: "2026-11-01T02:00:00.000Z",
  account: null,
  accountId: null,
  reason: null,
  ...given,
});

export const theirs = (values: Values, columns: string[], given: Partial<Theirs> = {}): Theirs => ({
  revision: 2,
  deleted: false,
  values: { ...values },
  columns,
  by: { name: "李四", unit: "P01", role: "lead" },
  at: "2026-11-02T02:00:00.000Z",
  ...given,
});
