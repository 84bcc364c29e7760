/** The database goes while people push, and comes back: nothing acknowledged is lost, nothing counts twice. */
import { StoreAway } from "../../server/store/away.ts";
import { openPostgresStore } from "../../server/store/postgres/postgres-store.ts";
import type { SqlStore } from "../../server/store/sql/sql-store.ts";
import { takeIn } from "../../server/intake/intake.ts";
import { SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { UNITS } from "../http/a-service.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { LEAD } from "../intake/a-store.ts";
import { type AServer, aServer } from "./a-server.ts";

const AT = "2026-11-03T02:00:00Z";

let server: AServer;
let store: SqlStore;
beforeAll(async () => {
  server = await aServer();
  store = await openPostgresStore(server.url, AT);
  for (const unit of UNITS) await store.units.add({ ...unit, headEmail: null, active: true });
});
afterAll(async () => {
  await store.close();
  await server.remove();
});

test("while it is away everything says so; when it is back what was sent again is stored, once", async () => {
  const submissions = Array.from({ length: 40 }, () => aSubmission({ rows: [aRow("purchases")] }));
  const acknowledged = new Set<string>();
  const away: unknown[] = [];
  let isBack = false;
  const deliver = async (submission: (typeof submissions)[number]): Promise<void> => {
    for (;;) {
      try {
        const person = { person: LEAD, language: "zh", at: Date.parse(AT) } as const;
        const answer = SubmissionAnswer.parse(JSON.parse(await takeIn(store, person, submission)));
        expect(answer.counts.created).toBe(1);
        acknowledged.add(submission.submissionId);
        return;
      } catch (error) {
        if (!(error instanceof StoreAway)) throw error;
        away.push(error);
        await new Promise((resolve) => setTimeout(resolve, isBack ? 50 : 300));
      }
    }
  };
  for (const submission of submissions.slice(0, 5)) await deliver(submission);
  const delivering = Promise.all(submissions.slice(5).map(deliver));
  await server.stop();
  await expect(store.rows.since({ since: 0, limit: 1, sight: "all" })).rejects.toThrow(StoreAway);
  await expect(store.probe()).rejects.toThrow(StoreAway);
  await expect(store.units.all()).rejects.toThrow(StoreAway);
  await server.start();
  isBack = true;
  await delivering;
  expect(acknowledged.size).toBe(submissions.length);
  const verified = await store.verify();
  expect(verified).toMatchObject({ faults: [], submissions: 40, revisions: 40 });
}, 120_000);
