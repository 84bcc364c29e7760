import { identify } from "../../addin/sync/identity.ts";
import { emptyReplica } from "../../addin/sync/replica.ts";
import { aKnownRow, aRow, id, knowing, newIds } from "./rows.ts";

const GUANGZHOU = { account: "招商物流", name: "广州分公司", city: "广州" };
const SHENZHEN = { account: "招商物流", name: "深圳分公司", city: "深圳" };

describe("identities of rows", () => {
  test("a row typed in gets an identity of its own and no base", () => {
    const [row] = identify([aRow(1, null, GUANGZHOU)], emptyReplica, "2026-10", newIds());
    expect(row).toMatchObject({ rowId: id(901), baseRevision: null, fresh: true, copiedFrom: null });
  });

  test("a row that has been sorted elsewhere keeps its identity", () => {
    const replica = knowing(aKnownRow(1, GUANGZHOU), aKnownRow(2, SHENZHEN));
    const rows = identify(
      [aRow(1, id(2), SHENZHEN), aRow(2, id(1), GUANGZHOU)],
      replica,
      "2026-10",
      newIds(),
    );
    expect(rows.map(({ rowId, fresh }) => [rowId, fresh])).toEqual([
      [id(2), false],
      [id(1), false],
    ]);
  });

  test("of a row and its copy, the one that still says what was last reported keeps the identity, though it stands below", () => {
    const replica = knowing(aKnownRow(1, GUANGZHOU));
    const rows = identify(
      [aRow(1, id(1), { ...GUANGZHOU, name: "佛山分公司" }), aRow(2, id(1), GUANGZHOU)],
      replica,
      "2026-10",
      newIds(),
    );
    expect(rows[0]).toMatchObject({ rowId: id(901), baseRevision: null, copiedFrom: id(1) });
    expect(rows[1]).toMatchObject({ rowId: id(1), baseRevision: 1, fresh: false });
  });

  test("of copies that all say something new, the topmost keeps the identity", () => {
    const rows = identify(
      [aRow(1, id(1), SHENZHEN), aRow(2, id(1), GUANGZHOU)],
      emptyReplica,
      "2026-10",
      newIds(),
    );
    expect(rows.map(({ rowId }) => rowId)).toEqual([id(1), id(901)]);
  });

  test("a row copied to another sheet becomes a new row there", () => {
    const replica = knowing(aKnownRow(1, GUANGZHOU));
    const rows = identify(
      [aRow(1, id(1), GUANGZHOU, "carriers"), aRow(1, id(1), SHENZHEN, "branches")],
      replica,
      "2026-10",
      newIds(),
    );
    expect(rows.map(({ sheet, rowId }) => [sheet, rowId])).toEqual([
      ["carriers", id(901)],
      ["branches", id(1)],
    ]);
  });

  test("after a workbook was closed without saving, a row typed before the last push is known again by its values", () => {
    const replica = knowing(aKnownRow(1, GUANGZHOU, { revision: 3 }));
    const rows = identify([aRow(1, null, GUANGZHOU), aRow(2, null, GUANGZHOU)], replica, "2026-10", newIds());
    expect(rows[0]).toMatchObject({ rowId: id(1), baseRevision: 3, fresh: true });
    expect(rows[1]).toMatchObject({ rowId: id(901), baseRevision: null });
  });

  test("a purchase of another month is not taken for this month's", () => {
    const bought = { period: "2026-09", account: "招商物流", units: 3 };
    const replica = knowing(aKnownRow(1, bought, { sheet: "purchases", period: "2026-09" }));
    const [row] = identify([aRow(1, null, bought, "purchases")], replica, "2026-10", newIds());
    expect(row?.rowId).toBe(id(901));
  });

  test("a base that was damaged is mended from what this computer knows", () => {
    const replica = knowing(aKnownRow(1, GUANGZHOU, { revision: 4 }));
    const [row] = identify(
      [{ ...aRow(1, id(1), SHENZHEN), baseRevision: null }],
      replica,
      "2026-10",
      newIds(),
    );
    expect(row).toMatchObject({ rowId: id(1), baseRevision: 4, fresh: true });
  });
});
