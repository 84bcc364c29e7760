/** `GET /replica`: for HQ's replica in the pane, the small tables that the change feed does not tell of. */
import { z } from "zod";
import { columnNames } from "../../shared/summary/definitions.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { REPLICA_TABLES, type ReplicaTable, ReplicaTables } from "../../shared/sync/replica.ts";
import type { NamedQuery } from "../store/store.ts";
import { route } from "./route.ts";

/** Of what piles up over the years only what a month's report from then on speaks of. */
const SINCE: Partial<Record<ReplicaTable, string>> = {
  filings: "WHERE changed_at >= :from",
  filing_steps: "WHERE row_id IN (SELECT row_id FROM filings WHERE changed_at >= :from)",
  decisions: "WHERE kind = 'entry-same' AND at >= :from",
};

export const replica = [
  route({
    method: "get",
    path: "/replica",
    access: "readSummary",
    summary: {
      zh: "本地数据用的名录、备案、单位和月份",
      en: "Register, filings, units and months, for a local replica; the rows come by the change feed",
    },
    query: z.object({ from: PeriodText }),
    answer: ReplicaTables,
    problems: ["period_invalid"],
    handle: async ({ query: { from } }, { store }): Promise<ReplicaTables> => {
      const tables = REPLICA_TABLES.map((name): NamedQuery => {
        const since = SINCE[name] ?? "";
        return {
          name,
          sql: `SELECT ${columnNames(name).join(", ")} FROM ${name} ${since}`,
          parameters: since === "" ? {} : { from },
        };
      });
      const found = await store.snapshot([
        ...tables,
        { name: "cursor", sql: "SELECT COALESCE(MAX(cursor), 0) AS latest FROM revisions", parameters: {} },
      ]);
      const linesOf = (name: ReplicaTable) =>
        (found.get(name) ?? []).map((row) => columnNames(name).map((column) => row[column] ?? null));
      return {
        cursor: Number(found.get("cursor")?.[0]?.latest ?? 0),
        tables: {
          account_register: linesOf("account_register"),
          register_entries: linesOf("register_entries"),
          filings: linesOf("filings"),
          filing_steps: linesOf("filing_steps"),
          units: linesOf("units"),
          periods: linesOf("periods"),
          decisions: linesOf("decisions"),
        },
      };
    },
  }),
];
