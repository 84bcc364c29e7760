/**
 * Units that report all the while and take down what they were told: who sees no answer sends the same again. In the
 * end the service is held to every word it gave.
 */
import { type FeedPage, type Submission, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { type Chance, pick } from "../bench/chance.ts";
import { ask } from "../http/ask.ts";
import { aDeletion, aPurchase, aSubmission, newId } from "../intake/a-submission.ts";
import { pause } from "./a-process.ts";

const UNITS = ["P01", "P02"] as const;
/** A request that hangs would be no better than one that fails. */
const PATIENCE_MS = 60_000;
/** Nobody sends for ever, least of all to a service that a failed test has taken away. */
const PERSISTENCE_MS = 180_000;

interface Known {
  revision: number;
  /** What each revision says, and which submission made it. */
  readonly versions: { readonly submissionId: string; readonly units: number; readonly deleted: boolean }[];
}

export class Reporters {
  /** As they were answered, by submission. */
  readonly answers = new Map<string, { readonly body: string; readonly answer: string }>();
  /** What was answered otherwise than by 200, by status. */
  readonly refusals = new Map<number, number>();
  readonly #rows = new Map<string, Known>();
  readonly #url: () => string | null;
  readonly #token: string;
  readonly #chance: Chance;
  #over = false;
  #units = 0;
  #working: Promise<unknown> = Promise.resolve();

  /** @param url where the service is at the moment; null: nowhere */
  constructor(url: () => string | null, token: string, chance: Chance) {
    this.#url = url;
    this.#token = token;
    this.#chance = chance;
  }

  /** So many at once, until `rest`. */
  begin(reporters: number): void {
    this.#over = false;
    this.#working = Promise.all(
      Array.from({ length: reporters }, (_, at) => this.#report(UNITS[at % UNITS.length] ?? "P01")),
    );
    // Told by `rest`.
    this.#working.catch(() => undefined);
  }

  /** Nobody begins anything new; what was not answered is sent until it is. */
  async rest(): Promise<void> {
    this.#over = true;
    await this.#working;
  }

  async #report(unit: string): Promise<void> {
    const own: string[] = [];
    while (!this.#over) {
      const submission = this.#submission(unit, own);
      const body = JSON.stringify(submission);
      this.#take(submission, body, await this.#deliver(body));
      // Somebody whose pane was closed before the receipt was shown.
      if (this.#chance(20) === 0) await this.repeat(submission.submissionId);
    }
  }

  #submission(unit: string, own: string[]): Submission {
    const rows = Array.from({ length: 1 + this.#chance(4) }, () => {
      const rowId = own.length > 0 && this.#chance(3) > 0 ? pick(own, this.#chance) : newId();
      if (!own.includes(rowId)) own.push(rowId);
      return rowId;
    });
    return aSubmission({
      unit,
      rows: [...new Set(rows)].map((rowId) => this.#row(rowId)),
    });
  }

  #row(rowId: string) {
    const known = this.#rows.get(rowId);
    const baseRevision = known?.revision ?? null;
    const there = known !== undefined && known.versions.at(-1)?.deleted !== true;
    if (there && this.#chance(10) === 0) return aDeletion("purchases", rowId, baseRevision);
    this.#units += 1;
    return aPurchase({ units: this.#units }, { rowId, baseRevision });
  }

  /** The same body, until it is answered. */
  async #deliver(body: string): Promise<string> {
    const until = Date.now() + PERSISTENCE_MS;
    while (Date.now() < until) {
      const url = this.#url();
      const answer = url === null ? null : await this.send(url, body).catch(() => null);
      if (answer?.status === 200) return answer.text;
      if (answer) this.refusals.set(answer.status, (this.refusals.get(answer.status) ?? 0) + 1);
      if (answer && answer.status < 500) throw new Error(`${answer.status} ${answer.text}`);
      await pause(10);
    }
    throw new Error(`not answered in ${PERSISTENCE_MS / 1000} s: ${body}`);
  }

  async send(url: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
    const response = await ask(`${url}/api/v1/submissions`, {
      method: "POST",
      headers: { Authorization: `Bearer ${this.#token}`, "Content-Type": "application/json" },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, text: await response.text() };
  }

  #take(submission: Submission, body: string, answer: string): void {
    this.answers.set(submission.submissionId, { body, answer });
    const { outcomes } = SubmissionAnswer.parse(JSON.parse(answer));
    for (const { rowId, outcome, revision, issues } of outcomes) {
      if (!["created", "updated", "deleted"].includes(outcome) || revision === null) {
        throw new Error(`${rowId}: ${outcome} ${JSON.stringify(issues)}`);
      }
      const known = this.#rows.get(rowId) ?? { revision: 0, versions: [] };
      const said = submission.rows.find((row) => (row as { rowId: string }).rowId === rowId);
      const { values } = said as { values?: { units: number } };
      known.revision = revision;
      known.versions.push({
        submissionId: submission.submissionId,
        units: values?.units ?? known.versions.at(-1)?.units ?? 0,
        deleted: values === undefined,
      });
      this.#rows.set(rowId, known);
    }
  }

  /** The same submission again has the same answer, byte for byte. */
  async repeat(submissionId: string): Promise<void> {
    const { body, answer } = this.answers.get(submissionId) ?? { body: "", answer: "" };
    expect(await this.#deliver(body)).toBe(answer);
  }

  /** Rows and revisions that must be there: no more, no fewer. */
  get expected(): { readonly rows: number; readonly revisions: number; readonly submissions: number } {
    const revisions = [...this.#rows.values()].reduce((sum, { versions }) => sum + versions.length, 0);
    return { rows: this.#rows.size, revisions, submissions: this.answers.size };
  }

  /** Every acknowledged row is there, once, with an unbroken history: read from the change feed, from its beginning. */
  async check(): Promise<void> {
    const found = new Map<string, Known["versions"]>();
    let last = 0;
    for await (const { cursor, rowId, revision, values, submissionId, deleted } of this.#feed()) {
      expect(cursor).toBeGreaterThan(last);
      last = cursor;
      const versions = found.get(rowId) ?? [];
      versions.push({ submissionId, units: Number(values.units), deleted });
      found.set(rowId, versions);
      expect([rowId, revision]).toEqual([rowId, versions.length]);
    }
    const wanted = [...this.#rows].map(([rowId, { versions }]) => [rowId, versions] as const);
    expect(new Map(sorted(found))).toEqual(new Map(sorted(wanted)));
  }

  async *#feed(): AsyncGenerator<FeedPage["rows"][number]> {
    for (let since = 0, more = true; more;) {
      const page = (await (
        await ask(`${this.#url()}/api/v1/rows?since=${since}`, {
          headers: { Authorization: `Bearer ${this.#token}` },
        })
      ).json()) as FeedPage;
      yield* page.rows;
      ({ cursor: since, more } = page);
    }
  }
}

const sorted = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
