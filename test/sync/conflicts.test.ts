import {
  type Conflict,
  conflictOf,
  isSettled,
  settle,
  take,
  takeAll,
  WHOLE_ROW,
} from "../../addin/sync/conflicts.ts";
import type { RowResult } from "../../addin/sync/results.ts";
import type { Values } from "../../shared/report/value.ts";
import type { Theirs } from "../../shared/sync/protocol.ts";
import { id, theirs } from "./rows.ts";

const BASE = { account: "招商物流", name: "广州分公司", city: "广州", address: "路 1 号", liaison: "张三" };
const MINE = { ...BASE, city: "佛山", liaison: "王五" };
const THEIRS = { ...BASE, city: "东莞", liaison: "赵六", address: "路 2 号" };

function aConflict(
  mine: Values | null = MINE,
  other: Theirs = theirs(THEIRS, ["liaison", "city"]),
): Conflict {
  const result: RowResult = {
    sheet: "branches",
    row: mine === null ? null : 4,
    rowId: id(1),
    outcome: "conflict",
    revision: other.revision,
    issues: [],
    theirs: other,
    mine,
    baseRevision: 1,
  };
  return conflictOf(result, other, BASE);
}

describe("conflicts", () => {
  test("columns are put in the sheet's order", () => {
    expect(aConflict().columns).toEqual(["city", "liaison"]);
  });

  test("a conflict is settled only when every column is", () => {
    const half = take(aConflict(), "city", "mine");
    expect(isSettled(half)).toBe(false);
    expect(isSettled(take(half, "liaison", "theirs"))).toBe(true);
  });

  test("the chosen side of each column is sent on the service's revision, and what only they changed stays theirs", () => {
    const settled = take(take(aConflict(), "city", "mine"), "liaison", "theirs");
    const values = { ...BASE, city: "佛山", liaison: "赵六", address: "路 2 号" };
    expect(settle(settled).push).toMatchObject({ rowId: id(1), baseRevision: 2, values });
    expect(settle(settled).update).toMatchObject({ row: 4, baseRevision: 2, values });
  });

  test("what only I changed stays mine though all of theirs is taken", () => {
    const mine = { ...MINE, address: "路 9 号" };
    const conflict = aConflict(mine, theirs({ ...THEIRS, address: BASE.address }, ["city", "liaison"]));
    expect(settle(takeAll(conflict, "theirs")).push?.values).toMatchObject({
      city: "东莞",
      liaison: "赵六",
      address: "路 9 号",
    });
  });

  test("a row they deleted is kept by sending it again, or goes from the sheet", () => {
    const conflict = aConflict(MINE, theirs(BASE, [], { deleted: true }));
    expect(settle(take(conflict, WHOLE_ROW, "mine")).push).toMatchObject({ baseRevision: 2, values: MINE });
    expect(settle(take(conflict, WHOLE_ROW, "theirs"))).toMatchObject({
      push: null,
      update: { remove: true },
    });
  });

  test("a row I deleted and they changed is deleted after all, or put back", () => {
    const conflict = aConflict(null);
    expect(settle(take(conflict, WHOLE_ROW, "mine")).push).toEqual({
      sheet: "branches",
      rowId: id(1),
      baseRevision: 2,
      deleted: true,
    });
    expect(settle(take(conflict, WHOLE_ROW, "theirs"))).toEqual({ push: null, update: null, putBack: true });
  });
});
