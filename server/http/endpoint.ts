/** From a route to express: who calls, may they, what do they send; and a value or a Problem to a response. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { statSync } from "node:fs";
import type { Request, RequestHandler, Response } from "express";
import { Problem } from "../../shared/problems.ts";
import { may } from "../auth/roles.ts";
import { type Signed, identify } from "../auth/identify.ts";
import { isKnown } from "./if-none-match.ts";
import { deedOf, exportOf, failedSignIn, isExport, refusalOf } from "./deeds.ts";
import { languageOf } from "./language.ts";
import { Reply } from "./reply.ts";
import type { Limits } from "./limits.ts";
import type { RawCall, Route, Service } from "./route.ts";

export const endpoint =
  (route: Route, service: Service, limits: Limits): RequestHandler =>
  async (request, response) => {
    response.locals.route = `/api/v1${route.path}`;
    let signed: Signed | undefined;
    const deed = () => deedOf(route, request, signed, service.clock());
    try {
      signed = await caller(route, { request, response, service, limits });
      if (signed) await limits.call(request, response, signed.tokenId);
      if (signed && route.access !== "anyone" && !may(signed.person.role, route.access)) {
        throw new Problem("forbidden");
      }
      const call: RawCall = {
        ...callOf(request, signed ?? NOBODY),
        gone: goneOf(response),
        attempt: (code) => limits.attempt(request, response, code),
      };
      const reads = route.method === "get" && !route.signsIn;
      const store = reads ? service.store : service.store.as(deed());
      const value = await route.handle(call, { ...service, store });
      // A file does not go out before it is on disk that it did.
      if (isExport(route)) await store.audit.add(exportOf(deed(), value));
      if (value instanceof Reply && value.parts.failed !== undefined && route.signsIn) {
        store.audit.refused(failedSignIn(deed(), value.parts.failed, request.ip ?? ""));
      }
      await answer(request, response, value);
    } catch (error) {
      const refused = error instanceof Problem && refusalOf(deed(), error, request.ip ?? "");
      if (refused) service.store.audit.refused(refused);
      throw error;
    }
  };

interface Asked {
  readonly request: Request;
  readonly response: Response;
  readonly service: Service;
  readonly limits: Limits;
}

const NOBODY: Signed = { person: { name: "", unit: null, role: "lead" }, personId: 0, tokenId: 0 };

/** Undefined where the route asks for nobody. Nothing of the body has been read by then. */
async function caller(
  route: Route,
  { request, response, service, limits }: Asked,
): Promise<Signed | undefined> {
  if (route.access === "anyone") {
    if (route.signsIn) await limits.signIn(request, response);
    return undefined;
  }
  return identify(request.headers.authorization, service).catch(async (error: unknown) => {
    if (error instanceof Problem && error.code === "unauthenticated")
      await limits.stranger(request, response);
    throw error;
  });
}

function goneOf(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.closed) gone.abort();
  else response.once("close", () => gone.abort());
  return gone.signal;
}

function callOf(request: Request, signed: Signed): Omit<RawCall, "attempt" | "gone"> {
  return {
    ...signed,
    language: languageOf(request.headers["accept-language"]),
    request,
    params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
    query: { ...request.query },
    address: request.ip ?? "",
    origin: `${request.protocol}://${request.headers.host ?? "localhost"}`,
  };
}

async function answer(request: Request, response: Response, value: unknown): Promise<void> {
  response.setHeader("Cache-Control", "no-cache");
  response.vary("Authorization");
  response.vary("Accept-Language");
  if (!(value instanceof Reply)) {
    sendJson(request, response, JSON.stringify(value));
    return;
  }
  const { status = 200, type, body, hash, headers = {} } = value.parts;
  response.status(status);
  for (const [name, text] of Object.entries(headers)) response.setHeader(name, text);
  if (status === 204 || status === 304) {
    response.end();
    return;
  }
  if (hash !== undefined && isSent(request, response, hash)) return;
  response.setHeader("Content-Type", type);
  if (typeof body === "string" || body instanceof Uint8Array) {
    response.send(
      typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    );
    return;
  }
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  if ("path" in body) {
    await sendFromDisk(response, body.path);
    return;
  }
  for await (const piece of body) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

/** Until the client has taken what waits for it, or is gone. */
async function drained(response: Response): Promise<void> {
  if (response.destroyed) return;
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(response, "drain", { signal }), once(response, "close", { signal })]);
  } finally {
    // A long answer waits many times: whoever lost the race must not listen on.
    over.abort();
  }
}

/** The file or the parts of it that the request names, with the headers that are set already. */
function sendFromDisk(response: Response, path: string): Promise<void> {
  const options = { cacheControl: false, lastModified: false, etag: false, dotfiles: "allow" } as const;
  return new Promise((resolve, reject) => {
    response.sendFile(path, options, (fault?: Error) => {
      // A caller that hung up has nobody to be told.
      if (!fault || response.closed) resolve();
      else if ("status" in fault && fault.status === 416) {
        response.setHeader("Content-Range", `bytes */${statSync(path).size}`);
        reject(new Problem("range_impossible"));
      } else reject(fault);
    });
  });
}

function sendJson(request: Request, response: Response, body: string): void {
  const hash = createHash("sha256").update(body).digest("base64url");
  if (!isSent(request, response, hash)) response.type("json").send(body);
}

/** Sets the ETag; to whom has that body already the answer is 304, and goes out. */
function isSent(request: Request, response: Response, hash: string): boolean {
  const etag = `"${hash.slice(0, 27)}"`;
  // Weak, since the body may be compressed on its way.
  response.setHeader("ETag", `W/${etag}`);
  if (!isKnown(request, etag)) return false;
  response.status(304).end();
  return true;
}
