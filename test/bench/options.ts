/** What every benchmark is started with. */
import { z } from "zod";

export const Options = z.object({
  /** For stores and files, removed when the run is over. On a real disk: a commit has to reach it. */
  folder: z.string(),
  /** Small sizes. */
  quick: z.boolean(),
});
export type Options = z.infer<typeof Options>;
