/** `GET /summary`, `GET /summary.xlsx`: the month's report (R5). */
import { z } from "zod";
import { summaryPlan } from "../../shared/plan/summary.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { Summary } from "../../shared/summary/summary.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import { monthlyReport } from "../report/monthly-report.ts";
import { drawWorkbook } from "../xlsx/draw.ts";
import { file, XLSX } from "./reply.ts";
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
    handle: ({ query: { period } }, { store, clock }) => monthlyReport(store, period, clock()),
  }),
  route({
    method: "get",
    path: "/summary.xlsx",
    access: "readSummary",
    summary: { zh: "月报文件", en: "The month's report as a workbook" },
    query: Month,
    answer: XLSX,
    problems: ["period_invalid"],
    handle: async ({ query: { period } }, { store, clock }) => {
      const plan = summaryPlan(await monthlyReport(store, period, clock()));
      return file(FILE_NAMES.summary(period), XLSX, await drawWorkbook(plan));
    },
  }),
];
