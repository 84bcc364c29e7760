/** The service's resources for screening: filings, the register's entries, what may be one, and decisions. */
import { z } from "zod";
import {
  Decision,
  type DecisionKind,
  DecisionPage,
  DecisionResults,
  Difference,
  Entry,
  type EntryDecision,
  type EntryKind,
  Filing,
  type FilingDecision,
  Match,
  RegisterAccount,
  type ValueChoice,
} from "../../shared/sync/screening.ts";
import { ask, type Connection } from "./api.ts";

/** Deciding on many at once writes many rows. */
const DECISIONS_TIMEOUT_MS = 120_000;

/** Before its defaults are filled in. */
export type FilingWord = z.input<typeof FilingDecision>;
export type EntryWord = Omit<EntryDecision, "reason"> & { readonly reason?: string };
export type ValueWord = Omit<ValueChoice, "reason"> & { readonly reason?: string };

export function screeningOf(connection: Connection) {
  const at = encodeURIComponent;
  const get = <T>(
    schema: z.ZodType<T>,
    path: string,
    query: Readonly<Record<string, string | number | undefined>>,
    signal?: AbortSignal,
  ) => ask(connection, schema, { path, query, ...(signal ? { signal } : {}) });
  const post = <T>(schema: z.ZodType<T>, path: string, body: unknown) =>
    ask(connection, schema, {
      method: "POST",
      path,
      body: JSON.stringify(body),
      timeoutMs: DECISIONS_TIMEOUT_MS,
    });

  return {
    /** Within the caller's sight. */
    filings: (query: { readonly unit?: string; readonly state?: string }, signal?: AbortSignal) =>
      get(z.array(Filing), "/filings", query, signal),

    /** With what looks alike. */
    filing: (rowId: string, signal?: AbortSignal) => get(Filing, `/filings/${at(rowId)}`, {}, signal),

    decideFiling: (rowId: string, decision: FilingWord) =>
      post(Filing, `/filings/${at(rowId)}/decision`, decision),

    accounts: (signal?: AbortSignal) => get(z.array(RegisterAccount), "/accounts", {}, signal),

    entries: (
      query: {
        readonly kind?: EntryKind;
        readonly state?: Entry["state"];
        readonly offset?: number;
        readonly limit?: number;
      },
      signal?: AbortSignal,
    ) => get(z.array(Entry), "/entries", query, signal),

    decideEntries: (decisions: readonly EntryWord[]) =>
      post(DecisionResults, "/entries/decisions", { decisions }),

    matches: (query: { readonly kind?: EntryKind }, signal?: AbortSignal) =>
      get(z.array(Match), "/matches", query, signal),

    differences: (
      query: { readonly sheet?: string; readonly chosen?: "true" | "false" },
      signal?: AbortSignal,
    ) => get(z.array(Difference), "/differences", query, signal),

    chooseValues: (choices: readonly ValueWord[]) =>
      post(DecisionResults, "/differences/decisions", { choices }),

    decisions: (
      query: { readonly kind?: DecisionKind; readonly before?: number; readonly limit?: number },
      signal?: AbortSignal,
    ) => get(DecisionPage, "/decisions", query, signal),

    undoDecision: (id: number, reason: string) => post(Decision, `/decisions/${id}/undo`, { reason }),
  };
}
