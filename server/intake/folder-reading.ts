/** Files of a folder, read ahead of when they are taken in, several in one thread. */
import { isAnswer, readIn, readInThread, type ReadingAnswer, type ReadingTask } from "../xlsx/reading.ts";
import type { ReadFile, ReportOptions } from "../xlsx/read-report.ts";
import { FOLDER_THREADS, threadsForFolders } from "../xlsx/reading-threads.ts";
import type { AsNew, Sending } from "./as-new.ts";

/** Those that threads have been given, and those that wait for it, in their order. */
let tasks: Promise<unknown>[] = [];

function inTurn(work: () => Promise<unknown>): Promise<unknown> {
  const turn = tasks.at(-FOLDER_THREADS) ?? Promise.resolve();
  const task = turn.then(work);
  tasks = [...tasks.slice(-FOLDER_THREADS), task.catch(() => undefined)];
  return task;
}

/** Plain data, as it goes to a thread. */
export interface FolderTask {
  readonly files: readonly ReadingTask[];
  readonly sending: Sending;
}

export type FolderAnswer = ReadingAnswer & { readonly asNew?: AsNew };

export interface ReadAhead extends ReadFile {
  readonly asNew?: AsNew;
}

/**
 * Reads files from where they lie, in one thread, one after the other: while we are busy it does not wait for us
 * between two of them. Should one of them end the thread, each is read anew by itself.
 *
 * @returns in the order of the files; each rejects as `readInThread` does
 */
export function readFolder(
  files: readonly string[],
  options: ReportOptions,
  sending: Sending,
): Promise<ReadAhead>[] {
  const threads = files.length > 1 ? threadsForFolders() : undefined;
  if (!threads) return files.map((file) => readInThread(file, options));
  const task: FolderTask = { files: files.map((file) => ({ file, options })), sending };
  const answers = inTurn(() => threads.run("folder", task)).catch(() => undefined);
  return files.map(async (file, i) => {
    const found: unknown = await answers;
    const answer: unknown = Array.isArray(found) ? found[i] : undefined;
    return isFolderAnswer(answer)
      ? { ...readIn(answer), ...(answer.asNew && { asNew: answer.asNew }) }
      : readInThread(file, options);
  });
}

const isFolderAnswer = (answer: unknown): answer is FolderAnswer => isAnswer(answer);
