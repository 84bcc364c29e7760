/** 下载标注副本: the workbook as it was sent, its faults marked in it. */
import type { Pane } from "../pane.ts";
import { saveFile } from "./save-file.ts";
import type { UploadFile } from "./upload.ts";

export const saveMarked = (
  pane: Pane,
  { file, unit, period, password }: Pick<UploadFile, "file" | "unit" | "period" | "password">,
): Promise<void> =>
  pane.run("download", async (task) => {
    const { upload } = pane.texts;
    task.tell(upload.marked);
    const { service } = pane.surroundings;
    const copy = await service.markedWorkbook(
      { file, name: file.name, unit, period, password },
      new AbortController().signal,
    );
    saveFile(copy, upload.markedName(file.name.replace(/\.[^.]+$/, "")));
  });
