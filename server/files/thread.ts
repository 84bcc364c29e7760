/** What a thread that writes files does. */
import { parentPort } from "node:worker_threads";
import { runBehindOthers } from "../threads/behind-others.ts";
import { toldFault } from "../threads/fault.ts";
import type { ThreadWord } from "../threads/threads.ts";
import { type WriteTask, writeFile } from "./write.ts";
import type { WriteAnswer } from "./writer.ts";

const say = (word: ThreadWord): void => parentPort?.postMessage(word);

runBehindOthers();

export const wake = (): null => null;

/** What it fails with goes back as plain data. */
export async function write({ id, task }: Given): Promise<WriteAnswer> {
  say({ begun: id });
  try {
    return await writeFile(task, (said) => {
      // A sign of life each time: however long the file, only a standstill is given up.
      say({ begun: id });
      say({ of: id, said });
    });
  } catch (fault) {
    return toldFault(fault);
  }
}

interface Given {
  readonly id: number;
  readonly task: WriteTask;
}
