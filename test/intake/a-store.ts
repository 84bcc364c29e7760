/** A store on disk and somebody who pushes into it, without a server between. */
import { takeIn } from "../../server/intake/intake.ts";
import type { SqlStore } from "../../server/store/sql/sql-store.ts";
import {
  type Author,
  type RowOutcome,
  type Submission,
  SubmissionAnswer,
} from "../../shared/sync/protocol.ts";
import { UNITS } from "../http/a-service.ts";
import { type ADatabase, aDatabase } from "../store/a-database.ts";

export const LEAD: Author = { name: "李明", unit: "P01", role: "lead" };
export const OTHER_LEAD: Author = { name: "陈建国", unit: "P02", role: "lead" };
export const HQ: Author = { name: "王志远", unit: null, role: "hq" };
export const ADMINISTRATOR: Author = { name: "管理员", unit: null, role: "hq-admin" };

export interface AStore {
  readonly store: SqlStore;
  readonly database: ADatabase;
  push(submission: Submission, person?: Author, at?: string): Promise<SubmissionAnswer>;
  /** The outcome of the only row. */
  pushOne(submission: Submission, person?: Author, at?: string): Promise<RowOutcome>;
  close(): Promise<void>;
}

export async function aStore(): Promise<AStore> {
  const database = await aDatabase();
  const store = await database.open("2026-11-03T02:00:00Z");
  for (const unit of UNITS) await store.units.add({ ...unit, headEmail: null, active: true });
  const push: AStore["push"] = async (submission, person = LEAD, at = "2026-11-03T02:00:00Z") =>
    SubmissionAnswer.parse(
      JSON.parse(await takeIn(store, { person, language: "zh", at: Date.parse(at) }, submission)),
    );
  return {
    store,
    database,
    push,
    pushOne: async (submission, person, at) => {
      const { outcomes } = await push(submission, person, at);
      const [outcome] = outcomes;
      if (!outcome || outcomes.length !== 1) throw new Error(`${outcomes.length} outcomes`);
      return outcome;
    },
    close: async () => {
      await store.close();
      await database.remove();
    },
  };
}

export const codesOf = (outcome: RowOutcome): string[] => outcome.issues.map(({ code }) => code);
