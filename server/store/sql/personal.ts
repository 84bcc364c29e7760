/** What the store holds of a person: found, and erased with the record kept that it was done. */
import { createHash, randomBytes } from "node:crypto";
import { PERSONAL_SHEETS } from "../../../shared/report/personal.ts";
import { SHEETS } from "../../../shared/report/sheets.ts";
import { rowTable } from "../../../shared/summary/tables.ts";
import { distinct, isAbout, type Term, termsIn } from "../../personal/terms.ts";
import type {
  Erased,
  Erasure,
  ErasureKept,
  PersonFound,
  Personal,
  PersonRow,
  Scoured,
} from "../personal-store.ts";
import type { Connection, Engine } from "./connection.ts";
import { keepSecret, secretIn } from "./erased.ts";
import { eraseRows } from "./personal-rows.ts";
import {
  rowTextsAbout,
  type RowTextFound,
  type TextFound,
  TEXT_TABLES,
  textsAbout,
} from "./personal-texts.ts";
import { noteOn } from "./recorded.ts";
import { type AuthorColumns, authorOf, type RevisionColumns, sheetKeyOf, valuesOf } from "./revision-rows.ts";

/** All that erasing writes to. */
const TABLES: readonly string[] = [
  ...SHEETS.map(rowTable),
  ...TEXT_TABLES,
  "register_entries",
  "chosen_values",
];

export class SqlPersonal implements Personal {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async find(sought: string): Promise<PersonFound> {
    return foundOf(await this.#engine.snapshot((connection) => search(connection, sought)));
  }

  erase(erasure: Erasure): Promise<Erased | undefined> {
    return this.#engine.write(async (connection) => {
      const held = await search(connection, erasure.sought);
      if (held.rows.length === 0 || foundOf(held).fingerprint !== erasure.fingerprint) return undefined;
      return eraseHeld(connection, held, erasure);
    });
  }

  async erasures(): Promise<ErasureKept[]> {
    const kept = await this.#engine.reader.all<ErasureColumns>("SELECT * FROM erasures ORDER BY id DESC");
    return kept.map((one) => ({
      id: one.id,
      at: one.at,
      by: authorOf(one),
      reason: one.reason,
      rows: one.row_count,
      revisions: one.revision_count,
      mentions: one.mention_count,
    }));
  }

  scour(): Promise<Scoured> {
    return this.#engine.scour(TABLES);
  }
}

interface ErasureColumns extends AuthorColumns {
  readonly id: number;
  readonly at: string;
  readonly reason: string;
  readonly row_count: number;
  readonly revision_count: number;
  readonly mention_count: number;
}

interface Held {
  readonly rows: readonly (PersonRow & { readonly stored: readonly RevisionColumns[] })[];
  readonly texts: readonly TextFound[];
  readonly rowTexts: readonly RowTextFound[];
}

async function search(connection: Connection, sought: string): Promise<Held> {
  const rows: (PersonRow & { stored: RevisionColumns[] })[] = [];
  const terms: Term[] = [];
  for (const sheet of PERSONAL_SHEETS) {
    const byRow = new Map<string, RevisionColumns[]>();
    const about = new Set<string>();
    const revisions = connection.iterate<RevisionColumns>(
      `SELECT v.* FROM ${rowTable(sheet)} t JOIN revisions v ON v.row_id = t.row_id ORDER BY v.row_id, v.revision`,
    );
    for await (const one of revisions) {
      const earlier = byRow.get(one.row_id);
      if (earlier) earlier.push(one);
      else byRow.set(one.row_id, [one]);
      if (isAbout(sheet, valuesOf(one.row_values), sought)) about.add(one.row_id);
    }
    for (const rowId of about) {
      const stored = byRow.get(rowId) ?? [];
      for (const { row_values: json } of stored) terms.push(...termsIn(sheet, valuesOf(json)));
      rows.push({ ...rowOf(rowId, stored), stored });
    }
  }
  const once = distinct(terms);
  return {
    rows,
    texts: await textsAbout(connection, once),
    rowTexts: await rowTextsAbout(connection, once, new Set(rows.map(({ rowId }) => rowId))),
  };
}

const rowOf = (rowId: string, stored: readonly RevisionColumns[]): PersonRow => ({
  rowId,
  sheet: sheetKeyOf(stored[0]?.sheet ?? ""),
  unit: stored[0]?.unit ?? "",
  revisions: stored.map((one) => ({
    revision: one.revision,
    at: one.at,
    by: authorOf(one),
    deleted: one.deleted === 1,
    values: valuesOf(one.row_values),
  })),
});

function foundOf({ rows, texts, rowTexts }: Held): PersonFound {
  const found = {
    rows: rows.map(({ rowId, sheet, unit, revisions }) => ({ rowId, sheet, unit, revisions })),
    mentions: [
      ...rowTexts.map(({ rowId, sheet, cursor, excerpt }) => ({
        place: `${sheet} ${rowId}`,
        key: String(cursor),
        excerpt,
      })),
      ...texts.map(({ place, key, excerpt }) => ({ place, key, excerpt })),
    ],
  };
  const fingerprint = createHash("sha256").update(JSON.stringify(found)).digest("base64url").slice(0, 16);
  return { ...found, fingerprint };
}

async function eraseHeld(connection: Connection, held: Held, erasure: Erasure): Promise<Erased> {
  const { at, by, reason } = erasure;
  const { rows, texts, rowTexts } = held;
  const revisions = rows.reduce((sum, { stored }) => sum + stored.length, 0);
  const mentions = texts.length + rowTexts.length;
  const id =
    (await connection.value<number>(
      `INSERT INTO erasures (at, author_name, author_unit, author_role, reason, row_count, revision_count, mention_count)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      [at, by.name, by.unit, by.role, reason, rows.length, revisions, mentions],
    )) ?? 0;
  let secret = await secretIn(connection);
  if (secret === undefined) await keepSecret(connection, (secret = randomBytes(32).toString("base64url")));
  for (const { sql, parameters } of texts) await connection.run(sql, parameters);
  const stored = rows.flatMap((row) => row.stored);
  const units = await eraseRows(connection, { id, secret, by, at, rows: stored, rowTexts });
  noteOn(connection, {
    subject: String(id),
    detail: {
      rows: rows.length,
      revisions,
      mentions,
      // Each has an entry of its own, with the counts of all.
      ...(units.length > 1 && { units: units.join(", ") }),
    },
  });
  return { id, rows: rows.length, revisions, mentions };
}
