/** `GET /coverage`: accounts by units, and who knows what of whom (R9). */
import { z } from "zod";
import { PeriodText } from "../../shared/report/schema.ts";
import { Coverage } from "../../shared/summary/coverage.ts";
import { made } from "../report/made-in-thread.ts";
import { placeOf } from "../store/open-reading.ts";
import { hashedJson } from "./reply.ts";
import { route } from "./route.ts";

export const coverage = [
  route({
    method: "get",
    path: "/coverage",
    access: "readSummary",
    summary: {
      zh: "覆盖图:各单位掌握各大客户的哪些信息",
      en: "The coverage map: accounts by units, with news, purchases and reviews of the month, and contacts",
    },
    query: z.object({ period: PeriodText }),
    answer: Coverage,
    problems: ["period_invalid"],
    handle: async ({ query: { period } }, { config }) =>
      hashedJson(await made(placeOf(config), "coverage", { period })),
  }),
];
