/** How the heaps of threads begin. */
import { setFlagsFromString } from "node:v8";

/**
 * Of what has outlived its first moments. V8 begins with a few MiB and looks through all of it whenever they are full or
 * bytes outside of it are many: a thread that reads files would be at it fifty times in ten seconds.
 */
const FIRST_OLD_MIB = 64;

/** For the threads that are started from now on. The flag is looked at when a heap is made, and not again. */
export const beginLarge = (): void => setFlagsFromString(`--initial-old-space-size=${FIRST_OLD_MIB}`);
