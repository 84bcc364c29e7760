/** `POST /workbooks`: a filled workbook, however it came (R1); `POST /workbooks/marked`: it, with its faults marked. */
import { z } from "zod";
import type { ProblemCode } from "../../shared/problems.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { CHANNELS, MAX_BYTES } from "../../shared/sync/protocol.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import { markedWorkbook } from "../intake/marked.ts";
import { takeInWorkbook, WorkbookAnswer } from "../intake/workbook.ts";
import { FILE_PROBLEMS, readFiled } from "../intake/workbook-file.ts";
import { recognise, RECOGNITION_PROBLEMS } from "../intake/workbook-recognition.ts";
import { XLSX } from "../files/media.ts";
import { readUpload, WORKBOOK_BODY, ENVELOPE } from "./upload.ts";
import { file } from "./reply.ts";
import { type Call, route, type Service } from "./route.ts";

const Query = z.object({
  unit: z.string().max(40).optional(),
  period: PeriodText.optional(),
  channel: z.enum(CHANNELS).default("web"),
  dryRun: z.stringbool().default(false),
  /** Unit and month given count, also where the workbook says others. */
  confirmed: z.stringbool().default(false),
});

const PROBLEMS: readonly ProblemCode[] = [
  "unit_forbidden",
  "unit_unknown",
  "submission_differs",
  "template_newer",
  "period_invalid",
  ...FILE_PROBLEMS,
  ...RECOGNITION_PROBLEMS,
];

export const workbooks = [
  route({
    method: "post",
    path: "/workbooks",
    access: "writeRows",
    summary: {
      zh: "上传填好的工作簿",
      en: "A filled workbook: unit and month are the workbook's own unless given. The same file twice changes nothing",
    },
    query: Query,
    describedBody: [XLSX, "multipart/form-data"],
    answer: WorkbookAnswer,
    problems: PROBLEMS,
    handle: async (call, service) => {
      const { content, filed, reading, sender } = await received(call, service);
      return takeInWorkbook(service.store, sender, content, reading, filed);
    },
  }),
  route({
    method: "post",
    path: "/workbooks/marked",
    access: "writeRows",
    summary: {
      zh: "填好的工作簿的待更正副本：错处已标出，改好后可再传",
      en: "A copy of a filled workbook with its faults marked, to be corrected and sent again. Writes nothing",
    },
    query: Query,
    describedBody: [XLSX, "multipart/form-data"],
    answer: XLSX,
    problems: PROBLEMS,
    handle: async (call, service) => {
      const { content, filed, reading, sender } = await received(call, service);
      const { unit, drawn } = await markedWorkbook(service.store, sender, content, reading, filed);
      return file(FILE_NAMES.marked(unit.name, filed.period), XLSX, drawn);
    },
  }),
];

/** A file as it came, and what it is. */
async function received(
  { person, language, query, request }: Call<z.infer<typeof Query>, undefined>,
  { clock }: Service,
) {
  const { file: bytes, password } = await readUpload(request, MAX_BYTES + ENVELOPE, WORKBOOK_BODY);
  const { channel, dryRun, confirmed } = query;
  const months = query.period === undefined ? {} : { [confirmed ? "instead" : "period"]: query.period };
  const read = await readFiled(bytes, { ...months, ...(password !== undefined && { password }) }, language);
  const { reading, ...found } = recognise(read.reading, query, person);
  return {
    content: read.content,
    reading,
    filed: { ...found, channel, dryRun },
    sender: { person, language, at: clock() },
  };
}
