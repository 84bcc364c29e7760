/** What units tell of one cell, and what it comes to. */
import type { Column } from "../report/sheets.ts";
import type { Value } from "../report/value.ts";
import type { Source, Told } from "../sync/screening.ts";
import { splitAliases } from "./names.ts";

export interface Statement {
  readonly value: Value;
  readonly source: Source;
}

/** One for each value, the one told last first; a cell left blank tells nothing. */
export function toldOf(statements: readonly Statement[]): Told[] {
  const byValue = new Map<Value, Source[]>();
  for (const { value, source } of [...statements].sort((a, b) => newestFirst(a.source, b.source))) {
    if (value === null) continue;
    const sources = byValue.get(value);
    if (sources) sources.push(source);
    else byValue.set(value, [source]);
  }
  return [...byValue].map(([value, sources]) => ({ value, sources }));
}

interface Dated {
  readonly at: string;
  readonly rowId: string;
}

export const newestFirst = (a: Dated, b: Dated): number => byText(b.at, a.at) || byText(a.rowId, b.rowId);

/** By code units, so that it is the same everywhere. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Are these values that cannot all be right? */
export const disagree = ({ together }: Column, told: readonly Told[]): boolean =>
  together === undefined && told.length > 1;

/** What the cell says: HQ's choice while it is among the values told, else what was told last. */
export function comesTo(
  column: Column,
  told: readonly Told[],
  chosen: Value | undefined,
): { readonly value: Value; readonly chosen: boolean } {
  const values = told.map(({ value }) => value);
  switch (column.together) {
    case "joined":
      return { value: joined(column, values), chosen: false };
    case "earliest":
      return { value: values.map(String).sort(byText)[0] ?? null, chosen: false };
    case "highest":
      return { value: highest(values), chosen: false };
    case undefined: {
      const holds = chosen !== undefined && values.includes(chosen);
      return { value: holds ? chosen : (values[0] ?? null), chosen: holds };
    }
  }
}

/** Everything that is said, once each, the first that was said first. */
function joined({ type }: Column, values: readonly Value[]): Value {
  const oldestFirst = [...values].reverse().map(String);
  const parts = type === "longText" ? oldestFirst : oldestFirst.flatMap(splitAliases);
  const once = [...new Set(parts)];
  return once.length === 0 ? null : once.join(type === "longText" ? "\n" : "、");
}

function highest(values: readonly Value[]): Value {
  const numbers = values.filter((value) => typeof value === "number");
  return numbers.length === 0 ? null : Math.max(...numbers);
}
