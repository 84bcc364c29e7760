/** What a file is: its name, its kind, and the key under which two who ask for the same find each other. */
import { createHash } from "node:crypto";
import { sheetOf } from "../../shared/report/sheets.ts";
import type { AskedFile } from "../../shared/sync/files.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import { CSV, XLSX } from "./media.ts";
import type { Sight, SqlValue, Store } from "../store/store.ts";

export const nameOf = (asked: AskedFile): string =>
  asked.kind === "master"
    ? FILE_NAMES.master(asked.from, asked.to)
    : FILE_NAMES.masterCsv(sheetOf(asked.sheet).zh);

export const typeOf = ({ kind }: AskedFile): string => (kind === "master" ? XLSX : CSV);

/**
 * The state of everything that a file of rows is made of: another text whenever a row, a decision or a unit's name
 * has changed since.
 */
export async function stateOf(store: Pick<Store, "snapshot">): Promise<string> {
  const found = await store.snapshot([
    { name: "rows", sql: "SELECT COALESCE(MAX(cursor), 0) AS at FROM revisions", parameters: {} },
    {
      name: "decisions",
      sql: "SELECT COALESCE(MAX(id), 0) AS made, COUNT(undone_at) AS undone FROM decisions",
      parameters: {},
    },
    { name: "units", sql: "SELECT code, name FROM units ORDER BY code", parameters: {} },
  ]);
  return JSON.stringify([...found].map(([name, rows]) => [name, rows.map(valuesOf)]));
}

const valuesOf = (row: Readonly<Record<string, SqlValue>>): SqlValue[] => Object.values(row);

/** @param salt of this process: a store may be put back to an earlier state while the service is down */
export function keyOf(asked: AskedFile, sight: Sight, state: string, salt: string): string {
  const query = asked.kind === "master" ? [] : [asked.sheet];
  const parts = [asked.kind, ...query, asked.from ?? "", asked.to ?? "", sight, state, salt];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 32);
}
