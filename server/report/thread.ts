/** What a thread does that makes reports. */
import { parentPort } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import { runBehindOthers } from "../threads/behind-others.ts";
import { type ToldFault, toldFault } from "../threads/fault.ts";
import type { ThreadWord } from "../threads/threads.ts";
import type { Answer, MadeName } from "./made.ts";
import { make, type MakeTask } from "./make.ts";

interface Given {
  readonly id: number;
  readonly task: MakeTask;
}

export type MakeAnswer<Name extends MadeName> = { readonly answer: Answer<Name> } | ToldFault;

runBehindOthers();

export const wake = (): null => null;

/** What it makes goes over without being copied, what it fails with as plain data. */
export async function made({ id, task }: Given): Promise<unknown> {
  const begun: ThreadWord = { begun: id };
  parentPort?.postMessage(begun);
  try {
    const answer = await make(task);
    const told: MakeAnswer<MadeName> = { answer };
    return move({ [valueSymbol]: told, [transferableSymbol]: memoryOf(answer) });
  } catch (fault) {
    return toldFault(fault);
  }
}

/** A small buffer may lie in one with others: that stays here. */
function memoryOf(answer: Answer<MadeName>): ArrayBufferLike[] {
  const bytes = answer !== null && "bytes" in answer ? answer.bytes : answer;
  return bytes instanceof Uint8Array && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];
}
