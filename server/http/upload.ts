/** A file in a request: as its whole body, or in a form. */
import type { IncomingMessage } from "node:http";
import { Problem } from "../../shared/problems.ts";
import { mediaType, readBody } from "./body.ts";

/** What a multipart envelope adds to the file itself, in bytes. */
export const ENVELOPE = 64 * 1024;

export interface Upload {
  readonly file: Uint8Array;
  /** To open the file with, where a form gives one. */
  readonly password?: string;
}

/** The media types under which a workbook comes as a whole body. */
export const WORKBOOK_BODY =
  /^application\/(vnd\.openxmlformats-officedocument\.spreadsheetml\.\w+|vnd\.ms-excel(\.\S+)?|octet-stream|zip)$/;

/** @throws Problem `unsupported_media`, `too_large`, `malformed` */
export async function readUpload(
  request: IncomingMessage,
  limit: number,
  wholeBody: RegExp,
): Promise<Upload> {
  const type = mediaType(request);
  if (type === "multipart/form-data") {
    return inForm(await readBody(request, limit), request.headers["content-type"] ?? "");
  }
  if (!wholeBody.test(type)) throw new Problem("unsupported_media");
  return { file: await readBody(request, limit) };
}

async function inForm(body: Buffer, type: string): Promise<Upload> {
  // The platform's own parser of forms; it takes a body as a Response has one.
  const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": type } })
    .formData()
    .catch(() => {
      throw new Problem("malformed", { detail: "multipart/form-data" });
    });
  const password = form.get("password");
  for (const entry of form.values()) {
    if (typeof entry === "string") continue;
    const file = new Uint8Array(await entry.arrayBuffer());
    return typeof password === "string" && password !== "" ? { file, password } : { file };
  }
  throw new Problem("malformed", { detail: "file" });
}
