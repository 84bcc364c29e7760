/** Refusals, before they are put down: an attacker fills no disk. */
import type { Deed } from "../../server/audit/deed.ts";
import { Refusals } from "../../server/audit/refusals.ts";

const refusal = (about: Partial<Deed> = {}): Deed => ({
  at: "2026-11-03T02:00:01.000Z",
  who: "person:7",
  unit: "P01",
  kind: "refusal",
  action: "GET /master.xlsx",
  subject: "",
  detail: { status: 403, code: "forbidden" },
  ...about,
});

test("a thousand alike within a minute are one entry with their count, from the first of them", () => {
  const refusals = new Refusals();
  for (let second = 0; second < 1000; second += 1) {
    refusals.add(refusal({ at: `2026-11-03T02:00:${String(second % 60).padStart(2, "0")}.000Z` }));
  }
  expect(refusals.take()).toEqual([
    {
      ...refusal({ at: "2026-11-03T02:00:00.000Z" }),
      detail: { status: 403, code: "forbidden", count: 1000 },
    },
  ]);
  expect(refusals.isEmpty).toBe(true);
});

test("another minute, person, route or reason is another entry", () => {
  const refusals = new Refusals();
  refusals.add(refusal());
  refusals.add(refusal({ at: "2026-11-03T02:01:00.000Z" }));
  refusals.add(refusal({ who: "person:8" }));
  refusals.add(refusal({ action: "GET /rows" }));
  refusals.add(refusal({ detail: { status: 429, code: "too_many_requests" } }));
  expect(refusals.take().map(({ detail }) => detail.count)).toEqual([1, 1, 1, 1, 1]);
});

test("from more addresses than a minute puts down, the rest is counted without saying whose it was", () => {
  const refusals = new Refusals({ people: 1, strangers: 3 });
  const from = (host: number, minute: number): Deed =>
    refusal({
      at: `2026-11-03T02:0${minute}:00.000Z`,
      who: "nobody",
      detail: { status: 401, address: `10.0.0.${host}` },
    });
  for (let host = 1; host <= 5; host += 1) refusals.add(from(host, 0));
  expect(refusals.take()).toHaveLength(4);
  for (let host = 6; host <= 10; host += 1) refusals.add(from(host, 0));
  // Somebody who has signed in is still put down by name.
  refusals.add(refusal());
  const taken = refusals.take();
  expect(taken).toMatchObject([
    { who: "nobody", kind: "refusal", action: "*", detail: { count: 5, of: "strangers" } },
    { who: "person:7", action: "GET /master.xlsx", detail: { count: 1 } },
  ]);
  refusals.add(from(11, 1));
  expect(refusals.take()).toMatchObject([{ detail: { address: "10.0.0.11", count: 1 } }]);
});
