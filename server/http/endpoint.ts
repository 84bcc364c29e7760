/** From a route to express: who calls, may they, what do they send; and a value or a Problem to a response. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Request, RequestHandler, Response } from "express";
import { Problem } from "../../shared/problems.ts";
import { may } from "../auth/roles.ts";
import { type Signed, identify } from "../auth/identify.ts";
import { languageOf } from "./language.ts";
import { Reply } from "./reply.ts";
import type { Limits } from "./limits.ts";
import type { RawCall, Route, Service } from "./route.ts";

export const endpoint =
  (route: Route, service: Service, limits: Limits): RequestHandler =>
  async (request, response) => {
    const signed = await admit(route, { request, response, service, limits });
    const call: RawCall = {
      ...callOf(request, signed),
      attempt: (code) => limits.attempt(request, response, code),
    };
    await answer(request, response, await route.handle(call, service));
  };

interface Asked {
  readonly request: Request;
  readonly response: Response;
  readonly service: Service;
  readonly limits: Limits;
}

const NOBODY: Signed = { person: { name: "", unit: null, role: "lead" }, tokenId: 0 };

/** Nothing of the body has been read by then. */
async function admit(route: Route, { request, response, service, limits }: Asked): Promise<Signed> {
  if (route.access === "anyone") {
    if (route.signsIn) await limits.signIn(request, response);
    return NOBODY;
  }
  const signed = await identify(request.headers.authorization, service).catch(async (error: unknown) => {
    if (error instanceof Problem && error.code === "unauthenticated")
      await limits.stranger(request, response);
    throw error;
  });
  await limits.call(request, response, signed.tokenId);
  if (!may(signed.person.role, route.access)) throw new Problem("forbidden");
  return signed;
}

function callOf(request: Request, signed: Signed): Omit<RawCall, "attempt"> {
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
  const { status = 200, type, body, headers = {} } = value.parts;
  response.status(status);
  for (const [name, text] of Object.entries(headers)) response.setHeader(name, text);
  if (status === 204) {
    response.end();
    return;
  }
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

/**
 * With an ETag, and 304 to whom has it. Not left to express: a browser's own `fetch` adds `Cache-Control: no-cache`
 * where a page sends If-None-Match, and express then sends everything again.
 */
function sendJson(request: Request, response: Response, body: string): void {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  // Weak, since the body may be compressed on its way.
  response.setHeader("ETag", `W/${etag}`);
  const known = (request.headers["if-none-match"] ?? "")
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""));
  if (request.method === "GET" && known.includes(etag)) {
    response.status(304).end();
    return;
  }
  response.type("json").send(body);
}
