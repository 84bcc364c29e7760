/** A long file as an answer: with a strong ETag; whole as it is written, or parts of it once it lies there. */
import { nameOf, typeOf } from "../files/asked.ts";
import type { Files } from "../files/files.ts";
import { follow } from "../files/follow.ts";
import type { Run } from "../files/run.ts";
import type { AuditDetail } from "../../shared/sync/audit.ts";
import type { AskedFile } from "../../shared/sync/files.ts";
import type { Sight } from "../store/store.ts";
import { isKnown } from "./if-none-match.ts";
import { headersFor, Reply } from "./reply.ts";
import type { RawCall } from "./route.ts";

type Caller = Pick<RawCall, "request" | "gone">;

/** Nothing is written for who has the file already, or only asks for its head. */
export async function askedReply(
  asked: AskedFile,
  sight: Sight,
  { request, gone }: Caller,
  files: Files,
): Promise<Reply> {
  const key = await files.keyOf(asked, sight);
  const headers = headersOf(asked, key);
  const type = typeOf(asked);
  if (isKnown(request, etagOf(key))) return new Reply({ status: 304, type, body: "", headers });
  if (request.method === "HEAD") return new Reply({ type, body: "", headers });
  const waiter = Symbol("answer");
  const run = files.ask(key, asked, sight, waiter);
  files.stay(run, gone);
  files.leave(run, waiter);
  return runReply(run, { request, gone }, files);
}

/** The run is kept until the answer is out. */
export async function runReply(run: Run, { request, gone }: Caller, files: Files): Promise<Reply> {
  const headers = headersOf(run.asked, run.key);
  const type = typeOf(run.asked);
  const exported = detailOf(run.asked);
  if (isKnown(request, etagOf(run.key))) return new Reply({ status: 304, type, body: "", headers, exported });
  files.stay(run, gone);
  // A part of it is asked for where a download broke off: its length has to be known.
  if (request.headers.range !== undefined) await run.finished(gone);
  if (run.state === "ready") return new Reply({ type, body: { path: run.path }, headers, exported });
  return new Reply({ type, body: follow(run, gone), headers, exported });
}

const etagOf = (key: string): string => `"${key}"`;

const detailOf = ({ from, to, ...asked }: AskedFile): AuditDetail => ({
  ...asked,
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

const headersOf = (asked: AskedFile, key: string): Record<string, string> => ({
  ...headersFor(nameOf(asked)),
  ETag: etagOf(key),
  "Accept-Ranges": "bytes",
  // Packed on its way it would have other bytes than its parts.
  "Cache-Control": "no-cache, no-transform",
});
