import { masterCells, masterColumns, masterSheet } from "../../shared/plan/master.ts";
import { notedCells } from "../../shared/plan/master-notes.ts";
import type { MasterRow } from "../../shared/plan/inputs.ts";
import { MOST_NOTE } from "../../shared/plan/plan.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import type { MergedDetail, Source, Told } from "../../shared/sync/screening.ts";

const CARRIERS = sheetOf("carriers");

const aSource = (n: number, unitName = `第${n}工厂`): Source => ({
  rowId: `01933b1e-0000-7000-8000-${String(n).padStart(12, "0")}`,
  unit: `P${String(n).padStart(2, "0")}`,
  unitName,
  by: "王五",
  channel: "phone",
  at: "2026-11-03T02:00:00.000Z",
});

const aLine = (columns: MergedDetail["columns"], more: Partial<MergedDetail> = {}): MergedDetail => ({
  rowId: aSource(1).rowId,
  sheet: "carriers",
  entry: { kind: "carrier", id: 7 },
  values: { account: "招商物流", name: "顺达车队", fleetSize: 45 },
  units: [
    { code: "P01", name: "第1工厂" },
    { code: "P02", name: "第2工厂" },
  ],
  members: [aSource(1), aSource(2)],
  deleted: false,
  late: false,
  revision: 3,
  by: "王五",
  channel: "phone",
  at: "2026-11-03T02:00:00.000Z",
  differs: columns.filter(({ told }) => told.length > 1),
  columns,
  ...more,
});

const differing: Told[] = [
  { value: 45, sources: [aSource(2)] },
  { value: 30, sources: [aSource(1)] },
];

const byKey = (cells: readonly unknown[]) =>
  Object.fromEntries(masterColumns(CARRIERS).map(({ key }, i) => [key, cells[i]]));

describe("a line that several units tell of", () => {
  it("names its units, and says on which columns they differ until HQ has chosen", () => {
    const open = aLine([{ column: "fleetSize", told: differing, chosen: false }]);
    expect(byKey(notedCells(open).cells)).toMatchObject({
      unit: "P01、P02",
      unitName: "第1工厂、第2工厂",
      state: "有分歧",
      differs: "车队规模(台)",
      channel: "电话",
    });
    const chosen = aLine([{ column: "fleetSize", told: differing, chosen: true }]);
    expect(byKey(notedCells(chosen).cells)).toMatchObject({ state: "正常", differs: "" });
  });

  it("notes on a cell who says what, by which channel and when", () => {
    const { notes } = notedCells(
      aLine([
        { column: "fleetSize", told: differing, chosen: true },
        { column: "lanes", told: [{ value: "沪宁", sources: [aSource(1), aSource(2)] }], chosen: false },
        { column: "haulage", told: [{ value: "干线", sources: [aSource(1)] }], chosen: false },
      ]),
    );
    const keys = masterColumns(CARRIERS).map(({ key }) => key);
    expect(notes.map(({ column, minor }) => [keys[column], minor])).toEqual([
      ["fleetSize", false],
      ["lanes", true],
    ]);
    expect(notes[0]?.text).toBe(
      [
        "（总部选定）",
        "「45」",
        "· 第2工厂 王五 电话 2026-11-03 10:00",
        "「30」",
        "· 第1工厂 王五 电话 2026-11-03 10:00",
      ].join("\n"),
    );
  });

  it("a note stays short, and says how many sources it leaves out", () => {
    const many = Array.from({ length: 40 }, (_, n) => aSource(n + 1, `名字很长很长很长的第${n}单位`));
    const { notes } = notedCells(
      aLine([{ column: "lanes", told: [{ value: "线".repeat(300), sources: many }], chosen: false }]),
    );
    const text = notes[0]?.text ?? "";
    expect(text.length).toBeLessThanOrEqual(MOST_NOTE);
    const shown = text.split("\n").filter((line) => line.startsWith("·")).length;
    expect(shown).toBeGreaterThan(5);
    expect(text).toMatch(new RegExp(`…另有 ${40 - shown} 处来源$`));
  });
});

describe("a master sheet", () => {
  it("colours the cells that its row names as differing, only where units' rows come together", () => {
    const formulas = (key: "carriers" | "events") =>
      masterSheet(sheetOf(key)).highlights.map(({ formula }) => formula);
    expect(formulas("carriers").some((formula) => formula.includes("FIND"))).toBe(true);
    expect(formulas("events").some((formula) => formula.includes("FIND"))).toBe(false);
    expect(masterColumns(sheetOf("events")).some(({ key }) => key === "differs")).toBe(false);
  });

  it("shows a monthly row's account under the register's name, whatever the unit called it", () => {
    const row: MasterRow = {
      sheet: "reviews",
      rowId: aSource(1).rowId,
      revision: 1,
      values: { period: "2026-10", account: "招商局物流", rating: 4 },
      unit: "P01",
      unitName: "第1工厂",
      period: "2026-10",
      account: "招商物流",
      deleted: false,
      late: false,
      by: "王五",
      channel: "excel",
      at: "2026-11-03T02:00:00.000Z",
    };
    expect(masterCells(row)).toContain("招商物流");
    expect(masterCells({ ...row, account: null })).toContain("招商局物流");
  });
});
