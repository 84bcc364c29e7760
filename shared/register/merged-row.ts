/** A line of the master in the form in which the master shows rows. */
import type { MasterRow } from "../plan/inputs.ts";
import type { MergedRow } from "../sync/screening.ts";
import { MASTER_COMMA } from "../text/master.ts";

export function masterRowOf(line: MergedRow): MasterRow {
  const { rowId, sheet, revision, values, deleted, late, by, channel, at, differs } = line;
  const units = line.units.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const account = values.account;
  return {
    rowId,
    sheet,
    revision,
    values,
    unit: units.map(({ code }) => code).join(MASTER_COMMA),
    unitName: units.map(({ name }) => name).join(MASTER_COMMA),
    period: null,
    account: typeof account === "string" ? account : null,
    deleted,
    late,
    by,
    channel,
    at,
    differs: differs.filter(({ chosen }) => !chosen).map(({ column }) => column),
  };
}
