/** A folder of filled workbooks, imported and written as one master by the console's command, as it is built. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { script } from "./consolidate-files.ts";

const Answer = z.object({
  totals: z.object({
    taken: z.int(),
    refused: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    errors: z.int(),
    /** Of importing alone. */
    seconds: z.number(),
  }),
});

/** Of Node: microseconds, and KiB. */
const Usage = z.object({ userCPUTime: z.number(), systemCPUTime: z.number(), maxRSS: z.number() });

export interface Imported {
  readonly totals: z.infer<typeof Answer>["totals"];
  /** Of the whole process, from its start to its end, in milliseconds. */
  readonly ms: number;
  /** Processor time of all threads, in seconds. */
  readonly cpu: number;
  /** In MiB. */
  readonly memory: number;
}

/** @param data the folder of the store, in which the units are */
export async function importByConsole(folder: string, data: string, master: string): Promise<Imported> {
  const began = performance.now();
  const words = ["--require", script("usage.cjs"), "dist/server/admin.js", "import", folder];
  const child = spawn(process.execPath, [...words, "--master", master, "--json"], {
    env: { ...process.env, DATA_DIR: data },
    stdio: ["ignore", "pipe", "ignore", "pipe"],
  });
  const [, said, , usage] = child.stdio;
  if (!(said instanceof Readable && usage instanceof Readable)) throw new TypeError("no way to hear it");
  const [answer, used, [code]] = await Promise.all([text(said), text(usage), once(child, "exit")]);
  const ms = performance.now() - began;
  if (code !== 0) throw new Error(`the import ended with ${String(code)}: ${answer.slice(0, 500)}`);
  const { userCPUTime, systemCPUTime, maxRSS } = Usage.parse(JSON.parse(used));
  return {
    totals: Answer.parse(JSON.parse(answer)).totals,
    ms,
    cpu: (userCPUTime + systemCPUTime) / 1_000_000,
    memory: maxRSS / 1024,
  };
}
