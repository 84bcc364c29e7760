/** Steps that run in a process of their own, so that none disturbs another's memory or clock. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** What a step sends when it is through. */
export const Done = z.object({ value: z.unknown(), peakMemoryMiB: z.number() });

export interface Ran<T> {
  readonly value: T;
  readonly peakMemoryMiB: number;
}

/** Starts a step of `main.ts`; it lives until it has said what it has to say, or we end. */
export function startStep(name: string, input: unknown): ChildProcess {
  const child = fork(fileURLToPath(new URL("main.js", import.meta.url)), [name, JSON.stringify(input)], {
    // What it prints is not our answer.
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return child;
}

/** Runs a step to its end. */
export async function runStep<T extends z.ZodType>(
  name: string,
  input: unknown,
  schema: T,
): Promise<Ran<z.infer<T>>> {
  const { value, peakMemoryMiB } = Done.parse(await messageOf(startStep(name, input), name));
  return { value: schema.parse(value), peakMemoryMiB };
}

/** The next message of a step; rejects where it ends without one. */
export function messageOf(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`${name} ended with ${code ?? "a signal"}`));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message);
    });
  });
}
