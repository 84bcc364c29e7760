/** What headquarters decide in bulk, the log of decisions, and taking one back. */
import { z } from "zod";
import {
  Decision,
  DECISION_KINDS,
  DecisionPage,
  DecisionResults,
  ValueChoices,
} from "../../shared/sync/screening.ts";
import type { Circumstances } from "../screening/circumstances.ts";
import { chooseValues } from "../screening/decide.ts";
import { undoDecision } from "../screening/undo.ts";
import { type RawCall, route, type Service } from "./route.ts";

const PAGE = 100;
const LARGEST_PAGE = 500;
/** A thousand decisions, each with a long reason. */
export const DECISIONS_LIMIT = 4 * 1024 * 1024;

export const circumstancesOf = (
  { person, language }: Pick<RawCall, "person" | "language">,
  { clock }: Service,
): Circumstances => ({ person, language, at: new Date(clock()).toISOString() });

const DecisionNumber = z.coerce.number().int().min(1);

export const decisions = [
  route({
    method: "get",
    path: "/decisions",
    access: "readDecisions",
    summary: { zh: "决定记录，新的在前", en: "The log of decisions, newest first" },
    query: z.object({
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE),
      kind: z.enum(DECISION_KINDS).optional(),
    }),
    answer: DecisionPage,
    handle: async ({ query: { before, limit, kind } }, { store }): Promise<DecisionPage> => {
      const found = await store.screening.decisions({ before, limit: limit + 1, kind });
      const page = found.slice(0, limit);
      return { decisions: page, before: found.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
  }),
  route({
    method: "post",
    path: "/decisions/{id}/undo",
    // Whose decision it is is looked at with the decision itself.
    access: "decideFilings",
    summary: {
      zh: "撤销一个决定，恢复到决定之前",
      en: "Take a decision back: everything is again as it was before",
    },
    body: z.object({ reason: z.string().trim().max(2000).default("") }),
    answer: Decision,
    problems: ["not_found", "decision_impossible"],
    handle: (call, service) => {
      const id = DecisionNumber.safeParse(call.params.id);
      return undoDecision(
        service.store.screening,
        id.success ? id.data : 0,
        call.body.reason,
        circumstancesOf(call, service),
      );
    },
  }),
  route({
    method: "post",
    path: "/differences/decisions",
    access: "screen",
    summary: {
      zh: "在各单位说法不一的格中选择取值",
      en: "Choose between what units tell differently",
    },
    body: ValueChoices,
    limit: DECISIONS_LIMIT,
    answer: DecisionResults,
    handle: (call, service) =>
      chooseValues(service.store.screening, call.body.choices, circumstancesOf(call, service)),
  }),
];
