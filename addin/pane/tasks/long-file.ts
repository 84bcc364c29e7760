/** A file that the service takes long to write: with its progress, until it is saved or stopped. */
import type { AskedFile, FileRun } from "../../../shared/sync/files.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { Pane, Task } from "../pane.ts";
import { number } from "../wording.ts";
import { saveFile } from "./save-file.ts";

/** Seconds. */
const LOOK_EVERY = 0.5;

/** @param name what it is called on the user's computer */
export const downloadLong = (
  pane: Pane,
  asked: AskedFile,
  name: string,
  save: (content: Blob, name: string) => void = saveFile,
): Promise<void> =>
  pane.run("download", async (task) => {
    const { service } = pane.surroundings;
    task.tell(pane.texts.longFile.waiting);
    task.mayStop();
    const run = await written(pane, task, await service.askForFile(asked));
    if (run.state === "ready" && !task.stopped()) {
      task.tell(pane.texts.longFile.fetching(name), 1);
      const content = await service.fileContent(run.id);
      if (!task.stopped()) save(content, name);
    }
    if (task.stopped()) {
      await service.giveUpFile(run.id);
      pane.set({ notice: pane.texts.longFile.stopped });
    } else if (run.state !== "ready") {
      const { failed: title, failedFix: detail } = pane.texts.longFile;
      throw new ServiceProblem("problem", { status: 503, title, detail });
    }
  });

/** The run when it is over, or as it was when the user stopped it. */
async function written(pane: Pane, task: Task, begun: FileRun): Promise<FileRun> {
  const { service, wait } = pane.surroundings;
  const { longFile } = pane.texts;
  let run = begun;
  while (!task.stopped() && (run.state === "waiting" || run.state === "writing")) {
    if (run.of !== null) {
      task.tell(longFile.writing(number(run.rows), number(run.of)), run.of === 0 ? 0 : run.rows / run.of);
    }
    await wait(LOOK_EVERY);
    run = await service.fileRun(run.id);
  }
  return run;
}
