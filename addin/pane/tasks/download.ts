/** Fetches a file with the token and hands it to the browser. */
import type { Pane } from "../pane.ts";
import { saveFile } from "./save-file.ts";

export interface ServiceFile {
  /** `template.xlsx`, `summary.xlsx` */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** What it is called on the user's computer. */
  readonly name: string;
}

export const download = (pane: Pane, { path, query, name }: ServiceFile): Promise<void> =>
  pane.run("download", async (task) => {
    task.tell(name);
    saveFile(await pane.surroundings.service.file(path, query), name);
  });
