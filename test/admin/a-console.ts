/** The admin commands as typed at a server of its own: each in a process of its own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { databaseFile } from "../../server/store/sqlite/open.ts";

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class AConsole {
  readonly folder = mkdtempSync(join(tmpdir(), "dakehu-admin-"));
  readonly #environment: Readonly<Record<string, string>>;

  /** @param environment beside the data folder */
  constructor(environment: Readonly<Record<string, string>> = {}) {
    this.#environment = environment;
  }

  readonly admin = (...words: string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/server/admin.js", ...words], {
      env: { ...process.env, DATA_DIR: this.folder, ...this.#environment },
      encoding: "utf8",
    });
    return { code: status, out: stdout, err: stderr };
  };

  /** One document and nothing else. */
  readonly json = (...words: string[]): Record<string, unknown> => {
    const { code, out, err } = this.admin(...words, "--json");
    if (code !== 0) throw new Error(err);
    return JSON.parse(out) as Record<string, unknown>;
  };

  /** The actions of the audit record, oldest first. */
  deeds(): unknown[] {
    const database = new Database(databaseFile(this.folder), { readonly: true });
    try {
      return database.prepare("SELECT action FROM audit ORDER BY seq").pluck().all();
    } finally {
      database.close();
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
