/**
 * What this computer knows of a unit's rows at the service: each in the revision last seen. It tells which rows
 * have not changed since the last push, which have vanished from the sheet, and what a conflict began from.
 */
import { z } from "zod";
import { SHEET_KEYS } from "../../shared/report/sheets.ts";
import type { Revision } from "../../shared/sync/protocol.ts";
import type { Drawer } from "./drawer.ts";

const Known = z.object({
  sheet: z.enum(SHEET_KEYS),
  rowId: z.string(),
  /** The month it counts for; null for standing rows. */
  period: z.string().nullable(),
  revision: z.number(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type KnownRow = Readonly<z.infer<typeof Known>>;

const Stored = z.object({ cursor: z.number(), rows: z.array(Known) });

export interface Replica {
  /** Up to where the change feed has been read. */
  readonly cursor: number;
  /** By rowId; deleted rows are not among them. */
  readonly rows: ReadonlyMap<string, KnownRow>;
}

export const emptyReplica: Replica = { cursor: 0, rows: new Map() };

/** With these rows learnt; an older revision than the one known changes nothing. */
export function learn(replica: Replica, rows: readonly KnownRow[], deleted: readonly string[] = []): Replica {
  const known = new Map(replica.rows);
  for (const row of rows) {
    const before = known.get(row.rowId);
    if (!before || before.revision <= row.revision) known.set(row.rowId, row);
  }
  for (const rowId of deleted) known.delete(rowId);
  return { ...replica, rows: known };
}

/** With what the change feed told of the unit; revisions of other units' rows are passed over. */
export function learnFeed(
  replica: Replica,
  unit: string,
  revisions: readonly Revision[],
  cursor: number,
): Replica {
  const rows: KnownRow[] = [];
  const deleted: string[] = [];
  for (const revision of latestOf(revisions)) {
    if (revision.unit !== unit) continue;
    if (revision.deleted) deleted.push(revision.rowId);
    else rows.push(revision);
  }
  return {
    ...learn(
      replica,
      rows.map(({ sheet, rowId, period, revision, values }) => ({ sheet, rowId, period, revision, values })),
      deleted,
    ),
    cursor,
  };
}

/** The last revision of each row, in the feed's order of those. */
export function latestOf(revisions: readonly Revision[]): Revision[] {
  const latest = new Map<string, Revision>();
  for (const revision of revisions) {
    latest.delete(revision.rowId);
    latest.set(revision.rowId, revision);
  }
  return [...latest.values()];
}

/** The rows that a workbook of this period holds: standing ones, and the month's. */
export const rowsOfPeriod = (replica: Replica, period: string): KnownRow[] =>
  [...replica.rows.values()].filter((row) => row.period === null || row.period === period);

/** One replica for each service, person and unit; what cannot be read counts as nothing known. */
export class Replicas {
  readonly #drawer: Drawer;
  readonly #owner: string;

  constructor(drawer: Drawer, owner: string) {
    this.#drawer = drawer;
    this.#owner = owner;
  }

  async load(unit: string): Promise<Replica> {
    const stored = Stored.safeParse(await this.#drawer.get(this.#key(unit)));
    if (!stored.success) return emptyReplica;
    return {
      cursor: stored.data.cursor,
      rows: new Map(stored.data.rows.map((row) => [row.rowId, row])),
    };
  }

  async save(unit: string, { cursor, rows }: Replica): Promise<void> {
    await this.#drawer.put(this.#key(unit), { cursor, rows: [...rows.values()] });
  }

  #key(unit: string): string {
    return `replica/${this.#owner}/${unit}`;
  }
}
