/** A store whose units have heads with addresses, and a sender that a test lets run round by round. */
import { pino } from "pino";
import { takeIn } from "../../server/intake/intake.ts";
import { mailServerOf } from "../../server/notify/mail-server.ts";
import { CopySender } from "../../server/notify/sender.ts";
import type { StoredCopy } from "../../server/store/copies-store.ts";
import { placeOf } from "../../server/store/open-reading.ts";
import type { StorePlace } from "../../server/store/open-snapshot.ts";
import type { SqlStore } from "../../server/store/sql/sql-store.ts";
import { type Author, type Submission, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { UNITS } from "../http/a-service.ts";
import { LEAD } from "../intake/a-store.ts";
import { aDatabase } from "../store/a-database.ts";

export const HEADS = {
  P01: "head.p01@plant.example",
  P02: null,
  S01: "head.s01@shop.example",
} as const;
export const HQ_ADDRESSES = ["marketing@hq.example", "office@hq.example"];
export const MINUTE = 60_000;

export interface AnOutbox {
  store: SqlStore;
  place: StorePlace;
  /** Milliseconds. */
  now: number;
  push(submission: Submission, person?: Author): Promise<SubmissionAnswer>;
  sender(url: string): CopySender;
  /** Newest last. */
  copies(): Promise<StoredCopy[]>;
  /** As after a power cut: the store is closed as it is and opened again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function anOutbox(at = "2026-11-03T02:00:00.000Z"): Promise<AnOutbox> {
  const database = await aDatabase();
  const store = await database.open(at);
  for (const unit of UNITS) await store.units.add({ ...unit, headEmail: HEADS[unit.code], active: true });
  await store.copies.setSettings({ hqAddresses: HQ_ADDRESSES, remindDays: [3, 1] });
  const outbox: AnOutbox = {
    store,
    place: placeOf({ dataDir: database.folder, databaseUrl: database.url }),
    now: Date.parse(at),
    push: async (submission, person = LEAD) =>
      SubmissionAnswer.parse(
        JSON.parse(await takeIn(outbox.store, { person, language: "zh", at: outbox.now }, submission)),
      ),
    sender: (url) =>
      new CopySender({
        store: outbox.store,
        place: outbox.place,
        server: mailServerOf(url),
        publicUrl: "https://dakehu.example",
        clock: () => outbox.now,
        log: pino({ level: "silent" }),
      }),
    copies: async () => (await outbox.store.copies.page({ sight: "all", limit: 500 })).toReversed(),
    restart: async () => {
      await outbox.store.close();
      outbox.store = await database.open(at);
    },
    close: async () => {
      await outbox.store.close();
      await database.remove();
    },
  };
  return outbox;
}
