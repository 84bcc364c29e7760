/** The service's resources, one function each. Shapes beyond `shared/sync/protocol.ts` are parsed here. */
import { z } from "zod";
import { PeriodText } from "../../shared/report/schema.ts";
import { Coverage } from "../../shared/summary/coverage.ts";
import { Reminded } from "../../shared/sync/copies.ts";
import {
  Completeness,
  Issued,
  type NewWords,
  PeriodChange,
  type QuietReviews,
  type ReportSection,
  Words,
} from "../../shared/sync/months.ts";
import {
  FeedPage,
  History,
  Register,
  Revision,
  Session,
  SubmissionAnswer,
} from "../../shared/sync/protocol.ts";
import { ReplicaTables } from "../../shared/sync/replica.ts";
import { type Trace, TracedRows } from "../../shared/summary/trace.ts";
import { ManagedUnit } from "../../shared/sync/units.ts";
import { accessOf } from "./access.ts";
import { ask, type Connection, send } from "./api.ts";
import { auditOf } from "./audit.ts";
import { copiesOf } from "./copies.ts";
import { filesOf } from "./files.ts";
import { mergedOf } from "./merged.ts";
import type { FeedQuery } from "./pull.ts";
import { personalOf } from "./personal.ts";
import { screeningOf } from "./screening.ts";
import { uploadsOf } from "./uploads.ts";

export const Period = z.object({
  period: PeriodText,
  state: z.enum(["open", "closed"]),
  /** ISO 8601. */
  deadline: z.string(),
});
export type Period = Readonly<z.infer<typeof Period>>;

export const Unit = z.object({ code: z.string(), name: z.string(), kind: z.string() });
export type Unit = Readonly<z.infer<typeof Unit>>;

const Invitation = z.object({ code: z.string(), link: z.string(), expiresAt: z.string() });
export type Invitation = Readonly<z.infer<typeof Invitation>>;

const SUBMIT_TIMEOUT_MS = 120_000;
const FILE_TIMEOUT_MS = 180_000;
const FEED_PAGE = 1000;

const SignInAnswer = z.object({ token: z.string(), session: Session });

export type Service = ReturnType<typeof serviceOf>;

