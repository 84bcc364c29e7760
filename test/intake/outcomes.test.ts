import { aDeletion, aPurchase, aRow, aSubmission, newId } from "./a-submission.ts";
import { type AStore, aStore, codesOf, HQ, OTHER_LEAD } from "./a-store.ts";

describe("what becomes of a row", () => {
  let at: AStore;
  beforeEach(async () => {
    at = await aStore();
  });
  afterEach(() => at.close());

  /** A purchase that the unit has filed, and HQ then changed. */
  async function changedByHeadquarters(values: Record<string, string | number>): Promise<string> {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({ units: 12, remark: "原备注" }, { rowId })] }));
    await at.push(
      aSubmission({
        channel: "phone",
        rows: [aPurchase({ units: 12, remark: "原备注", ...values }, { rowId, baseRevision: 1 })],
      }),
      HQ,
    );
    return rowId;
  }

  test("a row that nobody has seen before is created, in its normal form", async () => {
    const rowId = newId();
    const outcome = await at.pushOne(
      aSubmission({
        rows: [aPurchase({ units: "１２台", amount: "1,345.60万元", supplier: "我方" }, { rowId })],
      }),
    );
    expect(outcome).toMatchObject({ rowId, outcome: "created", revision: 1, issues: [] });
    const [revision] = await at.store.rows.revisionsOf(rowId);
    expect(revision?.values).toMatchObject({ units: 12, amount: 1345.6, supplier: "本集团", remark: null });
  });

  test("a row sent from the latest revision with other values is updated", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({}, { rowId })] }));
    const outcome = await at.pushOne(
      aSubmission({ rows: [aPurchase({ units: 15 }, { rowId, baseRevision: 1 })] }),
    );
    expect(outcome).toMatchObject({ outcome: "updated", revision: 2 });
  });

  test("a column left out stays as it was, null empties it", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({ remark: "备注", brand: "扬州" }, { rowId })] }));
    await at.push(
      aSubmission({ rows: [{ sheet: "purchases", rowId, baseRevision: 1, values: { remark: null } }] }),
    );
    const revisions = await at.store.rows.revisionsOf(rowId);
    expect(revisions.at(-1)?.values).toMatchObject({ remark: null, brand: "扬州", units: 12 });
  });

  test("the same values again leave the row unchanged and write no revision", async () => {
    const rowId = newId();
    const row = aPurchase({}, { rowId });
    await at.push(aSubmission({ rows: [row] }));
    const again = await at.pushOne(aSubmission({ rows: [{ ...row, baseRevision: 1 }] }));
    expect(again).toMatchObject({ outcome: "unchanged", revision: 1 });
    expect(await at.store.rows.revisionsOf(rowId)).toHaveLength(1);
  });

  test("a row sent again under a new submission after a lost answer is unchanged", async () => {
    const row = aPurchase();
    await at.push(aSubmission({ rows: [row] }));
    expect(await at.pushOne(aSubmission({ rows: [row] }))).toMatchObject({
      outcome: "unchanged",
      revision: 1,
    });
  });

  test("a row that two people changed in different columns is merged, and the sheet is shown the whole", async () => {
    const rowId = await changedByHeadquarters({ remark: "总部改" });
    const outcome = await at.pushOne(
      aSubmission({ rows: [aPurchase({ units: 14, remark: "原备注" }, { rowId, baseRevision: 1 })] }),
    );
    expect(outcome).toMatchObject({ outcome: "merged", revision: 3 });
    expect(outcome.theirs).toMatchObject({ revision: 3, values: { units: 14, remark: "总部改" } });
  });

  test("a row that only the others changed is merged without a revision of its own", async () => {
    const rowId = await changedByHeadquarters({ units: 20 });
    const outcome = await at.pushOne(
      aSubmission({ rows: [aPurchase({ units: 12, remark: "原备注" }, { rowId, baseRevision: 1 })] }),
    );
    expect(outcome).toMatchObject({ outcome: "merged", revision: 2, theirs: { values: { units: 20 } } });
    expect(await at.store.rows.revisionsOf(rowId)).toHaveLength(2);
  });

  test("one column changed to two values is a conflict: nothing of the row is written, theirs is shown", async () => {
    const rowId = await changedByHeadquarters({ units: 20 });
    const outcome = await at.pushOne(
      aSubmission({ rows: [aPurchase({ units: 14, remark: "也改了" }, { rowId, baseRevision: 1 })] }),
    );
    expect(outcome).toMatchObject({
      outcome: "conflict",
      revision: 2,
      theirs: {
        revision: 2,
        deleted: false,
        columns: ["units"],
        values: { units: 20, remark: "原备注" },
        by: HQ,
      },
    });
    expect(await at.store.rows.revisionsOf(rowId)).toHaveLength(2);
  });

  test("a conflict that is settled says for each column whose value was taken", async () => {
    const rowId = await changedByHeadquarters({ units: 20, brand: "总部" });
    await at.push(
      aSubmission({
        rows: [aPurchase({ units: 14, brand: "工厂", remark: "原备注" }, { rowId, baseRevision: 1 })],
      }),
    );
    const settled = await at.pushOne(
      aSubmission({
        rows: [aPurchase({ units: 14, brand: "总部", remark: "原备注" }, { rowId, baseRevision: 2 })],
      }),
    );
    expect(settled).toMatchObject({ outcome: "updated", revision: 3 });
    const [conflict] = await at.store.rows.conflictsOf(rowId);
    expect(conflict).toMatchObject({ baseRevision: 1, latestRevision: 2, settledBy: 3 });
    expect(conflict?.columns).toEqual([
      { column: "brand", base: null, mine: "工厂", theirs: "总部", taken: "theirs" },
      { column: "units", base: 12, mine: 14, theirs: 20, taken: "mine" },
    ]);
  });

  test("a conflict stays open as long as the row is sent from the old revision", async () => {
    const rowId = await changedByHeadquarters({ units: 20 });
    const mine = aPurchase({ units: 14, remark: "原备注" }, { rowId, baseRevision: 1 });
    await at.push(aSubmission({ rows: [mine] }));
    await at.push(aSubmission({ rows: [mine] }));
    expect((await at.store.rows.conflictsOf(rowId)).map(({ settledBy }) => settledBy)).toEqual([null, null]);
  });

  test("a deleted row is deleted for good but keeps its history", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({}, { rowId })] }));
    expect(await at.pushOne(aSubmission({ rows: [aDeletion("purchases", rowId, 1)] }))).toMatchObject({
      outcome: "deleted",
      revision: 2,
    });
    const revisions = await at.store.rows.revisionsOf(rowId);
    expect(revisions.map(({ deleted }) => deleted)).toEqual([false, true]);
    expect(await at.pushOne(aSubmission({ rows: [aDeletion("purchases", rowId, 2)] }))).toMatchObject({
      outcome: "unchanged",
    });
  });

  test("deleting a row that the others changed meanwhile is a conflict", async () => {
    const rowId = await changedByHeadquarters({ units: 20 });
    expect(await at.pushOne(aSubmission({ rows: [aDeletion("purchases", rowId, 1)] }))).toMatchObject({
      outcome: "conflict",
      theirs: { columns: ["units"], values: { units: 20 } },
    });
    const kept = await at.pushOne(aSubmission({ rows: [aDeletion("purchases", rowId, 2)] }));
    expect(kept).toMatchObject({ outcome: "deleted", revision: 3 });
    const [conflict] = await at.store.rows.conflictsOf(rowId);
    expect(conflict).toMatchObject({ settledBy: 3, columns: [{ column: "units", taken: "mine" }] });
  });

  test("changing a row that the others deleted meanwhile is a conflict, and sending it again brings it back", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({}, { rowId })] }));
    await at.push(aSubmission({ rows: [aDeletion("purchases", rowId, 1)] }), HQ);
    const mine = aPurchase({ units: 30 }, { rowId, baseRevision: 1 });
    expect(await at.pushOne(aSubmission({ rows: [mine] }))).toMatchObject({
      outcome: "conflict",
      theirs: { deleted: true, columns: ["units"] },
    });
    expect(await at.pushOne(aSubmission({ rows: [{ ...mine, baseRevision: 2 }] }))).toMatchObject({
      outcome: "updated",
      revision: 3,
    });
    expect((await at.store.rows.revisionsOf(rowId)).at(-1)).toMatchObject({ deleted: false });
  });

  test("a row not touched here and deleted there comes back as deleted", async () => {
    const rowId = newId();
    const row = aPurchase({}, { rowId });
    await at.push(aSubmission({ rows: [row] }));
    await at.push(aSubmission({ rows: [aDeletion("purchases", rowId, 1)] }), HQ);
    expect(await at.pushOne(aSubmission({ rows: [{ ...row, baseRevision: 1 }] }))).toMatchObject({
      outcome: "deleted",
      revision: 2,
      theirs: { deleted: true },
    });
  });

  test("one bad row blocks no other", async () => {
    const { outcomes, counts } = await at.push(
      aSubmission({ rows: [aPurchase({ units: "许多" }), aPurchase(), aRow("events", { body: "短" })] }),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["rejected", "created", "rejected"]);
    expect(counts).toMatchObject({ created: 1, rejected: 2, updated: 0 });
    expect(outcomes.map(codesOf)).toEqual([["number_invalid"], [], ["too_short"]]);
  });

  test("a row identity that occurs twice is the first row's", async () => {
    const rowId = newId();
    const { outcomes } = await at.push(
      aSubmission({
        rows: [aPurchase({ units: 1 }, { rowId }), aPurchase({ units: 2 }, { rowId: rowId.toUpperCase() })],
      }),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created", "rejected"]);
    expect(outcomes[1] && codesOf(outcomes[1])).toEqual(["row_id_doubled"]);
    expect((await at.store.rows.revisionsOf(rowId))[0]?.values.units).toBe(1);
  });

  test("another unit's row is refused and nothing of it is told", async () => {
    const rowId = newId();
    await at.push(aSubmission({ unit: "P02", rows: [aPurchase({}, { rowId })] }), OTHER_LEAD);
    const outcome = await at.pushOne(
      aSubmission({ rows: [aPurchase({ units: 1 }, { rowId, baseRevision: 1 })] }),
    );
    expect(outcome).toMatchObject({ outcome: "rejected", revision: null });
    expect(codesOf(outcome)).toEqual(["row_of_other_unit"]);
    expect(outcome.theirs).toBeUndefined();
  });

  test("a row identity used on another sheet is refused", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({}, { rowId })] }));
    const outcome = await at.pushOne(aSubmission({ rows: [aRow("events", {}, { rowId, baseRevision: 1 })] }));
    expect(codesOf(outcome)).toEqual(["row_of_other_sheet"]);
  });

  test("a revision newer than the service's is refused; one of a row that the service lost is taken as new", async () => {
    const rowId = newId();
    await at.push(aSubmission({ rows: [aPurchase({}, { rowId })] }));
    const newer = await at.pushOne(aSubmission({ rows: [aPurchase({}, { rowId, baseRevision: 7 })] }));
    expect(codesOf(newer)).toEqual(["base_revision_unknown"]);
    expect(await at.pushOne(aSubmission({ rows: [aPurchase({}, { baseRevision: 7 })] }))).toMatchObject({
      outcome: "created",
      revision: 1,
    });
  });

  test.each([
    ["a row that is no object", "row", "row_shape"],
    ["a row without a sheet of ours", { sheet: "salaries", rowId: newId(), values: {} }, "sheet_unknown"],
    ["a row identity that is none", { sheet: "events", rowId: "7", values: {} }, "row_id_invalid"],
    ["a revision that is no number", { ...aPurchase(), baseRevision: "1" }, "row_shape"],
    ["a row that says neither values nor deletion", { sheet: "events", rowId: newId() }, "row_shape"],
    ["a value that is a list", { sheet: "events", rowId: newId(), values: { body: [] } }, "value_type"],
  ])("%s is rejected by itself", async (_, row, code) => {
    const { outcomes } = await at.push(aSubmission({ rows: [row, aPurchase()] }));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["rejected", "created"]);
    expect(outcomes[0] && codesOf(outcomes[0])).toEqual([code]);
  });

  test("an unknown column is named in a warning and does no harm", async () => {
    const outcome = await at.pushOne(aSubmission({ rows: [aPurchase({ salary: 1, constructor: "x" })] }));
    expect(outcome.outcome).toBe("created");
    expect(codesOf(outcome)).toEqual(["column_unknown", "column_unknown"]);
  });

  test("the engine's own check finds all of it in order", async () => {
    const rowId = await changedByHeadquarters({ units: 20 });
    await at.push(
      aSubmission({ rows: [aDeletion("purchases", rowId, 2), aRow("accounts"), aRow("reviews")] }),
    );
    expect(await at.store.verify()).toMatchObject({ rows: 3, revisions: 5, faults: [] });
  });
});
