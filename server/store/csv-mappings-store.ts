/** What the headings of a unit's CSV files stand for, as somebody has said once. */
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Author } from "../../shared/sync/protocol.ts";

export interface RememberedHeading {
  /** As headings are compared (`heading` in `shared/report/workbook.ts`). */
  readonly key: string;
  /** As the file wrote it. */
  readonly text: string;
  /** null: what stands under it is left out. */
  readonly column: string | null;
  readonly by: Author;
  readonly at: string;
}

export interface CsvMappings {
  /** In the order of their keys. */
  of(unit: string, sheet: SheetKey): Promise<readonly RememberedHeading[]>;
  /** Takes the place of what was remembered; a heading that says the same as before keeps who said it. */
  remember(
    unit: string,
    sheet: SheetKey,
    headings: readonly Omit<RememberedHeading, "by" | "at">[],
    word: { readonly by: Author; readonly at: string },
  ): Promise<void>;
}
