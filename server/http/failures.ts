/** Whatever goes wrong becomes `application/problem+json`; never a stack trace. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { Problem, problemDocument } from "../../shared/problems.ts";
import { GivenUp } from "../threads/given-up.ts";
import type { StoreAbsence } from "../store/absence.ts";
import { StoreAway } from "../store/away.ts";
import { languageOf } from "./language.ts";
import type { Service } from "./route.ts";

/** The disk or the file is at fault, and may be well again later. */
const STORE_FAULT = /^(SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM)|ENOSPC|EDQUOT|EROFS)/;
const RETRY_SECONDS = 10;
const PATIENCE_MS = 10_000;

export const failures =
  ({ log }: Pick<Service, "log">, absence: StoreAbsence): ErrorRequestHandler =>
  // express knows an error handler by its four parameters
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  (error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    if (problem.status >= 500 && !absence.refuses(error))
      log.error({ err: error, id: problem.params.id }, problem.code);
    if (response.headersSent) {
      // Half a file has gone out: break it off, so that nobody takes it for whole.
      response.destroy();
      return;
    }
    const answer = (): void => send(response, problem, request.headers["accept-language"]);
    if (request.complete) answer();
    else passOver(request, answer);
  };

/**
 * Lets the rest of a refused body go by, unread, and answers then: a client that is still sending (and many that
 * close the connection after one request) would see a broken connection instead of the answer. One that will not
 * come to an end is answered all the same and cut off.
 */
function passOver(request: IncomingMessage, answer: () => void): void {
  let answered = false;
  const once = (): void => {
    if (answered) return;
    answered = true;
    clearTimeout(patience);
    answer();
  };
  const patience = setTimeout(() => {
    once();
    request.destroy();
  }, PATIENCE_MS).unref();
  request.once("end", once).once("close", once).on("error", once).resume();
}

/** Nothing is there by that name. */
export const notFound: RequestHandler = () => {
  throw new Problem("not_found");
};

export const methodNotAllowed =
  (allowed: readonly string[]): RequestHandler =>
  (request, response) => {
    response.setHeader("Allow", allowed.join(", "));
    throw new Problem("method_not_allowed", { method: request.method });
  };

function send(response: Response, problem: Problem, accept: string | undefined): void {
  response.status(problem.status);
  if (problem.status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="dakehu"');
  if (problem.status === 429 || problem.status === 503) {
    response.setHeader("Retry-After", String(problem.params.seconds ?? RETRY_SECONDS));
  }
  for (const name of ["Content-Disposition", "ETag", "Accept-Ranges"]) response.removeHeader(name);
  response.setHeader("Content-Type", "application/problem+json; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(JSON.stringify(problemDocument(problem, languageOf(accept))));
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StoreAway) return new Problem("store_away", { seconds: RETRY_SECONDS });
  if (error instanceof Error && "code" in error && STORE_FAULT.test(String(error.code))) {
    return new Problem("unavailable", { seconds: RETRY_SECONDS });
  }
  // Reading threads tell apart whose fault it is; what is left is work of our own, for which this machine is too busy.
  if (error instanceof GivenUp) return new Problem("unavailable", { seconds: RETRY_SECONDS });
  // express itself: a path that cannot be decoded.
  if (error instanceof URIError) return new Problem("malformed", { detail: "URL" });
  return new Problem("internal", { id: randomUUID() });
}
