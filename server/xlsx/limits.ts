/** What Excel refuses or mends on opening, checked before a byte is written. A plan that breaks it is our fault. */
import type { TablePlan, WorkbookPlan } from "../../shared/plan/plan.ts";

const MAX_NAME = 255;
const TABLE_NAME = /^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u;
/** `AB12`, `R1C1` and the like mean cells. */
const CELL_NAME = /^(?:[A-Z]{1,3}\d+|R\d*C\d*|R|C)$/i;

/** Sheet names are checked by the writer itself. Throws a RangeError that names the table. */
export function checkLimits(plan: WorkbookPlan): void {
  const names = new Set<string>();
  for (const table of plan.sheets.flatMap((sheet) => sheet.tables)) {
    if (!TABLE_NAME.test(table.name) || CELL_NAME.test(table.name) || table.name.length > MAX_NAME) {
      throw new RangeError(`not a table name: ${table.name}`);
    }
    if (names.has(table.name.toLowerCase())) throw new RangeError(`two tables are named ${table.name}`);
    names.add(table.name.toLowerCase());
    checkHeaders(table);
  }
}

function checkHeaders(table: TablePlan): void {
  const seen = new Set<string>();
  for (const { header } of table.columns) {
    if (header === "" || header.length > MAX_NAME) {
      throw new RangeError(`a heading of ${table.name} is blank or too long`);
    }
    if (seen.has(header.toLowerCase())) throw new RangeError(`${table.name} has two columns ${header}`);
    seen.add(header.toLowerCase());
  }
}
