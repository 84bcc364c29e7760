/** The outbox on SQLite. */
import type { Database, Statement } from "better-sqlite3";
import { CopySettings, type CopyState } from "../../../shared/sync/copies.ts";
import type { Copies, CopyOutcome, CopyQuery, NewCopy, StoredCopy, StoredReport } from "../copies-store.ts";
import type { Sight, SqlValue } from "../store.ts";
import { COPY, copyOf } from "./copy-rows.ts";
import { SubmissionReports } from "./submission-reports.ts";
import type { WriteQueue } from "./write-queue.ts";

/** Days before the deadline, until HQ sets others. */
const REMIND_DAYS = [3, 1];

const SEEN = "(:units IS NULL OR c.unit IN (SELECT value FROM json_each(:units)))";

/** Writing copies, also from within the transaction that stores what they tell of. */
export class CopyWrites {
  readonly #add;

  constructor(writer: Database) {
    this.#add = writer.prepare<SqlValue[]>(
      `INSERT INTO copies (cause, kind, unit, period, submission_id, to_role, to_unit, address, detail, created_at,
         state, next_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cause, to_role, to_unit) DO NOTHING`,
    );
  }

  add(copies: readonly NewCopy[]): number {
    let added = 0;
    for (const { cause, told, unit, period, submissionId, to, createdAt } of copies) {
      const state = to.address === null ? "no-address" : "waiting";
      added += this.#add.run(
        cause,
        told.kind,
        unit,
        period,
        submissionId,
        to.role,
        to.unit ?? "",
        to.address,
        JSON.stringify(told),
        createdAt,
        state,
        state === "waiting" ? createdAt : null,
      ).changes;
    }
    return added;
  }
}

