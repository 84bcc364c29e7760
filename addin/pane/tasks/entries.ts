/** Deciding on many entries of the register at once: accepted, declined, one and the same, or two. */
import { type DecisionResults, MAX_DECISIONS } from "../../../shared/sync/screening.ts";
import type { EntryWord, ValueWord } from "../../sync/screening.ts";
import type { Pane, Task } from "../pane.ts";
import { offerUndo } from "./screening.ts";

/** Decided at a time: few enough that progress can be seen. */
const PORTION = Math.min(200, MAX_DECISIONS);

type Result = DecisionResults["results"][number];

/** @param text what to say of as many as were carried out; @param after brings the screen up to date */
export const decideEntries = (
  pane: Pane,
  words: readonly EntryWord[],
  text: (done: number) => string,
  after: () => void,
): Promise<void> =>
  pane.run("decide", async (task) => {
    const results = await inPortions(pane, task, words, (portion) =>
      pane.surroundings.service.decideEntries(portion),
    );
    tell(pane, results, text, after);
  });

/** Declines with a reason. */
export const declineEntries = (
  pane: Pane,
  words: readonly Omit<EntryWord, "decision">[],
  after: () => void,
): Promise<void> =>
  pane.run("decide", async (task) => {
    const { screening } = pane.texts;
    const reason = await pane.ask("reason", {
      title: screening.entries.declineTitle(words.length),
      paragraphs: [screening.entries.declineBody],
      label: screening.reasonOptional,
      go: screening.entries.decline,
      required: false,
    });
    if (reason === null) return;
    const declined = words.map((word): EntryWord => ({ ...word, decision: "declined", reason }));
    const results = await inPortions(pane, task, declined, (portion) =>
      pane.surroundings.service.decideEntries(portion),
    );
    tell(pane, results, screening.entries.declined, after);
  });

/** 升为集团大客户: asks first, since it then stands in every unit's lists. */
export const raiseAccount = (
  pane: Pane,
  { id, name }: { readonly id: number; readonly name: string },
  after: () => void,
): Promise<void> =>
  pane.run("decide", async (task) => {
    const { accounts } = pane.texts.screening;
    const agreed = await pane.ask("confirm", {
      title: accounts.raise,
      paragraphs: [accounts.raiseAsk(name)],
      go: accounts.raise,
    });
    if (!agreed) return;
    const words: EntryWord[] = [{ kind: "account", id, decision: "accepted" }];
    const results = await inPortions(pane, task, words, (portion) =>
      pane.surroundings.service.decideEntries(portion),
    );
    tell(pane, results, () => accounts.raised(name), after);
  });

export const chooseValue = (pane: Pane, word: ValueWord, text: string, after: () => void): Promise<void> =>
  pane.run("decide", async () => {
    const { results } = await pane.surroundings.service.chooseValues([word]);
    tell(pane, results, () => text, after);
  });

async function inPortions(
  pane: Pane,
  task: Task,
  words: readonly EntryWord[],
  decide: (portion: readonly EntryWord[]) => Promise<DecisionResults>,
): Promise<Result[]> {
  const results: Result[] = [];
  if (words.length > PORTION) task.mayStop();
  for (let from = 0; from < words.length && !task.stopped(); from += PORTION) {
    task.tell(pane.texts.screening.entries.progress(from, words.length), from / words.length);
    results.push(...(await decide(words.slice(from, from + PORTION))).results);
  }
  return results;
}

/** What was carried out, with undoing; and why the rest was not. */
function tell(
  pane: Pane,
  results: readonly Result[],
  text: (done: number) => string,
  after: () => void,
): void {
  const { screening } = pane.texts;
  const ids = results.flatMap(({ decisionId }) => (decisionId === null ? [] : [decisionId]));
  const problems = results.flatMap(({ problem }) => (problem === null ? [] : [problem.message]));
  after();
  if (ids.length > 0) offerUndo(pane, text(ids.length), ids, after);
  if (problems.length > 0) {
    const title = screening.entries.failed(problems.length);
    pane.set({ trouble: { title, fix: [...new Set(problems)].slice(0, 3).join(" "), retry: null } });
  }
}
