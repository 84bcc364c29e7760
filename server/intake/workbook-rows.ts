/** The rows of a workbook, each with the identity under which it is sent. */
import type { ReportReading } from "../../shared/report/workbook.ts";
import type { Store } from "../store/store.ts";
import {
  identitiesOf,
  idsOf,
  isSound,
  ownRows,
  placedBy,
  type PlacedRow,
  type Whose,
} from "./placed-rows.ts";
import { knownRows } from "./workbook-known.ts";

/**
 * A row without identity is known by what it says: it is the row of the unit that says the same already, however that
 * came (the pane may have pushed it after the file was saved), else a new one.
 *
 * @param earlier what the sound rows were known by when this very file came before
 * @param asNew what all rows are known by where the unit has said none of them, if that is known already
 */
export async function placeRows(
  store: Store,
  { sheets }: ReportReading,
  whose: Whose,
  earlier: readonly string[] | undefined,
  asNew?: readonly string[],
): Promise<PlacedRow[]> {
  const rows = ownRows(sheets);
  const before = earlier?.length === rows.filter(({ row }) => isSound(row)).length ? earlier : [];
  const isComplete = rows.every(({ own }) => own !== null);
  // A file that came before needs no looking up: its sound rows are what they were then.
  const known =
    isComplete || before.length > 0
      ? new Map<string, string[]>()
      : await knownRows(store, whose.unit, whose.period, identitiesOf(rows));
  const isNew = before.length === 0 && known.size === 0;
  return placedBy(rows, (isNew ? asNew : undefined) ?? idsOf(rows, whose, known, before));
}
