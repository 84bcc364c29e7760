/** From a route to express: who calls, may they, what do they send; and a value or a Problem to a response. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Request, RequestHandler, Response } from "express";
import { Problem } from "../../shared/problems.ts";
import { may } from "../auth/roles.ts";
import { type Signed, identify } from "../auth/identify.ts";
import { languageOf } from "./language.ts";
import { Reply } from "./reply.ts";
import type { RawCall, Route, Service } from "./route.ts";

export const endpoint =
  (route: Route, service: Service): RequestHandler =>
  async (request, response) => {
    const signed = await admit(route, request, service);
    await answer(request, response, await route.handle(callOf(request, signed), service));
  };

const NOBODY: Signed = { person: { name: "", unit: null, role: "lead" }, tokenId: 0 };

async function admit(route: Route, request: Request, service: Service): Promise<Signed> {
  if (route.access === "anyone") return NOBODY;
  const signed = await identify(request.headers.authorization, service);
  if (!may(signed.person.role, route.access)) throw new Problem("forbidden");
  return signed;
}

function callOf(request: Request, signed: Signed): RawCall {
  return {
    ...signed,
    language: languageOf(request.headers["accept-language"]),
    request,
    params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
    query: { ...request.query },
    address: request.socket.remoteAddress ?? "",
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
