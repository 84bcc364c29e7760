/** What a handler answers when it is not plain JSON. */
import type { AuditDetail } from "../../shared/sync/audit.ts";

export interface ReplyParts {
  readonly status?: number;
  readonly type: string;
  /** Text, bytes, or pieces as they become ready. */
  readonly body: string | Uint8Array | AsyncIterable<string | Uint8Array> | OnDisk;
  /** Why a sign-in came to nothing where that is no problem but a page: for the audit record. */
  readonly failed?: string;
  /** What the body is known by, for its ETag: who has it already is answered 304. */
  readonly hash?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What file it is, for the audit record, where its path and query do not say so. */
  readonly exported?: AuditDetail;
}

/** A file that lies on the disk; parts of it are sent where they are asked for. */
export interface OnDisk {
  readonly path: string;
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

/** JSON whose hash is known. */
export const hashedJson = ({ bytes, hash }: { readonly bytes: Uint8Array; readonly hash: string }): Reply =>
  new Reply({ type: "application/json; charset=utf-8", body: bytes, hash });

export const created = (body: unknown): Reply => jsonText(JSON.stringify(body), 201);

export const noContent = (): Reply => new Reply({ status: 204, type: "", body: "" });

/** A file to be saved under that name. */
export const file = (name: string, type: string, body: ReplyParts["body"]): Reply =>
  new Reply({ type, body, headers: headersFor(name) });

/** The name may be Chinese (RFC 6266, RFC 8187). */
export function headersFor(name: string): Record<string, string> {
  const ascii = `dakehu${name.replaceAll(/[^\w.-]+/g, "-")}`;
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}` };
}
