/** Header cells of tables: text, never empty, never twice. */
import type { Table } from "./sheet.ts";
import type { Workbook } from "./workbook.ts";

/** `列1` or `Column1`: what Excel calls a column that has no heading, in its own language. */
export function freshHeader(book: Workbook, table: Table): string {
  const word = book.language.startsWith("zh") ? "列" : "Column";
  for (let n = 1; ; n++) if (!isTaken(table, `${word}${n}`)) return `${word}${n}`;
}

/** The heading Excel makes of what was written into a header cell: a second `客户名称` becomes `客户名称2`. */
export function headerFor(book: Workbook, table: Table, column: number, wanted: string): string {
  if (wanted === "") return freshHeader(book, table);
  const others = { ...table, columns: table.columns.filter((_, i) => i !== column) };
  if (!isTaken(others, wanted)) return wanted;
  for (let n = 2; ; n++) if (!isTaken(others, `${wanted}${n}`)) return `${wanted}${n}`;
}

const isTaken = (table: Pick<Table, "columns">, name: string): boolean =>
  table.columns.some((column) => column.name.toLowerCase() === name.toLowerCase());
