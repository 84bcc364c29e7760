/** HQ's own words in the monthly report: a paragraph for each section, every version kept. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { NewWords, REPORT_SECTIONS, Words } from "../../shared/sync/months.ts";
import { textsIn } from "../../shared/text/texts.ts";
import { parse } from "./parse.ts";
import { route } from "./route.ts";

const Month = z.object({ period: PeriodText });
const Place = Month.extend({ section: z.enum(REPORT_SECTIONS) });

export const words = [
  route({
    method: "get",
    path: "/summary/words",
    access: "readSummary",
    summary: {
      zh: "月报各部分的总部文字",
      en: "HQ's own words by section of the month's report, as they stand",
    },
    query: Month,
    answer: z.array(Words),
    problems: ["period_invalid"],
    handle: async ({ query: { period } }, { store }) => {
      const standing = await store.reports.words(period);
      return REPORT_SECTIONS.flatMap((section) => standing.find((one) => one.section === section) ?? []);
    },
  }),
  route({
    method: "get",
    path: "/summary/words/{period}/{section}",
    access: "readSummary",
    summary: {
      zh: "一部分总部文字的各个版本",
      en: "Every version of one section's words, newest first",
    },
    answer: z.array(Words),
    problems: ["period_invalid"],
    handle: async ({ params, language }, { store }) => {
      const { period, section } = parse(Place, params, language);
      return store.reports.revisions(period, section);
    },
  }),
  route({
    method: "put",
    path: "/summary/words/{period}/{section}",
    access: "issueReports",
    summary: {
      zh: "改写一部分的总部文字",
      en: "Writes a section's words anew; refused where somebody else wrote since `baseRevision`",
    },
    body: NewWords,
    answer: Words,
    problems: ["period_invalid", "changed_meanwhile"],
    handle: async ({ params, body, person, language }, { store, clock }) => {
      const { period, section } = parse(Place, params, language);
      const written = await store.reports.write({
        ...body,
        period,
        section,
        at: new Date(clock()).toISOString(),
        by: person,
      });
      if (!written) {
        throw new Problem("changed_meanwhile", { subject: textsIn(language).reportPage.section[section] });
      }
      return written;
    },
  }),
];
