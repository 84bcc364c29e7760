/** A store of an earlier release with thousands of rows, and what must be true of it in whatever state it is found. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newestStep } from "../../server/store/sqlite/migrations.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import type { ADesk } from "../screening/a-desk.ts";
import { aFilledStore } from "../store/a-filled-store.ts";
import {
  columnsOf,
  contentOf,
  damageOf,
  derivedOf,
  REPLACED,
  rowsOf,
  schemaOf,
  stepOf,
  writeEarlier,
} from "../store/earlier-file.ts";

/** Enough that an upgrade takes its time. */
const SUBMISSIONS = 4;
const ROWS = 800;

export interface AnEarlierStore {
  readonly step: number;
  /** Another file of the same. */
  copyTo(file: string): void;
  /** It is this store as it was, in all that it says. */
  expectAsItWas(file: string): void;
  /** It is as it was or has been brought up to date, and nothing between; answers which. */
  expectWhole(file: string): "earlier" | "upgraded";
  remove(): void;
}

export async function anEarlierStore(step: number): Promise<AnEarlierStore> {
  const folder = mkdtempSync(join(tmpdir(), "dakehu-earlier-"));
  const file = join(folder, "earlier.sqlite");
  const today = await aFilledStore(step);
  try {
    await fill(today);
    writeEarlier(file, databaseFile(today.at.folder), step);
  } finally {
    await today.stop();
  }
  const before = contentOf(file);
  const columns = columnsOf(file);
  for (const table of REPLACED) columns.delete(table);
  const rows = rowsOf(file, columns);
  const after = await upgraded(file, join(folder, "upgraded.sqlite"));

  const expectAsItWas = (found: string): void => {
    expect(damageOf(found)).toEqual([]);
    expect(contentOf(found)).toEqual(before);
  };
  return {
    step,
    copyTo: (place) => copyFileSync(file, place),
    expectAsItWas,
    expectWhole(found) {
      if (stepOf(found) === step) {
        expectAsItWas(found);
        return "earlier";
      }
      expect(stepOf(found)).toBe(newestStep);
      expect(damageOf(found)).toEqual([]);
      expect(schemaOf(found)).toEqual(expect.arrayContaining(after.schema));
      expect(rowsOf(found, columns)).toEqual(rows);
      expect(derivedOf(found)).toEqual(after.derived);
      return "upgraded";
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function fill({ at, tokens }: ADesk): Promise<void> {
  for (let submission = 0; submission < SUBMISSIONS; submission += 1) {
    const rows = Array.from({ length: ROWS }, (_, n) =>
      aRow("purchases", { branch: `第${n % 40}分公司`, carrier: `车队${submission}-${n}` }),
    );
    const { counts } = await at.push(tokens.P01, aSubmission({ rows }));
    expect(counts.created).toBe(ROWS);
  }
}

/** What an upgrade makes of it that nobody disturbs. */
async function upgraded(file: string, copy: string) {
  copyFileSync(file, copy);
  await openSqliteStore(copy, "2026-11-20T02:00:00.000Z").close();
  return { schema: schemaOf(copy), derived: derivedOf(copy) };
}
