import { asPushed, planPush, portionsOf } from "../../addin/sync/push.ts";
import { emptyReplica } from "../../addin/sync/replica.ts";
import { Submission } from "../../shared/sync/protocol.ts";
import { aKnownRow, anIdentifiedRow, id, knowing, newIds } from "./rows.ts";

const GUANGZHOU = { account: "招商物流", name: "广州分公司" };
const ENVELOPE = { unit: "P01", period: "2026-10", channel: "excel" as const, template: 1 };
const inBranches = new Set(["branches"] as const);

describe("what a push sends", () => {
  test("a row known to stand at the service just so is not sent again", () => {
    const row = anIdentifiedRow(1, GUANGZHOU);
    const plan = planPush([row], new Set([id(1)]), inBranches, knowing(aKnownRow(1, GUANGZHOU)), "2026-10");
    expect(plan).toMatchObject({ send: [], skipped: [row], vanished: [] });
  });

  test.each([
    ["its values differ", { name: "广州二公司" }, {}],
    ["its base is another revision", {}, { baseRevision: 2 }],
  ])("a row is sent where %s", (_, values, given) => {
    const row = anIdentifiedRow(1, { ...GUANGZHOU, ...values }, given);
    const plan = planPush([row], new Set([id(1)]), inBranches, knowing(aKnownRow(1, GUANGZHOU)), "2026-10");
    expect(plan.send).toEqual([row]);
  });

  test("a row is sent where this computer knows nothing of it", () => {
    const row = anIdentifiedRow(1, GUANGZHOU);
    expect(planPush([row], new Set([id(1)]), inBranches, emptyReplica, "2026-10").send).toEqual([row]);
  });

  test("a column left empty and one not given are the same", () => {
    const row = anIdentifiedRow(1, { ...GUANGZHOU, city: null });
    const plan = planPush([row], new Set([id(1)]), inBranches, knowing(aKnownRow(1, GUANGZHOU)), "2026-10");
    expect(plan.skipped).toHaveLength(1);
  });

  test("a reported row that is in its sheet no more has vanished; one of a missing sheet or another month has not", () => {
    const gone = aKnownRow(1, GUANGZHOU);
    const onMissingSheet = aKnownRow(2, {}, { sheet: "carriers" });
    const ofSeptember = aKnownRow(3, {}, { sheet: "purchases", period: "2026-09" });
    const replica = knowing(gone, onMissingSheet, ofSeptember);
    const present = new Set(["branches", "purchases"] as const);
    expect(planPush([], new Set(), present, replica, "2026-10").vanished).toEqual([gone]);
  });

  test("a faulty row that stays in the sheet has not vanished", () => {
    const replica = knowing(aKnownRow(1, GUANGZHOU));
    expect(planPush([], new Set([id(1)]), inBranches, replica, "2026-10").vanished).toEqual([]);
  });
});

describe("portions", () => {
  const rows = Array.from({ length: 7 }, (_, n) =>
    asPushed(anIdentifiedRow(n + 1, { ...GUANGZHOU, city: "广州" })),
  );

  test("rows are cut into submissions of so many, in order, each with an identity of its own", () => {
    const portions = portionsOf(rows, ENVELOPE, newIds(), { rows: 3, bytes: 1_000_000 });
    expect(portions.map(({ submissionId, rows: count }) => [submissionId, count])).toEqual([
      [id(901), 3],
      [id(902), 3],
      [id(903), 1],
    ]);
    const bodies = portions.map(({ body }) => Submission.parse(JSON.parse(body)));
    expect(bodies.flatMap((body) => body.rows)).toEqual(rows);
    expect(bodies[0]).toMatchObject({ ...ENVELOPE, submissionId: id(901) });
  });

  test("no portion is larger than allowed, counted in bytes as they go over the wire", () => {
    const limit = 500;
    const portions = portionsOf(rows, ENVELOPE, newIds(), { rows: 100, bytes: limit });
    expect(portions.length).toBeGreaterThan(1);
    for (const { body } of portions) {
      const { rows: own } = JSON.parse(body);
      expect(Buffer.byteLength(JSON.stringify(own))).toBeLessThanOrEqual(limit + 2);
    }
    expect(portions.reduce((sum, portion) => sum + portion.rows, 0)).toBe(rows.length);
  });

  test("nothing to send makes no submission", () => {
    expect(portionsOf([], ENVELOPE, newIds())).toEqual([]);
  });
});
