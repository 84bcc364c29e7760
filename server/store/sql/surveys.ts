/**
 * Questions about a whole month. They read so much that an engine within this process asks them in a thread of its own:
 * what is asked and what is answered is plain data.
 */
import type { FiledUnit } from "../period.ts";
import type { Sight } from "../sight.ts";
import type { NamedQuery, SqlValue } from "../store.ts";

export type QueryAnswers = Map<string, Record<string, SqlValue>[]>;

export interface Surveys {
  readonly queries: { readonly asked: readonly NamedQuery[]; readonly answer: QueryAnswers };
  readonly filed: {
    readonly asked: { readonly period: string; readonly sight: Sight };
    readonly answer: FiledUnit[];
  };
}

export type SurveyName = keyof Surveys;
export type Asked<Name extends SurveyName> = Surveys[Name]["asked"];
export type Answer<Name extends SurveyName> = Surveys[Name]["answer"];
