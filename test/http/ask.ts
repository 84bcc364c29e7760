/**
 * One call on a connection of its own, for services that are killed, ended or kept waiting. `fetch` takes a connection
 * that it kept, if there is one, whatever its headers say: the other end may be closing that at this very moment, and
 * the call fails though the service would have answered it.
 */
import { type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** Statuses whose answers have no body. */
const EMPTY: readonly number[] = [204, 205, 304];

/** As `fetch`, but the answer is here as a whole. @throws what happened to the connection, and whose it was */
export function ask(
  url: string,
  { method = "GET", headers = {}, body, signal }: Call = {},
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void => reject(new Error(`${method} ${url}: ${cause.message}`, { cause }));
    request(url, { method, headers, agent: false, ...(signal && { signal }) }, (answer) => {
      buffer(answer).then((bytes) => resolve(responseOf(answer, bytes)), fail);
    })
      .once("error", fail)
      .end(body);
  });
}

function responseOf({ statusCode = 0, rawHeaders }: IncomingMessage, body: Buffer): Response {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  return new Response(EMPTY.includes(statusCode) ? null : new Uint8Array(body), {
    status: statusCode,
    headers,
  });
}
