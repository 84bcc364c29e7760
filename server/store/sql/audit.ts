/** The audit record, as the store keeps and reads it. */
import { z } from "zod";
import { AUDIT_KINDS, AuditDetail, type AuditHead } from "../../../shared/sync/audit.ts";
import { ChainWalk, type Link } from "../../audit/chain.ts";
import type { Deed } from "../../audit/deed.ts";
import { Refusals } from "../../audit/refusals.ts";
import type { Audit, AuditQuery, StoredEntry } from "../audit-store.ts";
import { appendDeeds, headIn } from "./audit-links.ts";
import type { Connection, Engine } from "./connection.ts";

/** A refusal is on disk so long after it at the latest. */
const FLUSH_MS = 10_000;

interface EntryColumns extends Link {
  readonly name: string | null;
  readonly role: string | null;
  readonly person_unit: string | null;
}

export class SqlAudit implements Audit {
  readonly #engine: Engine;
  readonly #refusals = new Refusals();
  #timer: NodeJS.Timeout | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async add(deed: Deed): Promise<void> {
    await this.#engine.write((connection) => appendDeeds(connection, [deed]));
  }

  refused(deed: Deed): void {
    this.#refusals.add(deed);
    // What cannot be written now is lost: the store is in trouble that is told of elsewhere.
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), FLUSH_MS).unref();
  }

  /** Adds the refusals that are kept. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#refusals.isEmpty) return;
    const deeds = this.#refusals.take();
    await this.#engine.write((connection) => appendDeeds(connection, deeds));
  }

  async page({ before, limit, who, unit, kind, action, from, to }: AuditQuery): Promise<StoredEntry[]> {
    await this.flush();
    const rows = await this.#engine.reader.all<EntryColumns>(PAGE, {
      before: before ?? null,
      who: who ?? null,
      named: who === undefined ? null : `%${plain(who)}%`,
      unit: unit ?? null,
      kind: kind ?? null,
      action: action === undefined ? null : `%${plain(action)}%`,
      from: from ?? null,
      to: to ?? null,
      limit,
    });
    return rows.map(entryOf);
  }

  head(): Promise<AuditHead | undefined> {
    return headIn(this.#engine.reader);
  }
}

/** Goes along the whole chain. */
export async function walkChain(connection: Connection, anchor?: AuditHead): Promise<ChainWalk> {
  const walk = new ChainWalk(anchor);
  for await (const link of connection.iterate<Link>("SELECT * FROM audit ORDER BY seq")) walk.take(link);
  return walk;
}

/** Signs that LIKE takes for others. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** `:x IS NULL` comes last: PostgreSQL takes a parameter's type from where it first stands. */
const PAGE = `SELECT a.*, p.name, p.role, p.unit AS person_unit
  FROM audit a LEFT JOIN people p ON a.who = 'person:' || p.id
 WHERE (a.seq < :before OR :before IS NULL)
   AND (a.who = :who OR LOWER(p.name) LIKE :named ESCAPE '\\' OR :who IS NULL)
   AND (a.unit = :unit OR :unit IS NULL) AND (a.kind = :kind OR :kind IS NULL)
   AND (LOWER(a.action) LIKE :action ESCAPE '\\' OR :action IS NULL)
   AND (a.at >= :from OR :from IS NULL) AND (a.at < :to OR :to IS NULL)
 ORDER BY a.seq DESC LIMIT :limit`;

const Kind = z.enum(AUDIT_KINDS);

const entryOf = ({ name, role, person_unit: unit, ...link }: EntryColumns): StoredEntry => ({
  ...link,
  seq: Number(link.seq),
  kind: Kind.parse(link.kind),
  detail: AuditDetail.parse(JSON.parse(link.detail)),
  person: name === null || role === null ? null : { name, role, unit },
});
