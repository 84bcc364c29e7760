/** Tests that do as chance says, and can be run again as they were: with `SEED=…`, which a failure tells. */
import { relative } from "node:path";
import { isNativeError } from "node:util/types";
import { type Chance, chances } from "../bench/chance.ts";

/** A test whose story draws from `chance`. `SEED` in the environment repeats one; otherwise every run differs. */
export function seeded(name: string, story: (chance: Chance) => Promise<void>, timeout: number): void {
  test(
    name,
    async () => {
      const seed = process.env.SEED ?? String(Date.now());
      try {
        await story(chances(seed));
      } catch (fault) {
        const file = relative(process.cwd(), expect.getState().testPath ?? "");
        throw told(fault, `SEED=${seed} npx jest ${file}`);
      }
    },
    timeout,
  );
}

/** How to see it again stands above what went wrong; its cause is told by jest. */
function told(fault: unknown, again: string): unknown {
  // Node's own errors, as those of `fetch`, are no `Error` of the tests' world.
  if (!isNativeError(fault)) return new Error(`${again}\n${String(fault)}`);
  const { message, stack = "" } = fault;
  fault.message = `${again}\n\n${message}`;
  fault.stack = stack.includes(message) ? stack.replace(message, () => fault.message) : `${again}\n${stack}`;
  return fault;
}
