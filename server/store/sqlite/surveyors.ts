/** The threads in which surveys are answered, so that the one that answers requests goes on. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { isToldFault, thrownFault } from "../../threads/fault.ts";
import { type ThreadOptions, Threads } from "../../threads/threads.ts";
import type { Answer, Asked, SurveyName } from "../sql/surveys.ts";
import type { SurveyTask } from "./survey-thread.ts";

const LIMITS: ThreadOptions = {
  threads: Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2))),
  // A month of a million rows takes some seconds.
  mostMs: 120_000,
  mostMiB: 1024,
};

export class Surveyors {
  readonly #script: URL;
  readonly #file: string;
  /** Most who open a store never ask. */
  #threads: Threads | undefined;

  constructor(script: URL, file: string) {
    this.#script = script;
    this.#file = file;
  }

  /** @throws GivenUp; what the survey failed with, with SQLite's code */
  async ask<Name extends SurveyName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>> {
    const task: SurveyTask<Name> = { file: this.#file, asked };
    this.#threads ??= new Threads(this.#script, LIMITS);
    const said = await this.#threads.run(name, task);
    if (isAnswer<Name>(said)) return said.answer;
    if (isToldFault(said)) throw thrownFault(said);
    throw new TypeError("a surveying thread answered something else");
  }

  async close(): Promise<void> {
    await this.#threads?.close();
  }
}

/** undefined where the service runs from its sources: there is no script that a thread could load. */
export function surveyorsOf(file: string): Surveyors | undefined {
  if (!fileURLToPath(import.meta.url).endsWith(".js")) return undefined;
  return new Surveyors(new URL("./survey-thread.js", import.meta.url), file);
}

const isAnswer = <Name extends SurveyName>(said: unknown): said is { readonly answer: Answer<Name> } =>
  typeof said === "object" && said !== null && "answer" in said;
