/**
 * Leaves nothing of what was erased in the database's own files. PostgreSQL keeps every earlier version of a row until it
 * is vacuumed, gives the place back only when a table is written anew, and keeps samples of values for its planner.
 */
import type { ClientBase, Pool } from "pg";
import type { Scoured } from "../personal-store.ts";
import { codeOf } from "./faults.ts";

/** Each table is locked while it is written anew: who reads it goes first, for so long. */
const PATIENCE = "5s";

/** Those who connect and the server's own workers see older versions for a moment; whoever reads for longer is told of. */
const MOST_TRIES = 8;
const PAUSE_MS = 100;
/** Large tables, or somebody who stays: not again. */
const TOO_LONG_MS = 10_000;

const STATISTICS = "pg_catalog.pg_statistic";

/** A lock that nobody gave back in time, or two that were in each other's way. */
const IN_THE_WAY = /^(55P03|40P01)$/;
/** No right to do it, or a database that knows no such statement. */
const REFUSED = /^(42501|42601|0A000)$/;

/** @param tables in which something may have been erased */
export async function scour(pool: Pool, tables: readonly string[]): Promise<Scoured> {
  const client = await pool.connect();
  try {
    await client.query(`SET lock_timeout = '${PATIENCE}'`);
    let left: Left = "read";
    for (let tries = 1, took = 0; left === "read" && tries <= MOST_TRIES && took < TOO_LONG_MS; tries += 1) {
      if (tries > 1) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const began = performance.now();
      left = await allWrittenAnew(client, tables);
      took = performance.now() - began;
    }
    if (left === null) return { outcome: "clean" };
    return left === "read" ? { outcome: "read" } : { outcome: "denied", sql: sqlFor(tables) };
  } finally {
    // With settings of its own it is of no use to others.
    client.release(true);
  }
}

const allWrittenAnew = async (client: ClientBase, tables: readonly string[]): Promise<Left> =>
  (await writtenAnew(client, tables.join(", "), tables.length)) ??
  // The samples of before are versions of its rows.
  writtenAnew(client, STATISTICS, 1);

/** What the administrator of the database runs in its place. */
const sqlFor = (tables: readonly string[]): string =>
  `VACUUM (FULL, ANALYZE) ${tables.join(", ")}; VACUUM FULL ${STATISTICS};`;

type Left = "read" | "denied" | null;

/**
 * What kept tables from being written anew without their past; null: nothing did. A table that this user may not touch is
 * passed over with a mere warning, and what a reader's older snapshot may still see is carried along: only what the
 * server says of each table tells.
 */
async function writtenAnew(client: ClientBase, tables: string, count: number): Promise<Left> {
  const carried: number[] = [];
  const hear = ({ detail }: { detail?: string | undefined }): void => {
    // `2 dead row versions cannot be removed yet.`, in the server's own language.
    const [, versions] = /^\D{0,20}?(\d+)/.exec(detail ?? "") ?? [];
    if (versions !== undefined) carried.push(Number(versions));
  };
  client.on("notice", hear);
  try {
    await client.query(`VACUUM (FULL, ANALYZE, VERBOSE) ${tables}`);
  } catch (error) {
    const code = codeOf(error);
    if (IN_THE_WAY.test(code)) return "read";
    if (REFUSED.test(code)) return "denied";
    throw error;
  } finally {
    client.off("notice", hear);
  }
  if (carried.length < count) return "denied";
  return carried.some((versions) => versions > 0) ? "read" : null;
}
