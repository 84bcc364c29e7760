/** `GET /matches`: what may be one. */
import { z } from "zod";
import { ENTRY_KINDS, Match } from "../../shared/sync/screening.ts";
import { listMatches } from "../screening/matches.ts";
import { route } from "./route.ts";

const PAGE = 200;

export const matches = [
  route({
    method: "get",
    path: "/matches",
    access: "screen",
    summary: {
      zh: "可能是同一个的两个，最相近的在前",
      en: "Pairs that may be one and on which nobody has decided, best first, each with its reason",
    },
    query: z.object({
      kind: z.enum(ENTRY_KINDS).optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(PAGE).default(PAGE),
    }),
    answer: z.array(Match),
    handle: ({ query: { kind, ...page } }, { store }) =>
      listMatches(store.screening, kind ? [kind] : ENTRY_KINDS, page),
  }),
];