export class SqliteCopies implements Copies {
  readonly #queue: WriteQueue;
  readonly #writes: CopyWrites;
  readonly #page;
  readonly #counts;
  readonly #byId;
  readonly #ofSubmissions;
  readonly #reports: SubmissionReports;
  readonly #due;
  readonly #claim;
  readonly #claimed;
  readonly #handOver;
  readonly #settle;
  readonly #unsure;
  readonly #unsent;
  readonly #again;
  readonly #setting;
  readonly #set;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#writes = new CopyWrites(writer);
    this.#reports = new SubmissionReports(reader);
    this.#page = reader.prepare<Record<string, SqlValue>[]>(
      `${COPY} WHERE ${SEEN} AND (:state IS NULL OR c.state = :state) AND (:before IS NULL OR c.id < :before)
        ORDER BY c.id DESC LIMIT :limit`,
    );
    this.#counts = reader.prepare<Record<string, SqlValue>[], { state: CopyState; copies: number }>(
      `SELECT c.state, COUNT(*) AS copies FROM copies c WHERE ${SEEN} GROUP BY c.state`,
    );
    this.#byId = reader.prepare<[number]>(`${COPY} WHERE c.id = ?`);
    this.#ofSubmissions = reader.prepare<[string]>(
      `${COPY} WHERE c.submission_id IN (SELECT value FROM json_each(?)) ORDER BY c.id`,
    );
    const due = "state = 'waiting' AND next_at <= ?";
    this.#due = reader.prepare<[string], number>(`SELECT EXISTS (SELECT 1 FROM copies WHERE ${due})`).pluck();
    this.#claim = writer.prepare<[string, number], { id: number }>(
      `UPDATE copies SET state = 'sending', attempts = attempts + 1, next_at = NULL, handed_at = NULL
        WHERE id IN (SELECT id FROM copies INDEXED BY copies_in_turn WHERE ${due}
          ORDER BY CASE kind WHEN 'urgent' THEN 0 ELSE 1 END, next_at, id LIMIT ?)
        RETURNING id`,
    );
    this.#claimed = writer.prepare<[string]>(
      `${COPY} WHERE c.id IN (SELECT value FROM json_each(?))
        ORDER BY CASE c.kind WHEN 'urgent' THEN 0 ELSE 1 END, c.id`,
    );
    this.#handOver = writer.prepare<[string, number, number]>(
      "UPDATE copies SET handed_at = ? WHERE id = ? AND attempts = ? AND state = 'sending'",
    );
    this.#settle = writer.prepare<SqlValue[]>(
      `UPDATE copies SET state = ?, sent_at = ?, next_at = ?, error = ?, left_addresses = ?
        WHERE id = ? AND attempts = ?`,
    );
    this.#unsure = writer.prepare<[string]>(
      "UPDATE copies SET state = 'failed', error = ? WHERE state = 'sending' AND handed_at IS NOT NULL",
    );
    this.#unsent = writer.prepare<[string]>(
      "UPDATE copies SET state = 'waiting', next_at = ? WHERE state = 'sending' AND handed_at IS NULL",
    );
    this.#again = againOn(writer);
    this.#setting = reader.prepare<[string], string>("SELECT value FROM settings WHERE name = ?").pluck();
    this.#set = writer.prepare<[string, string]>(
      "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    );
  }

  add(copies: readonly NewCopy[]): Promise<number> {
    return this.#queue.add(async () => this.#writes.add(copies));
  }

  async page({ sight, state, before, limit }: CopyQuery): Promise<StoredCopy[]> {
    const parameters = { units: unitsOf(sight), state: state ?? null, before: before ?? null, limit };
    return this.#page.all(parameters).map(copyOf);
  }

  async counts(sight: Sight): Promise<Partial<Record<CopyState, number>>> {
    const rows = this.#counts.all({ units: unitsOf(sight) });
    return Object.fromEntries(rows.map(({ state, copies }) => [state, copies]));
  }

  async byId(id: number): Promise<StoredCopy | undefined> {
    const row = this.#byId.get(id);
    return row === undefined ? undefined : copyOf(row);
  }

  async ofSubmissions(submissionIds: readonly string[]): Promise<StoredCopy[]> {
    return this.#ofSubmissions.all(JSON.stringify(submissionIds)).map(copyOf);
  }

  async report(submissionId: string): Promise<StoredReport | undefined> {
    return this.#reports.of(submissionId);
  }

  async due(at: string): Promise<boolean> {
    return this.#due.get(at) === 1;
  }

  claim(at: string, limit: number): Promise<StoredCopy[]> {
    return this.#queue.add(async () => {
      const ids = this.#claim.all(at, limit).map(({ id }) => id);
      return this.#claimed.all(JSON.stringify(ids)).map(copyOf);
    });
  }

  handOver(id: number, attempt: number, at: string): Promise<boolean> {
    return this.#queue.add(async () => this.#handOver.run(at, id, attempt).changes > 0);
  }

  async settle(outcomes: readonly CopyOutcome[]): Promise<void> {
    await this.#queue.add(async () => {
      for (const outcome of outcomes) this.#settle.run(...settled(outcome));
    });
  }

  recover(at: string, error: string): Promise<{ again: number; unsure: number }> {
    return this.#queue.add(async () => ({
      unsure: this.#unsure.run(error).changes,
      again: this.#unsent.run(at).changes,
    }));
  }

  again(id: number, address: string | null, at: string): Promise<boolean> {
    const state = address === null ? "no-address" : "waiting";
    return this.#queue.add(
      async () => this.#again.run(state, address, state === "waiting" ? at : null, id).changes > 0,
    );
  }

  async settings(): Promise<CopySettings> {
    const kept = this.#setting.get("copies");
    return kept === undefined
      ? { hqAddresses: [], remindDays: REMIND_DAYS }
      : CopySettings.parse(JSON.parse(kept));
  }

  async setSettings(settings: CopySettings): Promise<void> {
    await this.#queue.add(async () => this.#set.run("copies", JSON.stringify(settings)));
  }
}

/** Attempts count on, so that one still under way cannot be taken for the new one. */
const againOn = (writer: Database): Statement<[string, string | null, string | null, number]> =>
  writer.prepare(
    `UPDATE copies SET state = ?, address = ?, next_at = ?, error = NULL
      WHERE id = ? AND state IN ('waiting', 'failed', 'no-address')`,
  );

const unitsOf = (sight: Sight): string | null => (sight === "all" ? null : JSON.stringify(sight));

function settled({ id, attempt, ...outcome }: CopyOutcome): SqlValue[] {
  switch (outcome.state) {
    case "sent":
      return ["sent", outcome.sentAt, null, outcome.error, null, id, attempt];
    case "waiting":
      return ["waiting", null, outcome.nextAt, outcome.error, leftOf(outcome.left), id, attempt];
    case "failed":
      return ["failed", null, null, outcome.error, leftOf(outcome.left), id, attempt];
  }
}

const leftOf = (left: readonly string[] | null): string | null => left && JSON.stringify(left);
