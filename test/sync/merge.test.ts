import fc from "fast-check";
import { merge } from "../../shared/sync/merge.ts";

const columns = ["city", "address", "fleetSize"];

describe("three-way merge by column", () => {
  const base = { city: "上海", address: "一号", fleetSize: 3 };

  it("a row that two people changed in different columns is merged", () => {
    expect(merge(columns, base, { ...base, city: "苏州" }, { ...base, fleetSize: 5 })).toEqual({
      values: { city: "苏州", address: "一号", fleetSize: 5 },
      changed: ["city"],
      theirsMoved: true,
      conflicts: [],
    });
  });

  it("a column that both changed to different values is a conflict, and theirs stays", () => {
    const result = merge(columns, base, { ...base, city: "苏州" }, { ...base, city: "杭州" });
    expect(result.conflicts).toEqual([{ column: "city", base: "上海", mine: "苏州", theirs: "杭州" }]);
    expect(result.values.city).toBe("杭州");
  });

  it("a column that both changed to the same value is no conflict and no change", () => {
    expect(merge(columns, base, { ...base, city: "苏州" }, { ...base, city: "苏州" })).toMatchObject({
      conflicts: [],
      changed: [],
    });
  });

  it("a column that was not sent was not touched; an emptied one was", () => {
    expect(merge(columns, base, { address: null }, base)).toMatchObject({
      values: { city: "上海", address: null },
      changed: ["address"],
    });
  });

  const value = fc.constantFrom(null, "甲", "乙", "丙", 1, 2);
  const row = fc.record({ city: value, address: value, fleetSize: value });

  it("no one-sided change is ever lost, on either side", () => {
    fc.assert(
      fc.property(row, row, row, (was, mine, theirs) => {
        const { values, conflicts } = merge(columns, was, mine, theirs);
        const disputed = new Set(conflicts.map(({ column }) => column));
        for (const column of columns as ("city" | "address" | "fleetSize")[]) {
          if (disputed.has(column)) continue;
          if (mine[column] !== was[column]) expect(values[column]).toBe(mine[column]);
          if (theirs[column] !== was[column]) expect(values[column]).toBe(theirs[column]);
          if (mine[column] === was[column] && theirs[column] === was[column])
            expect(values[column]).toBe(was[column]);
        }
      }),
    );
  });

  it("without conflicts it does not matter who comes first", () => {
    fc.assert(
      fc.property(row, row, row, (was, a, b) => {
        const ab = merge(columns, was, a, b);
        const ba = merge(columns, was, b, a);
        expect(ab.conflicts.length).toBe(ba.conflicts.length);
        if (ab.conflicts.length === 0) expect(ab.values).toEqual(ba.values);
      }),
    );
  });

  it("sending the merged row again changes nothing", () => {
    fc.assert(
      fc.property(row, row, row, (was, mine, theirs) => {
        const once = merge(columns, was, mine, theirs).values;
        expect(merge(columns, once, once, once)).toMatchObject({
          values: once,
          changed: [],
          conflicts: [],
          theirsMoved: false,
        });
      }),
    );
  });
});
