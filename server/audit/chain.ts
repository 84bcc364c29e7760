/**
 * The chain of the audit record: each entry carries the hash of the one before it, so that none can be changed, taken
 * out or moved without every later hash being wrong. Pure.
 */
import { createHash } from "node:crypto";
import type { AuditHead } from "../../shared/sync/audit.ts";

/** An entry as it lies in the store. */
export interface Link {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly who: string;
  readonly unit: string | null;
  readonly kind: string;
  readonly action: string;
  readonly subject: string;
  /** JSON, as it was written: its text is what is hashed. */
  readonly detail: string;
  readonly previous: string;
  readonly hash: string;
}

/** What is hashed of an entry, in this order: it never changes, or no hash of before would be right any more. */
const HASHED = [
  "seq",
  "at",
  "who",
  "unit",
  "kind",
  "action",
  "subject",
  "detail",
  "previous",
] as const satisfies readonly (keyof Link)[];

/** All that is stored of it. */
export const LINK_FIELDS = [...HASHED, "hash"] as const satisfies readonly (keyof Link)[];

/** What the first entry stands on. */
export const BEGINNING: AuditHead = { seq: 0, hash: "0".repeat(64) };

/** SHA-256 of a JSON list of all that the entry says: a list, so that nothing can move from one field into the next. */
function hashOfLink(link: Omit<Link, "hash">): string {
  const text = JSON.stringify(HASHED.map((field) => link[field]));
  return createHash("sha256").update(text).digest("hex");
}

export type NewLink = Omit<Link, "seq" | "previous" | "hash">;

/** The entry that follows. */
export function linkAfter({ seq, hash }: AuditHead, entry: NewLink): Link {
  const link = { ...entry, seq: seq + 1, previous: hash };
  return { ...link, hash: hashOfLink(link) };
}

/** Goes along a chain, entry by entry from the first. */
export class ChainWalk {
  #last = BEGINNING;
  #broken: string | undefined;
  #seen = 0;
  readonly #anchor: AuditHead | undefined;
  #anchored = false;

  /** @param anchor a head that was written down earlier: it must still be there */
  constructor(anchor?: AuditHead) {
    this.#anchor = anchor;
  }

  take(link: Link): void {
    this.#seen += 1;
    if (link.seq === this.#anchor?.seq) this.#anchored = link.hash === this.#anchor.hash;
    this.#broken ??= faultOf(this.#last, link);
    this.#last = { seq: link.seq, hash: link.hash };
  }

  /** Of the first entry that is not as it was written; undefined where all are. */
  get fault(): string | undefined {
    if (this.#broken !== undefined) return this.#broken;
    if (!this.#anchor || this.#anchored || this.#anchor.seq === 0) return undefined;
    const { seq } = this.#anchor;
    return this.#last.seq < seq
      ? `audit entry ${this.#last.seq + 1}: is missing, and what came after it up to ${seq}`
      : `audit entry ${seq}: is not the one that was written down`;
  }

  get head(): AuditHead {
    return this.#last;
  }

  get seen(): number {
    return this.#seen;
  }
}

function faultOf(last: AuditHead, link: Link): string | undefined {
  if (link.seq !== last.seq + 1) return `audit entry ${last.seq + 1}: is missing`;
  if (link.previous !== last.hash) return `audit entry ${link.seq}: does not follow from entry ${last.seq}`;
  return link.hash === hashOfLink(link) ? undefined : `audit entry ${link.seq}: is not as it was written`;
}

/** A head as people write it down, `128:9f86d0…`. */
export const headText = ({ seq, hash }: AuditHead): string => `${seq}:${hash}`;

/** Undefined where it is none. */
export function headOf(text: string): AuditHead | undefined {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}
