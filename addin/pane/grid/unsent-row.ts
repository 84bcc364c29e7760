/** A row as it was changed on this computer and not submitted yet. */
import { z } from "zod";
import { SHEET_KEYS } from "../../../shared/report/sheets.ts";
import { Issue } from "../../../shared/sync/protocol.ts";

const UnsentRow = z.object({
  rowId: z.string(),
  sheet: z.enum(SHEET_KEYS),
  /** The month in which it stands in the grid; null for standing rows. */
  period: z.string().nullable(),
  /** The revision that the changes were made on; null for a new row. */
  baseRevision: z.number().nullable(),
  /** As typed, by column. */
  cells: z.record(z.string(), z.string()),
  deleted: z.boolean(),
  /** What the service said when it refused the row as it stands. */
  said: z.array(Issue),
});
export type UnsentRow = Readonly<z.infer<typeof UnsentRow>>;

/** By row id, in the order in which they were begun. */
export type Unsent = ReadonlyMap<string, UnsentRow>;

export const UnsentRows = z.array(UnsentRow);
