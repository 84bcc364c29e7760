/** `GET /summary`, `GET /summary.xlsx`: the month's report (R5); `GET /summary/rows`: the rows behind a number. */
import { z } from "zod";
import { PeriodText } from "../../shared/report/schema.ts";
import { Summary } from "../../shared/summary/summary.ts";
import { Trace, TracedRows } from "../../shared/summary/trace.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import { made } from "../report/made-in-thread.ts";
import { placeOf } from "../store/open-reading.ts";
import { XLSX } from "../files/media.ts";
import { file, hashedJson } from "./reply.ts";
import { route } from "./route.ts";

const Month = z.object({ period: PeriodText });

export const summary = [
  route({
    method: "get",
    path: "/summary",
    access: "readSummary",
    summary: { zh: "月报数据", en: "The month's report as data" },
    query: Month,
    answer: Summary,
    problems: ["period_invalid"],
    handle: async ({ query: { period } }, { config, clock }) =>
      hashedJson(await made(placeOf(config), "summary", { period, at: clock() })),
  }),
  route({
    method: "get",
    path: "/summary.xlsx",
    access: "readSummary",
    summary: { zh: "月报文件", en: "The month's report as a workbook" },
    query: Month,
    answer: XLSX,
    problems: ["period_invalid"],
    handle: async ({ query: { period } }, { config, clock }) => {
      const workbook = await made(placeOf(config), "workbook", { period, at: clock() });
      return file(FILE_NAMES.summary(period), XLSX, workbook);
    },
  }),
  route({
    method: "get",
    path: "/summary/rows",
    access: "readSummary",
    summary: {
      zh: "月报中一个数字的来源行",
      en: "The rows behind a number of the report: ids of the rows that a trace means",
    },
    query: Trace,
    answer: TracedRows,
    problems: ["period_invalid"],
    handle: async ({ query: trace }, { config }) => hashedJson(await made(placeOf(config), "rows", trace)),
  }),
];
