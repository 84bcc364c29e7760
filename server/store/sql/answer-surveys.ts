/** How surveys are answered, on one state of the store: the caller's. */
import type { NamedQuery, SqlValue } from "../store.ts";
import type { Connection } from "./connection.ts";
import { filedUnits } from "./filed-reads.ts";
import type { Answer, Asked, QueryAnswers, SurveyName } from "./surveys.ts";

export const SURVEYS: {
  readonly [Name in SurveyName]: (connection: Connection, asked: Asked<Name>) => Promise<Answer<Name>>;
} = {
  queries: answersTo,
  filed: (connection, { period, sight }) => filedUnits(connection, period, sight),
};

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
