/** `Excel.SortField`, as it comes over the wire. */
import { problem } from "../workbook/problem.ts";
import type { SortField } from "../workbook/state.ts";

export function sortFields(given: unknown): SortField[] {
  if (!Array.isArray(given) || given.length === 0) throw problem("InvalidArgument");
  return given.map((field: unknown) => {
    const one: Record<string, unknown> = typeof field === "object" && field !== null ? { ...field } : {};
    if (typeof one.key !== "number") throw problem("InvalidArgument");
    if (one.sortOn !== undefined && one.sortOn !== "Value") {
      throw problem("NotImplemented", `the host sorts on values only, not on ${String(one.sortOn)}`);
    }
    return { key: one.key, ascending: one.ascending !== false };
  });
}
