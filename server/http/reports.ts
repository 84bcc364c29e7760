/** Reports as they were issued: numbered, and the same for ever (R5). */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { Summary } from "../../shared/summary/summary.ts";
import { Issued } from "../../shared/sync/months.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import { textsIn } from "../../shared/text/texts.ts";
import { issueReport } from "../report/issue.ts";
import { made } from "../report/made-in-thread.ts";
import { placeOf } from "../store/open-reading.ts";
import { XLSX } from "../files/media.ts";
import { created, file, hashedJson } from "./reply.ts";
import { route } from "./route.ts";

const NewReport = z.object({
  period: PeriodText,
  /** The sequence of the month's last report, 0 for none: refused where another one has been issued meanwhile. */
  after: z.int().min(0).optional(),
});

export const reports = [
  route({
    method: "post",
    path: "/reports",
    access: "issueReports",
    summary: { zh: "发布月报", en: "Issues the month's report as it is now, under the next number" },
    body: NewReport,
    answer: Issued,
    status: 201,
    problems: ["period_invalid", "changed_meanwhile"],
    handle: async ({ body: { period, after = null }, person, language }, { store, config, clock }) => {
      const issued = await issueReport(store, placeOf(config), { period, after, by: person, at: clock() });
      if (!issued) {
        throw new Problem("changed_meanwhile", { subject: textsIn(language).reportPage.issue.list });
      }
      return created(issued);
    },
  }),
  route({
    method: "get",
    path: "/reports",
    access: "readSummary",
    summary: { zh: "已发布的月报", en: "Reports issued, newest first" },
    query: z.object({ period: PeriodText.optional() }),
    answer: z.array(Issued),
    problems: ["period_invalid"],
    handle: ({ query: { period = null } }, { store }) => store.reports.issued(period),
  }),
  route({
    method: "get",
    path: "/reports/{number}",
    access: "readSummary",
    summary: { zh: "一期月报的数据", en: "A report as it was issued, as data" },
    answer: Summary,
    problems: ["not_found"],
    handle: async ({ params: { number = "" } }, { config }) => {
      const report = await made(placeOf(config), "kept", { number });
      if (!report) throw new Problem("not_found");
      return hashedJson(report);
    },
  }),
  route({
    method: "get",
    path: "/reports/{number}/summary.xlsx",
    access: "readSummary",
    summary: { zh: "一期月报的文件", en: "A report as it was issued, as a workbook" },
    answer: XLSX,
    problems: ["not_found"],
    handle: async ({ params: { number = "" } }, { config }) => {
      const workbook = await made(placeOf(config), "keptWorkbook", { number });
      if (!workbook) throw new Problem("not_found");
      return file(FILE_NAMES.summary(number), XLSX, workbook);
    },
  }),
];