export function serviceOf(connection: Connection) {
  const at = encodeURIComponent;
  return {
    connection,
    ...screeningOf(connection),
    ...accessOf(connection),
    ...copiesOf(connection),
    ...filesOf(connection),
    ...auditOf(connection),
    ...mergedOf(connection),
    ...personalOf(connection),
    ...uploadsOf(connection),

    signIn: (code: string) =>
      ask(connection, SignInAnswer, { method: "POST", path: "/sign-in", body: JSON.stringify({ code }) }),

    /** Whether one may sign in with the company's account. */
    companySignIn: () => ask(connection, z.object({ offered: z.boolean() }), { path: "/company-sign-in" }),

    session: () => ask(connection, Session, { path: "/session" }),

    /** Ends the token at the service. */
    signOut: () => send(connection, { method: "POST", path: "/sign-out" }),

    submit: (body: string, signal?: AbortSignal) =>
      ask(connection, SubmissionAnswer, {
        method: "POST",
        path: "/submissions",
        body,
        timeoutMs: SUBMIT_TIMEOUT_MS,
        ...(signal ? { signal } : {}),
      }),

    feed: (query: FeedQuery) =>
      ask(connection, FeedPage, { path: "/rows", query: { ...query, limit: FEED_PAGE } }),

    history: (rowId: string, signal?: AbortSignal) =>
      ask(connection, History, { path: `/rows/${at(rowId)}/history`, ...(signal ? { signal } : {}) }),

    periods: () => ask(connection, z.array(Period), { path: "/periods" }),

    setPeriod: ({ period, ...setting }: Period & { readonly reason?: string }) =>
      ask(connection, Period, {
        method: "PUT",
        path: `/periods/${at(period)}`,
        body: JSON.stringify(setting),
      }),

    completeness: (period: string, signal?: AbortSignal) =>
      ask(connection, Completeness, {
        path: `/periods/${at(period)}/completeness`,
        ...(signal ? { signal } : {}),
      }),

    /** Who tells of which account in the month. */
    coverage: (period: string, signal?: AbortSignal) =>
      ask(connection, Coverage, {
        path: "/coverage",
        query: { period },
        timeoutMs: FILE_TIMEOUT_MS,
        ...(signal ? { signal } : {}),
      }),

    /** 本月无动态, entered for a unit. */
    quiet: ({ period, ...reviews }: QuietReviews) =>
      ask(connection, SubmissionAnswer, {
        method: "POST",
        path: `/periods/${at(period)}/quiet`,
        body: JSON.stringify({ period, ...reviews }),
        timeoutMs: SUBMIT_TIMEOUT_MS,
      }),

    /** Closings, openings and deadlines of a month, newest first. */
    periodChanges: (period: string, signal?: AbortSignal) =>
      ask(connection, z.array(PeriodChange), {
        path: `/periods/${at(period)}/changes`,
        ...(signal ? { signal } : {}),
      }),

    /** Asks units, by their codes, for their report. */
    remind: (period: string, units: readonly string[]) =>
      ask(connection, Reminded, {
        method: "POST",
        path: `/periods/${at(period)}/reminders`,
        body: JSON.stringify({ units }),
      }),

    /** The lists for one unit: what HQ has accepted, and what the unit itself nominates. */
    register: (unit: string, signal?: AbortSignal) =>
      ask(connection, Register, { path: "/register", query: { unit }, ...(signal ? { signal } : {}) }),

    units: () => ask(connection, z.array(Unit), { path: "/units" }),

    /** Those out of use too. */
    managedUnits: (signal?: AbortSignal) =>
      ask(connection, z.array(ManagedUnit), {
        path: "/units",
        query: { inactive: "true" },
        ...(signal ? { signal } : {}),
      }),

    addUnit: ({ code, name, kind, base, headEmail }: ManagedUnit) =>
      ask(connection, ManagedUnit, {
        method: "POST",
        path: "/units",
        body: JSON.stringify({ code, name, kind, base, headEmail }),
      }),

    changeUnit: ({ code, name, base, headEmail, active }: ManagedUnit) =>
      ask(connection, ManagedUnit, {
        method: "PUT",
        path: `/units/${at(code)}`,
        body: JSON.stringify({ name, base, headEmail, active }),
      }),

    invite: (invitation: { unit: string | null; role: string; name: string }) =>
      ask(connection, Invitation, { method: "POST", path: "/invitations", body: JSON.stringify(invitation) }),

    /** What HQ's replica needs beside the change feed, for reports of the month `from` and later ones. */
    replicaTables: (from: string) =>
      ask(connection, ReplicaTables, { path: "/replica", query: { from }, timeoutMs: FILE_TIMEOUT_MS }),

    /** JSON of the month's report, for `shared/summary` to read. */
    summary: <T>(schema: z.ZodType<T>, period: string) =>
      ask(connection, schema, { path: "/summary", query: { period }, timeoutMs: FILE_TIMEOUT_MS }),

    /** These rows as they are now, in no order. */
    latestRows: (rowIds: readonly string[], signal?: AbortSignal) =>
      ask(connection, z.array(Revision), {
        method: "POST",
        path: "/rows/latest",
        body: JSON.stringify({ rowIds }),
        ...(signal ? { signal } : {}),
      }),

    /** Which rows a number of the report counts. */
    rowsBehind: (trace: Trace, signal?: AbortSignal) =>
      ask(connection, TracedRows, {
        path: "/summary/rows",
        query: trace,
        timeoutMs: FILE_TIMEOUT_MS,
        ...(signal ? { signal } : {}),
      }),

    /** HQ's own words in the month's report, section by section. */
    words: (period: string) => ask(connection, z.array(Words), { path: "/summary/words", query: { period } }),

    /** Every version of one section's words, newest first. */
    earlierWords: (period: string, section: ReportSection) =>
      ask(connection, z.array(Words), { path: `/summary/words/${at(period)}/${section}` }),

    /** Refused with `changed_meanwhile` where somebody else wrote since `baseRevision`. */
    writeWords: (period: string, section: ReportSection, words: NewWords) =>
      ask(connection, Words, {
        method: "PUT",
        path: `/summary/words/${at(period)}/${section}`,
        body: JSON.stringify(words),
      }),

    /** Newest first. */
    issuedReports: (period: string) =>
      ask(connection, z.array(Issued), { path: "/reports", query: { period } }),

    /** @param after which of the month's reports was the last, as far as known (0: none) */
    issueReport: (period: string, after: number) =>
      ask(connection, Issued, {
        method: "POST",
        path: "/reports",
        body: JSON.stringify({ period, after }),
        timeoutMs: FILE_TIMEOUT_MS,
      }),

    /** A file (`template.xlsx`, `summary.xlsx`), fetched with the token. */
    file: async (path: string, query: Record<string, string | undefined>): Promise<Blob> =>
      (await send(connection, { path: `/${path}`, query, timeoutMs: FILE_TIMEOUT_MS })).blob(),
  };
}
