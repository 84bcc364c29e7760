/** The store's SQL as PostgreSQL takes it: numbered parameters, its own words for what engines write differently. */
import { type Fragments, spelled } from "../sql/fragments.ts";
import type { SqlValue } from "../store.ts";

const json = (parameter: string): string => `CAST(CAST(${parameter} AS TEXT) AS JSONB)`;

const FRAGMENTS: Fragments = {
  texts: (parameter) => `(SELECT jsonb_array_elements_text(${json(parameter)}))`,
  numbers: (parameter) => `(SELECT CAST(jsonb_array_elements_text(${json(parameter)}) AS BIGINT))`,
  lines: (parameter, columns) => {
    const parts = columns.map(({ name, type }, at) =>
      type === "number" ? `CAST(line ->> ${at} AS BIGINT) AS ${name}` : `line ->> ${at} AS ${name}`,
    );
    return `(SELECT ${parts.join(", ")} FROM jsonb_array_elements(${json(parameter)}) AS list (line))`;
  },
  members: (column, name) =>
    `(SELECT jsonb_array_elements_text(CAST(${column} AS JSONB) -> '${name}') AS value)`,
  indexed: () => "",
};

/** What stands in quotes or is a cast is none; then a name or a mark. */
const PARAMETER = /'(?:[^']|'')*'|"[^"]*"|::|:([A-Za-z_]\w*)|\?/g;

export interface Statement {
  /** By which a connection keeps it prepared. */
  readonly id: string;
  readonly text: string;
  /** In the order of their numbers; undefined: one that has no name. */
  readonly names: readonly (string | undefined)[];
}

const known = new Map<string, Statement>();

/** Each text is looked through once. */
export function statementOf(sql: string): Statement {
  let statement = known.get(sql);
  if (!statement) known.set(sql, (statement = numbered(spelled(sql, FRAGMENTS), `dakehu_${known.size}`)));
  return statement;
}

/** What stands for a parameter: a value, or the values of a column. */
export type Bound = SqlValue | readonly SqlValue[];

export const valuesFor = (
  { names }: Statement,
  parameters: readonly Bound[] | Readonly<Record<string, SqlValue>> = [],
): Bound[] => (isList(parameters) ? [...parameters] : names.map((name) => parameters[name ?? ""] ?? null));

const isList = (
  parameters: readonly Bound[] | Readonly<Record<string, SqlValue>>,
): parameters is readonly Bound[] => Array.isArray(parameters);

function numbered(sql: string, id: string): Statement {
  const names: (string | undefined)[] = [];
  const text = sql.replaceAll(PARAMETER, (found, name: string | undefined) => {
    if (found !== "?" && name === undefined) return found;
    const at = name === undefined ? -1 : names.indexOf(name);
    return at === -1 ? `$${names.push(name)}` : `$${at + 1}`;
  });
  return { id, text, names };
}
