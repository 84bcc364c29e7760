/** What a handler answers when it is not plain JSON. */
export interface ReplyParts {
  readonly status?: number;
  readonly type: string;
  /** Text, bytes, or pieces as they become ready. */
  readonly body: string | Uint8Array | AsyncIterable<string | Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Reply {
  readonly parts: ReplyParts;
  constructor(parts: ReplyParts) {
    this.parts = parts;
  }
}

/** JSON that is text already. */
export const jsonText = (body: string, status = 200): Reply =>
  new Reply({ status, type: "application/json; charset=utf-8", body });

export const created = (body: unknown): Reply => jsonText(JSON.stringify(body), 201);

export const noContent = (): Reply => new Reply({ status: 204, type: "", body: "" });

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A file to be saved under a name that may be Chinese (RFC 6266, RFC 8187). */
export function file(name: string, type: string, body: ReplyParts["body"]): Reply {
  const ascii = `dakehu${name.replaceAll(/[^\w.-]+/g, "-")}`;
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Reply({
    type,
    body,
    headers: { "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}` },
  });
}
