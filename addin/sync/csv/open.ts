/** The page's end: a CSV file in a worker of its own. */
import type { Asked, FromWorker, GivenFor, ToWorker } from "./messages.ts";
import { type CsvCheck, type CsvProgress, type CsvSource, CsvTrouble } from "./source.ts";

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: unknown) => void;
  readonly tell?: (progress: CsvProgress) => void;
}

/** The name in the comment is webpack's: its configuration keeps that script small. */
const startWorker = (): Worker =>
  new Worker(/* webpackChunkName: "csv-worker" */ new URL("./worker.ts", import.meta.url));

export function openCsvFile(file: Blob, worker: Worker = startWorker()): CsvSource {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => hear(waiting, data));
  worker.addEventListener("error", ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
  });
  const post = (said: ToWorker): void => worker.postMessage(said);
  const ask = <A extends Asked>(
    asked: A,
    given: GivenFor<A>,
    tell?: (progress: CsvProgress) => void,
  ): ReturnType<CsvSource[A]> => {
    const id = (count += 1);
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, ...(tell ? { tell } : {}) });
      worker.postMessage({ ask: asked, id, given });
    }) as ReturnType<CsvSource[A]>;
  };
  post({ open: file });
  return {
    look: (look) => ask("look", [look]),
    check: (check: CsvCheck, tell) => ask("check", [check], tell),
    stop: () => post({ stop: true }),
    rows: (...given) => ask("rows", given),
    faults: (...given) => ask("faults", given),
    faultList: (...given) => ask("faultList", given),
    close: () => worker.terminate(),
  };
}

function hear(waiting: Map<number, Waiting>, said: FromWorker): void {
  const one = waiting.get(said.id);
  if (!one) return;
  if ("progress" in said) {
    one.tell?.(said.progress);
    return;
  }
  waiting.delete(said.id);
  // What is answered is what was asked for: both ends are of one build.
  if ("answer" in said) one.resolve(said.answer as never);
  else if ("trouble" in said) one.reject(new CsvTrouble(said.trouble.reason, said.trouble.line));
  else one.reject(new Error(said.failed));
}
