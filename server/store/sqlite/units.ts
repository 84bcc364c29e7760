/** Reporting units. */
import type { Database } from "better-sqlite3";
import type { Unit, Units } from "../store.ts";
import type { WriteQueue } from "./write-queue.ts";

interface UnitColumns {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly base: string | null;
  readonly head_email: string | null;
  readonly active: number;
}

const unitOf = (row: UnitColumns): Unit => ({
  code: row.code,
  name: row.name,
  kind: row.kind === "shop" ? "shop" : "plant",
  base: row.base,
  headEmail: row.head_email,
  active: row.active === 1,
});

export class SqliteUnits implements Units {
  readonly #queue: WriteQueue;
  readonly #all;
  readonly #byCode;
  readonly #add;
  readonly #change;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#all = reader.prepare<[], UnitColumns>("SELECT * FROM units ORDER BY kind, code");
    this.#byCode = reader.prepare<[string], UnitColumns>("SELECT * FROM units WHERE code = ?");
    this.#add = writer.prepare<[string, string, string, string | null, string | null, number]>(
      `INSERT INTO units (code, name, kind, base, head_email, active) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (code) DO NOTHING`,
    );
    this.#change = writer.prepare<[string, string | null, string | null, number, string]>(
      "UPDATE units SET name = ?, base = ?, head_email = ?, active = ? WHERE code = ?",
    );
  }

  async all(): Promise<Unit[]> {
    return this.#all.all().map(unitOf);
  }

  async byCode(code: string): Promise<Unit | undefined> {
    const row = this.#byCode.get(code);
    return row && unitOf(row);
  }

  add({ code, name, kind, base, headEmail, active }: Unit): Promise<boolean> {
    return this.#queue.add(
      async () => this.#add.run(code, name, kind, base, headEmail, active ? 1 : 0).changes > 0,
    );
  }

  change({ code, name, base, headEmail, active }: Unit): Promise<boolean> {
    return this.#queue.add(
      async () => this.#change.run(name, base, headEmail, active ? 1 : 0, code).changes > 0,
    );
  }
}
