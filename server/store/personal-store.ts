/** What the store holds of a person: found, given out, and erased at that person's request. */
import type { Author } from "../../shared/sync/protocol.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";

export interface PersonRevision {
  readonly revision: number;
  readonly at: string;
  readonly by: Author;
  readonly deleted: boolean;
  readonly values: Values;
}

/** A row about the person, with all it ever said. */
export interface PersonRow {
  readonly rowId: string;
  readonly sheet: SheetKey;
  readonly unit: string;
  readonly revisions: readonly PersonRevision[];
}

/** A text elsewhere that speaks of the person. */
export interface PersonMention {
  /** Table and column. */
  readonly place: string;
  /** Which row of it. */
  readonly key: string;
  readonly excerpt: string;
}

export interface PersonFound {
  readonly rows: readonly PersonRow[];
  readonly mentions: readonly PersonMention[];
  /** Of all that was found: nothing else is erased than what was looked at. */
  readonly fingerprint: string;
}

export interface Erasure {
  readonly sought: string;
  readonly fingerprint: string;
  readonly by: Author;
  /** ISO 8601. */
  readonly at: string;
  readonly reason: string;
}

export interface Erased {
  readonly id: number;
  readonly rows: number;
  readonly revisions: number;
  readonly mentions: number;
}

/** What is kept of an erasure. */
export interface ErasureKept extends Erased {
  readonly at: string;
  readonly by: Author;
  readonly reason: string;
}

/** Whether the store's own files were freed of what was erased. */
export type Scoured =
  /** `read`: not yet, since somebody is reading an older state. */
  | { readonly outcome: "clean" | "read" }
  /** The database does not do it for this service; `sql` is what its administrator runs. */
  | { readonly outcome: "denied"; readonly sql: string };

export interface Personal {
  /** @param sought a whole name, telephone number or e-mail address */
  find(sought: string): Promise<PersonFound>;
  /** All in one transaction; undefined where there is something else to be found now than what was looked at. */
  erase(erasure: Erasure): Promise<Erased | undefined>;
  /** Newest first. */
  erasures(): Promise<ErasureKept[]>;
  /** Leaves nothing of what was erased in the store's own files. */
  scour(): Promise<Scoured>;
}
