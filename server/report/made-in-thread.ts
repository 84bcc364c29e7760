/** Has what is asked of a whole month made: by a thread, or by this one where the service runs from its sources. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { StorePlace } from "../store/open-snapshot.ts";
import { isToldFault, thrownFault } from "../threads/fault.ts";
import { type ThreadOptions, Threads } from "../threads/threads.ts";
import type { Answer, Asked, MadeName } from "./made.ts";
import { make, type MakeTask } from "./make.ts";

const LIMITS: ThreadOptions = {
  threads: Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2))),
  // A month of a million rows takes some seconds, its workbook some times that.
  mostMs: 120_000,
  mostMiB: 1024,
};

/** Little is made of them: who asks for one does not wait until somebody's workbook is drawn. */
const SOON: readonly MadeName[] = ["rows", "standing", "missing"];

const threads = new Map<boolean, Threads>();

/** @throws GivenUp; what making it failed with, with the system's or the store's code */
export async function made<Name extends MadeName>(
  place: StorePlace,
  name: Name,
  asked: Asked<Name>,
): Promise<Answer<Name>> {
  const task: MakeTask<Name> = { place, name, asked };
  const here = fileURLToPath(import.meta.url);
  if (!here.endsWith(".js")) return make(task);
  const soon = SOON.includes(name);
  let makers = threads.get(soon);
  if (!makers) threads.set(soon, (makers = new Threads(new URL("./thread.js", import.meta.url), LIMITS)));
  return madeIn(makers, task);
}

export async function madeIn<Name extends MadeName>(
  makers: Threads,
  task: MakeTask<Name>,
): Promise<Answer<Name>> {
  const said = await makers.run("made", task);
  if (isAnswer<Name>(said)) return said.answer;
  if (isToldFault(said)) throw thrownFault(said);
  throw new TypeError("a thread that makes reports answered something else");
}

const isAnswer = <Name extends MadeName>(said: unknown): said is { readonly answer: Answer<Name> } =>
  typeof said === "object" && said !== null && "answer" in said;
