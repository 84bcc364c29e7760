/** Months, their deadlines, and whether they still take rows. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { isPeriod } from "../../shared/report/dates.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { route } from "./route.ts";

const Period = z.object({
  period: PeriodText,
  deadline: z.iso.datetime(),
  state: z.enum(["open", "closed"]),
});

const Setting = z.object({
  state: z.enum(["open", "closed"]).optional(),
  deadline: z.iso.datetime({ offset: true }).optional(),
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
    handle: async ({ params, body }, { store }) => {
      const current = await store.periods.of(month(params.period));
      const deadline = body.deadline === undefined ? current.deadline : new Date(body.deadline).toISOString();
      const period = { ...current, deadline, state: body.state ?? current.state };
      await store.periods.set(period);
      return period;
    },
  }),
];
