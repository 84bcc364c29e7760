/** What a thread that writes files does. */
import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import type { ThreadWord } from "../xlsx/threads.ts";
import { type WriteTask, writeFile } from "./write.ts";
import type { WriteAnswer } from "./writer.ts";

const say = (word: ThreadWord): void => parentPort?.postMessage(word);

/** Linux alone takes this for the thread; elsewhere it would be the whole service. */
const BEHIND_OTHERS = 10;
if (process.platform === "linux") setPriority(BEHIND_OTHERS);

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
    const message = fault instanceof Error ? fault.message : String(fault);
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : null;
    return { fault: { message, code } };
  }
}

interface Given {
  readonly id: number;
  readonly task: WriteTask;
}
