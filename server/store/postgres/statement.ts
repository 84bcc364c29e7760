/** The store's SQL as PostgreSQL takes it: numbered parameters, its own words for what engines write differently. */
import type { Parameters } from "../sql/connection.ts";
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
  readonly text: string;
  /** In the order of their numbers; undefined: one that has no name. */
  readonly names: readonly (string | undefined)[];
}

const known = new Map<string, Statement>();

/** Each text is looked through once. */
export function statementOf(sql: string): Statement {
  let statement = known.get(sql);
  if (!statement) known.set(sql, (statement = numbered(spelled(sql, FRAGMENTS))));
  return statement;
}

export const valuesFor = ({ names }: Statement, parameters: Parameters = []): SqlValue[] =>
  isList(parameters) ? [...parameters] : names.map((name) => parameters[name ?? ""] ?? null);

const isList = (parameters: Parameters): parameters is readonly SqlValue[] => Array.isArray(parameters);

function numbered(sql: string): Statement {
  const names: (string | undefined)[] = [];
  const text = sql.replaceAll(PARAMETER, (found, name: string | undefined) => {
    if (found !== "?" && name === undefined) return found;
    const at = name === undefined ? -1 : names.indexOf(name);
    return at === -1 ? `$${names.push(name)}` : `$${at + 1}`;
  });
  return { text, names };
}

const ONE_LINE = /\bVALUES\s*\((\s*\?\s*(?:,\s*\?\s*)*)\)/;
/** PostgreSQL counts parameters in 16 bits. */
const MOST_PARAMETERS = 30_000;

/** An INSERT of one line, as one of so many; undefined where it cannot be. */
export function ofLines(sql: string, lines: number): string | undefined {
  if (!ONE_LINE.test(sql)) return undefined;
  return sql.replace(ONE_LINE, (_, marks: string) => `VALUES ${Array(lines).fill(`(${marks})`).join(", ")}`);
}

/** How many lines of so many parameters go together. */
export const linesTogether = (parameters: number): number =>
  Math.max(1, Math.min(500, Math.floor(MOST_PARAMETERS / Math.max(1, parameters))));
