/** The change feed, and one row's history. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { SHEET_KEYS } from "../../shared/report/sheets.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import { FeedPage, History, type Revision } from "../../shared/sync/protocol.ts";
import { reaches } from "../auth/roles.ts";
import { sightOf } from "../auth/sight.ts";
import { noticesOf } from "../notify/notices.ts";
import { route } from "./route.ts";

const PAGE = 1000;
const LARGEST_PAGE = 5000;

export const rows = [
  route({
    method: "get",
    path: "/rows",
    access: "readRows",
    summary: {
      zh: "变更流:游标之后的每个版本，按提交先后",
      en: "The change feed: every revision after a cursor, in commit order. With a period: that month's rows and the standing ones",
    },
    query: z.object({
      since: z.coerce.number().int().min(0).default(0),
      sheet: z.enum(SHEET_KEYS).optional(),
      period: PeriodText.optional(),
      unit: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE),
    }),
    answer: FeedPage,
    problems: ["unit_unknown", "unit_forbidden", "period_invalid"],
    handle: async ({ person, query: { unit, ...query } }, { store }) =>
      store.rows.since({ ...query, sight: await sightOf(person, store.units, unit) }),
  }),
  route({
    method: "get",
    path: "/rows/{rowId}/history",
    access: "readRows",
    summary: {
      zh: "一行的全部版本和冲突",
      en: "Every revision of a row with what it changed, and its conflicts",
    },
    answer: History,
    problems: ["not_found"],
    handle: async ({ person, params: { rowId = "" } }, { store }): Promise<z.infer<typeof History>> => {
      const revisions = await store.rows.revisionsOf(rowId.toLowerCase());
      const [first] = revisions;
      const unit = first && (await store.units.byCode(first.unit));
      // Whether another unit has such a row is not to be learnt here.
      if (!first || !unit || !reaches(person, unit)) throw new Problem("not_found");
      const told = await store.rows.toldIn(revisions.map(({ submissionId }) => submissionId));
      return {
        rowId: first.rowId,
        sheet: first.sheet,
        unit: first.unit,
        revisions: revisions.map((revision, index) => ({
          ...revision,
          changes: changesFrom(revisions[index - 1], revision),
          told: told.get(revision.submissionId),
        })),
        conflicts: [...(await store.rows.conflictsOf(first.rowId))],
        notices: await noticesOf(store, revisions),
      };
    },
  }),
];

interface Change {
  readonly column: string;
  readonly from: Value;
  readonly to: Value;
}

function changesFrom(before: Revision | undefined, after: Revision): Change[] {
  const was: Values = before?.values ?? {};
  const columns = new Set([...Object.keys(was), ...Object.keys(after.values)]);
  return [...columns]
    .map((column) => ({ column, from: was[column] ?? null, to: after.values[column] ?? null }))
    .filter(({ from, to }) => from !== to);
}
