/** Filings on their way to the register (R6, R7). */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { addMonths, TIME_ZONE_OFFSET_HOURS } from "../../shared/report/dates.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import { Filing, FILING_STATES, FilingDecision } from "../../shared/sync/screening.ts";
import { may, reaches } from "../auth/roles.ts";
import { sightOf } from "../auth/sight.ts";
import { addressBook } from "../notify/addressees.ts";
import { decideFiling } from "../screening/decide-filing.ts";
import { alikeForFiling } from "../screening/likenesses.ts";
import type { FilingRecord, ScreeningStore } from "../store/screening-store.ts";
import { circumstancesOf } from "./decisions.ts";
import { type Call, route, type Service } from "./route.ts";

export const filings = [
  route({
    method: "get",
    path: "/filings",
    access: "readFilings",
    summary: {
      zh: "备案:可按状态、单位、月份查看",
      en: "Filings within the caller's sight, the latest change first; with a period, those to which something happened in that month",
    },
    query: z.object({
      state: z.enum(FILING_STATES).optional(),
      unit: z.string().max(40).optional(),
      period: PeriodText.optional(),
    }),
    answer: z.array(Filing),
    problems: ["unit_unknown", "unit_forbidden", "period_invalid"],
    handle: async ({ person, query: { state, unit, period } }, { store }) => {
      const sight = await sightOf(person, store.units, unit);
      const found = await store.screening.filings({
        sight,
        state,
        between: period === undefined ? undefined : monthOf(period),
      });
      return withSteps(store.screening, found);
    },
  }),
  route({
    method: "get",
    path: "/filings/{rowId}",
    access: "readFilings",
    summary: {
      zh: "一条备案，总部和工厂另见名录中相近的名称",
      en: "A filing; for headquarters and heads with what looks alike",
    },
    answer: Filing,
    problems: ["not_found"],
    handle: ({ person, params: { rowId = "" } }, service) => filingFor(service, person, rowId.toLowerCase()),
  }),
  route({
    method: "post",
    path: "/filings/{rowId}/decision",
    // Who may decide what depends on the decision too.
    access: "decideFilings",
    summary: {
      zh: "审核备案:工厂背书；总部接受、列为潜在、不采纳或退回询问",
      en: "Decide on a filing: the base plant's head endorses, headquarters accept, keep as potential, decline or ask",
    },
    body: FilingDecision,
    answer: Filing,
    problems: ["not_found", "reason_missing", "decision_impossible", "policy_account", "changed_meanwhile"],
    handle: async (call: Call<undefined, FilingDecision>, service) => {
      const { person, body, params } = call;
      const rowId = (params.rowId ?? "").toLowerCase();
      const reachable = await reachOf(person, service);
      const addresseesOf = await addressBook(service.store);
      const circumstances = { ...circumstancesOf(call, service), addresseesOf };
      await decideFiling(service.store.screening, rowId, body, circumstances, reachable);
      return filingFor(service, person, rowId);
    },
  }),
];

/** @throws Problem `not_found` too where it is another unit's: whether that has such a filing is not to be learnt here */
async function filingFor(service: Service, person: Author, rowId: string): Promise<Filing> {
  const { screening } = service.store;
  const filing = await screening.filing(rowId);
  const reachable = await reachOf(person, service);
  if (!filing || !reachable(filing.unit)) throw new Problem("not_found");
  const [answer] = await withSteps(screening, [filing]);
  if (!answer) throw new Problem("not_found");
  const screens = may(person.role, "screen") || may(person.role, "endorse");
  return screens ? { ...answer, alike: await alikeForFiling(screening, filing) } : answer;
}

async function reachOf(person: Author, { store }: Service): Promise<(unit: string) => boolean> {
  const units = new Map((await store.units.all()).map((unit) => [unit.code, unit]));
  return (code) => {
    const unit = units.get(code);
    return unit !== undefined && reaches(person, unit);
  };
}

async function withSteps(screening: ScreeningStore, found: readonly FilingRecord[]): Promise<Filing[]> {
  const steps = await screening.filingSteps(found.map(({ rowId }) => rowId));
  return found.map((filing) => ({ ...filing, steps: [...(steps.get(filing.rowId) ?? [])] }));
}

/** The instants between which it is that month in China. */
function monthOf(period: string): readonly [string, string] {
  const begin = (month: string): string =>
    new Date(Date.parse(`${month}-01T00:00:00Z`) - TIME_ZONE_OFFSET_HOURS * 3_600_000).toISOString();
  return [begin(period), begin(addMonths(period, 1))];
}
