/** Does the caller have it already? */
import type { IncomingMessage } from "node:http";

/**
 * Not left to express: a browser's own `fetch` adds `Cache-Control: no-cache` where a page sends If-None-Match, and
 * express then sends everything again.
 *
 * @param etag in quotes, without `W/`
 */
export const isKnown = ({ method, headers }: IncomingMessage, etag: string): boolean =>
  (method === "GET" || method === "HEAD") &&
  (headers["if-none-match"] ?? "")
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""))
    .includes(etag);
