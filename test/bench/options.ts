/** What every benchmark is started with. */
import { z } from "zod";

export const Options = z.object({
  /** For stores and files, removed when the run is over. On a real disk: a commit has to reach it. */
  folder: z.string(),
  /** Small sizes. */
  quick: z.boolean(),
  /** Workbooks that are put together, where that is the benchmark. */
  files: z.int().min(2).optional(),
});
export type Options = z.infer<typeof Options>;
