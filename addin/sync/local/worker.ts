/** A thread of its own for SQLite, so that the pane never waits for it. */
import "../../policy.ts";
import initSqlJs from "sql.js";
import { ReplicaDesk } from "./desk.ts";
import type { Asked } from "./messages.ts";

/** Long enough that a page of the feed follows upon the other, short enough that little is read twice. */
const SAVE_AFTER_MS = 1500;

let timer: ReturnType<typeof setTimeout> | undefined;

const desk = new ReplicaDesk({
  engine: (wasm) => initSqlJs({ locateFile: () => wasm }),
  tell: (told) => postMessage(told),
  later: (work) => {
    clearTimeout(timer);
    timer = setTimeout(work, SAVE_AFTER_MS);
  },
});

addEventListener("message", ({ data }: MessageEvent<Asked>) => desk.hear(data));
