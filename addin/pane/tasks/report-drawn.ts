/**
 * What the cells of a drawn report mean. The pane keeps what it drew, and knows the sheet again by its head and the
 * selected row; a sheet from elsewhere, or drawn from other data, is not guessed at.
 */
import { z } from "zod";
import type { SheetPlan } from "../../../shared/plan/plan.ts";
import { summaryPlan } from "../../../shared/plan/summary.ts";
import { Coverage } from "../../../shared/summary/coverage.ts";
import { Summary } from "../../../shared/summary/summary.ts";
import type { Trace } from "../../../shared/summary/trace.ts";
import type { ReportSelection } from "../../workbook.ts";
import type { Pane } from "../pane.ts";

const Drawn = z.object({ summary: Summary, coverage: Coverage });
export type Drawn = Readonly<z.infer<typeof Drawn>>;

/** Where the drawer is full, the report is drawn all the same: its numbers are then not followed. */
export const keepDrawn = (pane: Pane, drawn: Drawn): Promise<void> =>
  pane.surroundings.drawer.put(keyOf(drawn.summary.period), drawn).catch(() => pane.set({ lasting: false }));

/** `outdated`: the sheet is not what this pane drew last. `plain`: the cell is no number that can be followed. */
export type CellMeaning =
  { readonly kind: "outdated" | "plain" } | { readonly kind: "number"; readonly traces: readonly Trace[] };

export async function meaningOf(pane: Pane, selection: ReportSelection): Promise<CellMeaning> {
  const drawn = Drawn.safeParse(await pane.surroundings.drawer.get(keyOf(selection.period)));
  if (!drawn.success) return { kind: "outdated" };
  const sheet = summaryPlan(drawn.data.summary, drawn.data.coverage).sheets.find(
    ({ name }) => name === selection.sheet,
  );
  const isIt = sheet && agrees(sheet, 0, selection.head) && agrees(sheet, selection.row, [selection.line]);
  if (!isIt) return { kind: "outdated" };
  const traces = (sheet.traces ?? [])
    .filter(({ row, column }) => row === selection.row && column === selection.column)
    .map(({ trace }) => trace);
  return traces.length === 0 ? { kind: "plain" } : { kind: "number", traces };
}

const keyOf = (period: string): string => `drawn/${period}`;

/** Do the plan's texts stand in these rows, which begin at column A of row `top`? */
function agrees(sheet: SheetPlan, top: number, rows: readonly (readonly unknown[])[]): boolean {
  return sheet.blocks.every((block) =>
    block.cells.every((cells, down) => {
      const there = rows[block.row + down - top];
      return cells.every((cell, right) => {
        const value = there?.[block.column + right];
        return typeof cell !== "string" || value === undefined || value === cell;
      });
    }),
  );
}
