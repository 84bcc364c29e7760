/** Reporting units. */
import type { Unit, Units } from "../store.ts";
import type { Engine } from "./connection.ts";
import { noteOn } from "./recorded.ts";

export interface UnitColumns {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly base: string | null;
  readonly head_email: string | null;
  readonly active: number;
}

export const unitOf = (row: UnitColumns): Unit => ({
  code: row.code,
  name: row.name,
  kind: row.kind === "shop" ? "shop" : "plant",
  base: row.base,
  headEmail: row.head_email,
  active: row.active === 1,
});

export class SqlUnits implements Units {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async all(): Promise<Unit[]> {
    const rows = await this.#engine.reader.all<UnitColumns>("SELECT * FROM units ORDER BY kind, code");
    return rows.map(unitOf);
  }

  async byCode(code: string): Promise<Unit | undefined> {
    const row = await this.#engine.reader.get<UnitColumns>("SELECT * FROM units WHERE code = ?", [code]);
    return row && unitOf(row);
  }

  add({ code, name, kind, base, headEmail, active }: Unit): Promise<boolean> {
    return this.#engine.write(async (connection) => {
      noteOn(connection, { unit: code, subject: code });
      const added = await connection.run(
        `INSERT INTO units (code, name, kind, base, head_email, active) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (code) DO NOTHING`,
        [code, name, kind, base, headEmail, active ? 1 : 0],
      );
      return added > 0;
    });
  }

  change({ code, name, base, headEmail, active }: Unit): Promise<boolean> {
    return this.#engine.write(async (connection) => {
      noteOn(connection, { unit: code, subject: code, detail: { active } });
      const changed = await connection.run(
        "UPDATE units SET name = ?, base = ?, head_email = ?, active = ? WHERE code = ?",
        [name, base, headEmail, active ? 1 : 0, code],
      );
      return changed > 0;
    });
  }
}
