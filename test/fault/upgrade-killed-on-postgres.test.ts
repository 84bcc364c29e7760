/** `kill -9` while a database of an earlier release is brought up to date, at every step of it. */
import pg from "pg";
import type { ADatabase } from "../store/a-database.ts";
import { aFilledStore } from "../store/a-filled-store.ts";
import { contentOf, FIRST, stepsOf, takeBackTo } from "../postgres/earlier-database.ts";
import { AProcess, until } from "./a-process.ts";

test.each(["company_accounts", "audit", "erased_people"])(
  "an upgrade whose service is killed at the step that makes %s leaves everything as it was; started again, it goes through",
  async (table) => {
    const desk = await aFilledStore(FIRST);
    const { database } = desk.at;
    await takeBackTo(database, FIRST);
    const before = await contentOf(database);
    const service = new AProcess({ environment: { DATABASE_URL: String(database.url) } });
    const other = new pg.Client({ connectionString: String(database.url) });
    await other.connect();
    try {
      // Nobody knows yet whether there will be one: the step stands still.
      await other.query("BEGIN");
      await other.query(`CREATE TABLE ${table} (somebody TEXT)`);
      service.launch();
      await until(async () => (await upgrading(database)).includes("Lock"));
      await service.end("SIGKILL");
      await other.query("ROLLBACK");
      await until(async () => (await upgrading(database)).length === 0);
      expect([await contentOf(database), await stepsOf(database)]).toEqual([before, [FIRST]]);
      await service.start();
      expect(await service.end("SIGTERM")).toBe(0);
      expect((await contentOf(database, before.columns)).rows).toEqual(before.rows);
      expect(service.admin("verify")).toMatchObject({ faults: [] });
    } finally {
      await other.end();
      await service.remove();
      // Whatever was done to it: the next one gets this database.
      await (await database.open("2026-11-20T02:00:00.000Z")).close();
      await desk.at.stop();
    }
  },
);

/** What the connections of a service that makes the schema wait for. */
const upgrading = async (database: ADatabase): Promise<(string | null)[]> =>
  (
    await database.all<{ waits: string | null }>(
      `SELECT wait_event_type AS waits FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'dakehu' AND xact_start IS NOT NULL`,
    )
  ).map(({ waits }) => waits);
