/** `Excel.Filter` of a table's column. */
import { applyFilters } from "../workbook/arrange.ts";
import { problem } from "../workbook/problem.ts";
import { record } from "../workbook/rules.ts";
import type { Sheet, Table } from "../workbook/sheet.ts";
import type { FilterCriteria } from "../workbook/state.ts";
import { ApiObject, type ApiHost } from "./object.ts";

export class FilterApi extends ApiObject {
  readonly className = "Filter";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet,
    private readonly table: Table,
    private readonly column: number,
  ) {
    super(host);
  }
  get criteria(): unknown {
    return this.table.filters.get(this.column) ?? null;
  }
  apply(given: unknown): void {
    const { filterOn, values, criterion1, criterion2, operator } = record(given);
    if (filterOn === "Values" && Array.isArray(values)) this.put({ filterOn, values: values.map(String) });
    else if (filterOn === "Custom" && typeof criterion1 === "string")
      this.applyCustomFilter(criterion1, criterion2, operator);
    else throw problem("NotImplemented", `the host does not filter on ${String(filterOn)}`);
  }
  applyValuesFilter(values: unknown): void {
    if (!Array.isArray(values)) throw problem("InvalidArgument");
    this.put({ filterOn: "Values", values: values.map(String) });
  }
  applyCustomFilter(criterion1: string, criterion2?: unknown, operator?: unknown): void {
    this.put({
      filterOn: "Custom",
      criterion1,
      ...(typeof criterion2 === "string" ? { criterion2 } : {}),
      operator: operator === "Or" ? "Or" : "And",
    });
  }
  clear(): void {
    this.table.filters.delete(this.column);
    applyFilters(this.host.book, this.sheet, this.table);
  }

  private put(criteria: FilterCriteria): void {
    if (this.sheet.protection && this.sheet.protection.options.allowAutoFilter !== true)
      throw problem("AccessDenied");
    this.table.filters.set(this.column, criteria);
    applyFilters(this.host.book, this.sheet, this.table);
  }
}
