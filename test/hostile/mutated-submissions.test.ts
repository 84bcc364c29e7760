/**
 * Pushes changed at random, many at once. Some thousands each time; `MUTANTS=100000` sends as many as that, and
 * `MUTANTS_SEED` those of an earlier run again.
 */
import fc from "fast-check";
import { PROBLEMS } from "../../shared/problems.ts";
import { FeedPage, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "../http/a-service.ts";
import { onPostgres } from "../store/a-database.ts";
import { aMutant } from "./mutants.ts";

/** Fewer on PostgreSQL: what is looked at there is what its own store makes of them. */
const USUAL = onPostgres ? 600 : 3000;
const MUTANTS = Number(process.env.MUTANTS ?? USUAL);
const SEED = Number(process.env.MUTANTS_SEED ?? Date.now() % 2 ** 31);
const AT_ONCE = 20;
/** Against hanging: a push is answered in milliseconds. */
const MOST_MS = 30_000;

jest.setTimeout(120_000 + MUTANTS * 50);

let at: AService;
let lead: string;
beforeAll(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
});
afterAll(() => at.stop());

const WRITTEN: ReadonlySet<string> = new Set(["created", "updated", "merged", "deleted"]);

/** Row and revision of all that an answer says is written. */
function writtenIn(text: string): string[] {
  const { outcomes } = SubmissionAnswer.parse(JSON.parse(text));
  return outcomes
    .filter(({ outcome }) => WRITTEN.has(outcome))
    .map(({ rowId, revision }) => `${rowId} ${revision}`);
}

async function allRevisions(): Promise<string[]> {
  const found: string[] = [];
  for (let since = 0; ;) {
    const page = FeedPage.parse(await (await at.get(`/rows?since=${since}&limit=5000`, lead)).json());
    found.push(...page.rows.map(({ rowId, revision }) => `${rowId} ${revision}`));
    since = page.cursor;
    if (!page.more) return found;
  }
}

test(`${MUTANTS} mutated submissions: each is answered and none is the service's fault, and the store holds just what the answers say (seed ${SEED})`, async () => {
  const told = new Set<string>();
  const statuses = new Map<string, number>();
  let slowest = 0;

  async function push(body: Uint8Array): Promise<void> {
    const began = Date.now();
    const response = await fetch(`${at.url}/api/v1/submissions`, {
      method: "POST",
      headers: { Authorization: `Bearer ${lead}`, "Content-Type": "application/json" },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(MOST_MS),
    });
    const text = await response.text();
    slowest = Math.max(slowest, Date.now() - began);
    const key = response.ok ? "200" : `${response.status} ${(JSON.parse(text) as { code: string }).code}`;
    statuses.set(key, (statuses.get(key) ?? 0) + 1);
    if (response.status >= 500) throw new Error(`${key}: ${text}`);
    if (response.ok) for (const revision of writtenIn(text)) told.add(revision);
    else expect(Object.keys(PROBLEMS)).toContain(key.slice(4));
  }

  await fc.assert(
    fc.asyncProperty(fc.array(aMutant, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (bodies) => {
      await Promise.all(bodies.map(push));
    }),
    { numRuns: Math.ceil(MUTANTS / AT_ONCE), seed: SEED },
  );

  const stored = await allRevisions();
  expect(new Set(stored).size).toBe(stored.length);
  expect(stored.toSorted()).toEqual([...told].toSorted());
  const { faults, revisions } = await at.store.verify();
  expect([faults, revisions]).toEqual([[], stored.length]);
  // Both kinds have occurred, or the mutants are not worth much.
  expect(statuses.get("200")).toBeGreaterThan(MUTANTS / 20);
  expect(statuses.size).toBeGreaterThan(2);
  if (MUTANTS > 10_000) {
    const counts = Object.fromEntries([...statuses].toSorted());
    process.stderr.write(`${JSON.stringify({ seed: SEED, slowest, written: stored.length, ...counts })}\n`);
  }
});
