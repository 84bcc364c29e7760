/** Months, their deadlines, and whether they still take rows. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { sightOf } from "../auth/sight.ts";
import { takeInQuiet } from "../intake/quiet.ts";
import { made } from "../report/made-in-thread.ts";
import { placeOf } from "../store/open-reading.ts";
import { isPeriod } from "../../shared/report/dates.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { Completeness, PeriodChange, QuietReviews } from "../../shared/sync/months.ts";
import { MAX_BYTES, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { hashedJson } from "./reply.ts";
import { route } from "./route.ts";

const Period = z.object({
  period: PeriodText,
  deadline: z.iso.datetime(),
  state: z.enum(["open", "closed"]),
});

const Setting = z.object({
  state: z.enum(["open", "closed"]).optional(),
  deadline: z.iso.datetime({ offset: true }).optional(),
  reason: z.string().trim().max(2000).default(""),
});

const month = (text: string | undefined): string => {
  if (text === undefined || !isPeriod(text)) {
    throw new Problem("period_invalid", { period: (text ?? "").slice(0, 100) });
  }
  return text;
};

export const periods = [
  route({
    method: "get",
    path: "/periods",
    access: "readPeriods",
    summary: { zh: "填报月份", en: "Months that have been set or reported on, newest first" },
    answer: z.array(Period),
    handle: (_, { store }) => store.periods.all(),
  }),
  route({
    method: "get",
    path: "/periods/{period}",
    access: "readPeriods",
    summary: { zh: "一个月份的截止时间和状态", en: "A month's deadline and state" },
    answer: Period,
    problems: ["period_invalid"],
    handle: ({ params }, { store }) => store.periods.of(month(params.period)),
  }),
  route({
    method: "put",
    path: "/periods/{period}",
    access: "setPeriods",
    summary: { zh: "关账、重开或改截止时间", en: "Close a month, open it again, or move its deadline" },
    body: Setting,
    answer: Period,
    problems: ["period_invalid"],
    handle: async ({ params, person, body }, { store, clock }) => {
      const current = await store.periods.of(month(params.period));
      const deadline = body.deadline === undefined ? current.deadline : new Date(body.deadline).toISOString();
      const period = { ...current, deadline, state: body.state ?? current.state };
      const at = new Date(clock()).toISOString();
      await store.periods.set(period, { by: person, at, reason: body.reason });
      return period;
    },
  }),
  route({
    method: "get",
    path: "/periods/{period}/changes",
    access: "readPeriods",
    summary: {
      zh: "关账、重开和改期的记录",
      en: "Each time the month was closed, opened again or given another deadline, newest first",
    },
    answer: z.array(PeriodChange),
    problems: ["period_invalid"],
    handle: ({ params }, { store }) => store.periods.changes(month(params.period)),
  }),
  route({
    method: "get",
    path: "/periods/{period}/completeness",
    access: "readCompleteness",
    summary: {
      zh: "填报情况：按时、迟报、未报，以及未评述的客户",
      en: "Which units have reported on time, late or not at all, and which accounts they have not reviewed",
    },
    answer: Completeness,
    problems: ["period_invalid"],
    handle: async ({ params, person }, { store, config }) => {
      const period = month(params.period);
      const sight = await sightOf(person, store.units);
      return hashedJson(await made(placeOf(config), "completeness", { period, sight }));
    },
  }),
  route({
    method: "post",
    path: "/periods/{period}/quiet",
    access: "writeRows",
    summary: {
      zh: "本月无动态：为未评述的客户各加一条评述",
      en: "Nothing new this month: a review for each account named that has none",
    },
    body: QuietReviews.partial({ period: true }),
    limit: MAX_BYTES,
    answer: SubmissionAnswer,
    problems: ["unit_forbidden", "unit_unknown", "submission_differs", "period_invalid"],
    handle: ({ params, person, language, body }, { store, clock }) =>
      // The month is the address's.
      takeInQuiet(store, { person, language, at: clock() }, { ...body, period: month(params.period) }),
  }),
];
