/** What a thread that answers surveys does: it reads the file by connections of its own. */
import { parentPort } from "node:worker_threads";
import { runBehindOthers } from "../../threads/behind-others.ts";
import { type ToldFault, toldFault } from "../../threads/fault.ts";
import type { ThreadWord } from "../../threads/threads.ts";
import { SURVEYS } from "../sql/answer-surveys.ts";
import type { Answer, Asked, SurveyName } from "../sql/surveys.ts";
import { SqliteReaders } from "./readers.ts";

export interface SurveyTask<Name extends SurveyName> {
  readonly file: string;
  readonly asked: Asked<Name>;
}

interface Given<Name extends SurveyName> {
  readonly id: number;
  readonly task: SurveyTask<Name>;
}

export type SurveyAnswer<Name extends SurveyName> = { readonly answer: Answer<Name> } | ToldFault;

const readers = new Map<string, SqliteReaders>();

runBehindOthers();

export const wake = (): null => null;

export const queries = (given: Given<"queries">): Promise<SurveyAnswer<"queries">> =>
  answered("queries", given);

export const filed = (given: Given<"filed">): Promise<SurveyAnswer<"filed">> => answered("filed", given);

async function answered<Name extends SurveyName>(
  name: Name,
  { id, task: { file, asked } }: Given<Name>,
): Promise<SurveyAnswer<Name>> {
  const begun: ThreadWord = { begun: id };
  parentPort?.postMessage(begun);
  try {
    let known = readers.get(file);
    if (!known) readers.set(file, (known = new SqliteReaders(file)));
    return { answer: await known.snapshot((connection) => SURVEYS[name](connection, asked)) };
  } catch (fault) {
    return toldFault(fault);
  }
}
