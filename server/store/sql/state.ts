/** A text for the state of everything that a file of rows is made of. */
import type { NamedQuery, SqlValue } from "../store.ts";
import { answersTo } from "./answers.ts";
import type { Connection } from "./connection.ts";

type Answers = ReadonlyMap<string, readonly Readonly<Record<string, SqlValue>>[]>;

export const STATE_QUERIES: readonly NamedQuery[] = [
  { name: "rows", sql: "SELECT COALESCE(MAX(cursor), 0) AS at FROM revisions", parameters: {} },
  {
    name: "decisions",
    sql: "SELECT COALESCE(MAX(id), 0) AS made, COUNT(undone_at) AS undone FROM decisions",
    parameters: {},
  },
  { name: "erasures", sql: "SELECT COALESCE(MAX(id), 0) AS done FROM erasures", parameters: {} },
  { name: "units", sql: "SELECT code, name FROM units ORDER BY code", parameters: {} },
];

/** Another text whenever a row, a decision or a unit's name has changed since, or somebody's data were erased. */
export const stateText = (found: Answers): string =>
  JSON.stringify([...found].map(([name, rows]) => [name, rows.map((row) => Object.values(row))]));

/** The same of all but the rows: what a row is told with besides what it says itself. */
export const besideRows = async (connection: Connection): Promise<string> =>
  stateText(
    await answersTo(
      connection,
      STATE_QUERIES.filter(({ name }) => name !== "rows"),
    ),
  );

export const stateIn = async (connection: Connection): Promise<string> =>
  stateText(await answersTo(connection, STATE_QUERIES));
