/** Puts rows back into the sheets that are no longer there but shall stay. */
import { templatePlan } from "../../../shared/plan/template.ts";
import type { KnownRow } from "../../sync/replica.ts";
import type { Workbook } from "../../workbook.ts";
import type { Pane } from "../pane.ts";
import type { CheckedReport } from "./report.ts";

/** `row`: where an emptied row stands, which is filled in again; null: the row is appended. */
export async function putBack(
  pane: Pane,
  workbook: Workbook,
  { unit, period, register }: Pick<CheckedReport, "unit" | "period" | "register">,
  rows: readonly (KnownRow & { readonly row?: number | null })[],
): Promise<void> {
  const emptied = rows.flatMap(({ sheet, row, rowId, revision, values }) =>
    typeof row === "number" ? [{ sheet, row, rowId, baseRevision: revision, values }] : [],
  );
  if (emptied.length > 0) await workbook.update(emptied);
  const absent = rows.filter(({ row }) => typeof row !== "number");
  if (absent.length > 0) {
    await workbook.lay(templatePlan({ unit, period, register, rows: absent, language: pane.language }));
  }
}
