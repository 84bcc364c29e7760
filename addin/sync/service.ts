/** The service's resources, one function each. Shapes beyond `shared/sync/protocol.ts` are parsed here. */
import { z } from "zod";
import { PeriodText } from "../../shared/report/schema.ts";
import { FeedPage, History, Session, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { ask, type Connection, send } from "./api.ts";
import type { FeedQuery } from "./pull.ts";

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

    signIn: (code: string) =>
      ask(connection, SignInAnswer, { method: "POST", path: "/sign-in", body: JSON.stringify({ code }) }),

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

    history: (rowId: string) => ask(connection, History, { path: `/rows/${at(rowId)}/history` }),

    periods: () => ask(connection, z.array(Period), { path: "/periods" }),

    setPeriod: ({ period, state, deadline }: Period) =>
      ask(connection, Period, {
        method: "PUT",
        path: `/periods/${at(period)}`,
        body: JSON.stringify({ state, deadline }),
      }),

    units: () => ask(connection, z.array(Unit), { path: "/units" }),

    invite: (invitation: { unit: string | null; role: string; name: string }) =>
      ask(connection, Invitation, { method: "POST", path: "/invitations", body: JSON.stringify(invitation) }),

    /** JSON of the month's report, for `shared/summary` to read. */
    summary: <T>(schema: z.ZodType<T>, period: string) =>
      ask(connection, schema, { path: "/summary", query: { period }, timeoutMs: FILE_TIMEOUT_MS }),

    /** A file (`template.xlsx`, `master.xlsx`, `summary.xlsx`), fetched with the token. */
    file: async (path: string, query: Record<string, string | undefined>): Promise<Blob> =>
      (await send(connection, { path: `/${path}`, query, timeoutMs: FILE_TIMEOUT_MS })).blob(),
  };
}
