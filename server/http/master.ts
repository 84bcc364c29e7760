/** `GET /master.xlsx`, `GET /master.csv`: all rows of all units. */
import { z } from "zod";
import { PeriodText } from "../../shared/report/schema.ts";
import { SHEET_KEYS } from "../../shared/report/sheets.ts";
import { XLSX } from "../files/media.ts";
import { askedReply } from "./file-reply.ts";
import { route } from "./route.ts";

const Months = z.object({ from: PeriodText.optional(), to: PeriodText.optional() });

export const master = [
  route({
    method: "get",
    path: "/master.xlsx",
    access: "readMaster",
    summary: {
      zh: "总表:各单位的同一大客户、分支机构、承运商、联系人各为一行，来源写在批注里",
      en: "The master workbook; months included at both ends. What several units tell of one thing is one line, its sources in notes",
    },
    query: Months,
    answer: XLSX,
    problems: ["period_invalid", "range_impossible"],
    handle: (call, { files }) => askedReply({ kind: "master", ...call.query }, "all", call, files),
  }),
  route({
    method: "get",
    path: "/master.csv",
    access: "readMaster",
    summary: {
      zh: "总表中的一张表,CSV(UTF-8,带 BOM)",
      en: "One sheet of the master as CSV: UTF-8 with BOM; text that a spreadsheet would compute begins with an apostrophe",
    },
    query: Months.extend({ sheet: z.enum(SHEET_KEYS) }),
    answer: "text/csv",
    problems: ["period_invalid", "range_impossible"],
    handle: (call, { files }) => askedReply({ kind: "master-csv", ...call.query }, "all", call, files),
  }),
];
