/** `POST /files` and what follows: a long file asked for, looked after, fetched or given up. */
import { Problem } from "../../shared/problems.ts";
import { AskedFile, FileRun } from "../../shared/sync/files.ts";
import type { Files } from "../files/files.ts";
import type { Run } from "../files/run.ts";
import { CSV, XLSX } from "../files/media.ts";
import { runReply } from "./file-reply.ts";
import { jsonText, noContent } from "./reply.ts";
import { route } from "./route.ts";

/** Every kind of them is headquarters' (`readMaster`). */
const SIGHT = "all";

/** A sign-in waits for a file once, however many of its windows do. */
const waiterOf = (tokenId: number): string => `sign-in ${tokenId}`;

function runOf(files: Files, id = ""): Run {
  const run = files.byId(id);
  if (!run) throw new Problem("not_found");
  return run;
}

export const files = [
  route({
    method: "post",
    path: "/files",
    access: "readMaster",
    summary: {
      zh: "请求生成一个大文件:总表工作簿或其中一张表的 CSV",
      en: "Asks for a long file, the master as a workbook or one sheet of it as CSV. Whoever asks for the same on the same state of the store gets the same run. Look after it within a minute, again and again: who does not is taken for gone",
    },
    body: AskedFile,
    answer: FileRun,
    status: 202,
    problems: ["period_invalid"],
    handle: async ({ body: asked, tokenId }, { files: all }) => {
      const run = all.ask(await all.keyOf(asked, SIGHT), asked, SIGHT, waiterOf(tokenId));
      return jsonText(JSON.stringify(run.wire), 202);
    },
  }),
  route({
    method: "get",
    path: "/files/{id}",
    access: "readMaster",
    summary: { zh: "文件生成进度", en: "How far the file is: rows written of rows in all" },
    answer: FileRun,
    problems: ["not_found"],
    handle: async ({ params, tokenId }, { files: all }) => {
      const run = runOf(all, params.id);
      all.look(run, waiterOf(tokenId));
      return run.wire;
    },
  }),
  route({
    method: "get",
    path: "/files/{id}/content",
    access: "readMaster",
    summary: {
      zh: "下载文件,支持 ETag 与断点续传",
      en: "The file, with ETag and ranges; where it is still being written, as it is written",
    },
    answer: `${XLSX}, ${CSV}`,
    problems: ["not_found", "range_impossible"],
    handle: async (call, { files: all }) => {
      const run = runOf(all, call.params.id);
      if (run.state === "stopped") throw new Problem("not_found");
      return runReply(run, call, all);
    },
  }),
  route({
    method: "delete",
    path: "/files/{id}",
    access: "readMaster",
    summary: {
      zh: "不再等待该文件;无人等待时停止生成",
      en: "Waits for the file no more; it is stopped where nobody else waits for it",
    },
    answer: "",
    status: 204,
    problems: ["not_found"],
    handle: async ({ params, tokenId }, { files: all }) => {
      all.leave(runOf(all, params.id), waiterOf(tokenId));
      return noContent();
    },
  }),
];
