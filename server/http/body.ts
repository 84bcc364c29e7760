/** Reading what a request carries, within bounds: a small body that expands to a huge one is stopped on the way. */
import type { IncomingMessage } from "node:http";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Problem } from "../../shared/problems.ts";
import { tooLarge } from "../intake/intake.ts";

/** The media type, without its parameters. */
export const mediaType = (request: IncomingMessage): string =>
  (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/**
 * The body, expanded.
 *
 * @throws Problem `too_large` as soon as it passes `limit`, `unsupported_media` for an encoding we do not know,
 *   `malformed` where it cannot be expanded
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge();
  const expander = expanderFor(request.headers["content-encoding"]);
  const chunks: Buffer[] = [];
  let size = 0;
  const source = expander ? request.pipe(expander) : request;
  return new Promise((resolve, reject) => {
    const stop = (problem: unknown): void => {
      request.unpipe();
      expander?.destroy();
      reject(problem);
    };
    request.on("aborted", () => stop(new Problem("malformed", { detail: "aborted" })));
    source.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) stop(tooLarge());
      else chunks.push(chunk);
    });
    source.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    source.on("error", () => stop(new Problem("malformed", { detail: "content-encoding" })));
  });
}

function expanderFor(encoding: string | undefined) {
  switch ((encoding ?? "identity").toLowerCase()) {
    case "identity":
    case "":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new Problem("unsupported_media");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A JSON body. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  if (mediaType(request) !== "application/json") throw new Problem("unsupported_media");
  const body = await readBody(request, limit);
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new Problem("not_json");
  }
}
