/** Several questions answered from one state of the store: the connection's. */
import type { NamedQuery, SqlValue } from "../store.ts";
import type { Connection, QueryAnswers } from "./connection.ts";

export async function answersTo(
  connection: Connection,
  queries: readonly NamedQuery[],
): Promise<QueryAnswers> {
  const answers: QueryAnswers = new Map();
  for (const { name, sql, parameters } of queries) {
    answers.set(name, await connection.all<Record<string, SqlValue>>(sql, parameters));
  }
  return answers;
}
