/** Many decisions at once: each is carried out or says why not, and none stops the others. */
import { Problem, problemDocument } from "../../shared/problems.ts";
import type { DecisionResults, EntryDecision, ValueChoice } from "../../shared/sync/screening.ts";
import type { Decided, Screening, ScreeningStore } from "../store/screening-store.ts";
import { tellAnswers } from "./answers.ts";
import { choiceOutcome } from "./choose-value.ts";
import type { Circumstances } from "./circumstances.ts";
import { accountOutcome } from "./decide-account.ts";
import { entryOutcome } from "./decide-entry.ts";

type Outcome = Pick<Decided, "kind" | "subject" | "changes" | "restsOn" | "steps">;

export const decideEntries = (
  store: ScreeningStore,
  decisions: readonly EntryDecision[],
  circumstances: Circumstances,
): Promise<DecisionResults> =>
  decideEach(store, decisions, circumstances, (transaction, decision) => {
    const { kind } = decision;
    return kind === "account"
      ? accountOutcome(transaction, decision, circumstances)
      : entryOutcome(transaction, kind, decision, circumstances);
  });

export const chooseValues = (
  store: ScreeningStore,
  choices: readonly ValueChoice[],
  circumstances: Circumstances,
): Promise<DecisionResults> =>
  decideEach(store, choices, circumstances, (transaction, choice) =>
    choiceOutcome(transaction, choice, circumstances),
  );

/** In one transaction, one after the other: each sees what those before it have changed. */
function decideEach<T extends { readonly reason: string }>(
  store: ScreeningStore,
  asked: readonly T[],
  circumstances: Circumstances,
  outcomeOf: (transaction: Screening, one: T) => Promise<Outcome>,
): Promise<DecisionResults> {
  const { person: by, at, language } = circumstances;
  return store.decide(async (transaction) => {
    const results: DecisionResults["results"] = [];
    for (const one of asked) {
      try {
        // All that can be refused is refused before anything is written.
        const outcome = await outcomeOf(transaction, one);
        const decisionId = await transaction.record({ ...outcome, by, at, reason: one.reason });
        await tellAnswers(transaction, decisionId, outcome.steps, circumstances);
        results.push({ decisionId, problem: null });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const { code, title } = problemDocument(error, language);
        results.push({ decisionId: null, problem: { code, message: title } });
      }
    }
    return { results };
  });
}
