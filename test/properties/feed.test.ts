/** The change feed: whoever follows it, page by page and while others push, sees every revision once and in order. */
import fc from "fast-check";
import type { FeedPage, PushedRow, Revision } from "../../shared/sync/protocol.ts";
import { aDeletion, aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AStore, aStore, HQ } from "../intake/a-store.ts";
import { onPostgres } from "../store/a-database.ts";

jest.setTimeout(240_000);

/** Fewer on PostgreSQL, whose answers take longer. */
const RUNS = onPostgres ? 15 : 60;

let at: AStore;
beforeEach(async () => {
  at = await aStore();
});
afterEach(() => at.close());

const SIGHTS = ["all", ["P01"], ["P02"], ["P01", "S01"]] as const;
type Sight = (typeof SIGHTS)[number];

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("push" as const),
      unit: fc.constantFrom("P01", "P02", "S01"),
      rows: fc.array(
        fc.record({
          row: fc.nat({ max: 5 }),
          units: fc.integer({ min: 1, max: 4 }),
          deleted: fc.constantFrom(false, false, false, true),
          standing: fc.boolean(),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("pull" as const),
      reader: fc.nat({ max: SIGHTS.length - 1 }),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
);

/** Somebody who may see some units, and has read so far. */
class Reader {
  readonly seen: Revision[] = [];
  readonly #sight: Sight;
  #cursor = 0;

  constructor(sight: Sight) {
    this.#sight = sight;
  }

  sees = ({ unit }: { readonly unit: string }): boolean =>
    this.#sight === "all" || (this.#sight as readonly string[]).includes(unit);

  async pull(limit: number): Promise<FeedPage> {
    const page = await at.store.rows.since({ since: this.#cursor, limit, sight: this.#sight });
    expect(page.cursor).toBeGreaterThanOrEqual(this.#cursor);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    this.#cursor = page.cursor;
    this.seen.push(...page.rows);
    return page;
  }

  async drain(limit: number): Promise<void> {
    while ((await this.pull(limit)).more);
  }
}

const nameOf = ({ rowId, revision }: { readonly rowId: string; readonly revision: number | null }): string =>
  `${rowId} ${revision}`;

test("every reader sees each revision of its units once, in the order of their commits, whoever pushes meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 25 }),
      fc.integer({ min: 1, max: 5 }),
      async (steps, limit) => {
        const rowIds = new Map(
          ["P01", "P02", "S01"].map((unit) => [unit, Array.from({ length: 12 }, () => newId())]),
        );
        const readers = SIGHTS.map((sight) => new Reader(sight));
        // What earlier runs left in the store is not of interest.
        for (const reader of readers) await reader.drain(5000);
        for (const reader of readers) reader.seen.length = 0;

        const pushes: Promise<readonly string[]>[] = [];
        for (const one of steps) {
          if (one.kind === "pull") {
            await readers[one.reader]?.pull(one.limit);
            continue;
          }
          const ids = rowIds.get(one.unit) ?? [];
          const latest = await at.store.rows.latest(ids);
          const rows = one.rows.map(({ row, units, deleted, standing }): PushedRow => {
            const rowId = ids[standing ? row + 6 : row] ?? newId();
            const baseRevision = latest.find((known) => known.rowId === rowId)?.revision ?? null;
            if (deleted) return aDeletion(standing ? "contacts" : "purchases", rowId, baseRevision);
            return standing
              ? aRow("contacts", { name: `刘志峰${units}` }, { rowId, baseRevision })
              : aPurchase({ units }, { rowId, baseRevision });
          });
          const submission = aSubmission({ unit: one.unit, channel: "phone", rows });
          // Not waited for: the next pull or push comes while it is being taken in.
          pushes.push(
            at
              .push(submission, HQ)
              .then(({ outcomes }) =>
                outcomes
                  .filter(({ outcome }) => ["created", "updated", "merged", "deleted"].includes(outcome))
                  .map(nameOf),
              ),
          );
        }
        const told = (await Promise.all(pushes)).flat();
        for (const reader of readers) await reader.drain(limit);

        const [all] = readers;
        if (!all) throw new Error("nobody reads");
        expect(all.seen.map(nameOf).toSorted()).toEqual(told.toSorted());
        for (const reader of readers) {
          const cursors = reader.seen.map(({ cursor }) => cursor);
          expect(cursors).toEqual([...new Set(cursors)].toSorted((a, b) => a - b));
          expect(reader.seen.map(nameOf)).toEqual(all.seen.filter(reader.sees).map(nameOf));
        }
        // Who keeps the last revision of each row has what the service has.
        const kept = new Map(all.seen.map((revision) => [revision.rowId, revision]));
        const latest = await at.store.rows.latest([...kept.keys()]);
        expect(latest.length).toBe(kept.size);
        for (const revision of latest) expect(kept.get(revision.rowId)).toEqual(revision);
      },
    ),
    { numRuns: RUNS },
  );
  expect((await at.store.verify()).faults).toEqual([]);
});

test("a page never ends behind a row that it has left out", async () => {
  await at.push(aSubmission({ rows: Array.from({ length: 9 }, () => aPurchase()) }));
  await at.push(aSubmission({ unit: "P02", channel: "phone", rows: [aPurchase()] }), HQ);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SIGHTS),
      fc.nat({ max: 10 }),
      fc.integer({ min: 1, max: 4 }),
      async (sight, since, limit) => {
        const whole = await at.store.rows.since({ since, limit: 100, sight });
        const page = await at.store.rows.since({ since, limit, sight });
        const rest = await at.store.rows.since({ since: page.cursor, limit: 100, sight });
        expect([...page.rows, ...rest.rows]).toEqual(whole.rows);
        expect(page.more).toBe(rest.rows.length > 0);
      },
    ),
  );
});
