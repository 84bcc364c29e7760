/** Branches, carriers and contacts that units have named, and decisions on them and on accounts, in bulk. */
import { z } from "zod";
import { DecisionResults, Entry, ENTRY_KINDS, EntryDecisions } from "../../shared/sync/screening.ts";
import { addressBook } from "../notify/addressees.ts";
import { decideEntries } from "../screening/decide.ts";
import { listEntries } from "../screening/entries.ts";
import type { PlaceKind } from "../store/screening-store.ts";
import { circumstancesOf, DECISIONS_LIMIT } from "./decisions.ts";
import { route } from "./route.ts";

const PAGE = 500;
const LARGEST_PAGE = 1000;
const PLACE_KINDS = ENTRY_KINDS.filter((kind): kind is PlaceKind => kind !== "account");

export const entries = [
  route({
    method: "get",
    path: "/entries",
    access: "screen",
    summary: {
      zh: "分支机构、承运商和联系人，待确认的在前",
      en: "Branches, carriers and contacts with who speaks of them and what looks alike, proposed ones first",
    },
    query: z.object({
      kind: z.enum(PLACE_KINDS).optional(),
      state: Entry.shape.state.optional(),
      /** The account's number. */
      account: z.coerce.number().int().optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE),
    }),
    answer: z.array(Entry),
    handle: ({ query: { kind, state, account, offset, limit } }, { store }) =>
      listEntries(store.screening, {
        kinds: kind ? [kind] : PLACE_KINDS,
        state,
        accountId: account,
        offset,
        limit,
      }),
  }),
  route({
    method: "post",
    path: "/entries/decisions",
    access: "screen",
    summary: {
      zh: "批量收录、不采纳、合并或确认不同",
      en: "Accept, decline, merge, or find to be two: each is carried out or says why not",
    },
    body: EntryDecisions,
    limit: DECISIONS_LIMIT,
    answer: DecisionResults,
    handle: async (call, service) =>
      decideEntries(service.store.screening, call.body.decisions, {
        ...circumstancesOf(call, service),
        addresseesOf: await addressBook(service.store),
      }),
  }),
];
