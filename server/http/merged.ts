/** Lines of the master that several units tell of, and where each of their values comes from. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { Difference, MERGED_SHEETS, MergedDetail, MergedPage } from "../../shared/sync/screening.ts";
import { route } from "./route.ts";

const PAGE = 500;
const LARGEST_PAGE = 2000;
const MOST_DIFFERENCES = 1000;

export const merged = [
  route({
    method: "get",
    path: "/merged",
    access: "readMaster",
    summary: {
      zh: "总表的一张表:各单位的同一事物合为一行",
      en: "A sheet of the master, one line for each thing, whoever tells of it. `naming` is another text whenever the register has come to call an account otherwise",
    },
    query: z.object({
      sheet: z.enum(MERGED_SHEETS),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE),
    }),
    answer: MergedPage,
    handle: ({ query: { sheet, after = null, limit } }, { store }) =>
      store.merged.page({ sheet, after, limit }),
  }),
  route({
    method: "get",
    path: "/merged/{rowId}",
    access: "readMaster",
    summary: {
      zh: "一行所在的总表行:每一格谁说了什么",
      en: "The line that any unit's row is in, and of each of its cells who tells what",
    },
    answer: MergedDetail,
    problems: ["not_found"],
    handle: async ({ params: { rowId = "" } }, { store }) => {
      const line = await store.merged.lineOf(rowId.toLowerCase());
      if (!line) throw new Problem("not_found");
      return line;
    },
  }),
  route({
    method: "get",
    path: "/differences",
    access: "readMaster",
    summary: {
      zh: "各单位说法不一的格",
      en: "Cells on which units differ, with what each tells; those that HQ has not chosen between, or has",
    },
    query: z.object({
      sheet: z.enum(MERGED_SHEETS).optional(),
      chosen: z.enum(["true", "false"]).optional(),
      limit: z.coerce.number().int().min(1).max(MOST_DIFFERENCES).default(MOST_DIFFERENCES),
    }),
    answer: z.array(Difference),
    handle: ({ query: { sheet, chosen, limit } }, { store }) =>
      store.merged.differences({
        sheet,
        limit,
        ...(chosen !== undefined && { chosen: chosen === "true" }),
      }),
  }),
];
