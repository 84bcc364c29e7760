import fc from "fast-check";
import {
  type ChosenValue,
  consolidate,
  type Knowledge,
  type MergedLine,
  type ToldRow,
} from "../../shared/register/consolidate.ts";
import type { KnownAccount, KnownEntry } from "../../shared/register/merged-entries.ts";
import { rowNameKey } from "../../shared/register/row-keys.ts";
import type { Values } from "../../shared/report/value.ts";
import type { MergedSheet } from "../../shared/sync/screening.ts";

const anAccount = (id: number, name: string, more: Partial<KnownAccount> = {}): KnownAccount => ({
  id,
  name,
  category: null,
  level: "集团大客户",
  sameAs: null,
  ...more,
});

const anEntry = (
  id: number,
  kind: KnownEntry["kind"],
  name: string,
  more: Partial<KnownEntry> = {},
): KnownEntry => ({
  id,
  kind,
  accountId: 1,
  key: kind === "contact" ? `${name}@` : name,
  name,
  sameAs: null,
  ...more,
});

interface Telling extends Partial<Omit<ToldRow, "values">> {
  readonly values: Values;
}

/** A row told on the given day of October; its own key comes from its values, as the intake makes it. */
function aRow(sheet: MergedSheet, n: number, day: number, telling: Telling): ToldRow {
  const at = `2026-10-${String(day).padStart(2, "0")}T08:00:00.000Z`;
  return {
    sheet,
    rowId: `01933b1e-0000-7000-8000-${String(n).padStart(12, "0")}`,
    revision: 1,
    unit: "P01",
    unitName: "深圳工厂",
    period: null,
    account: "招商物流",
    deleted: false,
    late: false,
    by: "张三",
    channel: "excel",
    at,
    firstAt: at,
    accountId: 1,
    key: rowNameKey(sheet, telling.values),
    ...telling,
  };
}

const REGISTER: Knowledge = { accounts: [anAccount(1, "招商物流")], entries: [], chosen: [] };

const only = (lines: readonly MergedLine[]) => {
  expect(lines).toHaveLength(1);
  const [line] = lines;
  if (!line) throw new Error("no line");
  return line.row;
};

const shanghai = (n: number, day: number, values: Values, more: Partial<ToldRow> = {}): ToldRow =>
  aRow("branches", n, day, { values: { account: "招商物流", name: "上海分公司", ...values }, ...more });

describe("what several units tell of one branch", () => {
  const entries = [anEntry(7, "branch", "上海分公司")];

  it("is one line, known by the row that told of it first, with all who tell of it", () => {
    const row = only(
      consolidate(
        [
          shanghai(2, 5, { city: "上海" }, { unit: "P02", unitName: "上海工厂", by: "李四" }),
          shanghai(1, 3, { city: "上海" }),
        ],
        { ...REGISTER, entries },
      ),
    );
    expect(row.rowId).toBe(shanghai(1, 3, {}).rowId);
    expect(row.entry).toEqual({ kind: "branch", id: 7 });
    expect(row.members.map(({ unit }) => unit)).toEqual(["P01", "P02"]);
    expect([row.by, row.at]).toEqual(["李四", "2026-10-05T08:00:00.000Z"]);
    expect(row.differs).toEqual([]);
    expect(row.columns.find(({ column }) => column === "city")?.told).toMatchObject([
      { value: "上海", sources: [{ unit: "P02" }, { unit: "P01" }] },
    ]);
  });

  it("stands side by side where it differs, newest first, and what was told last holds", () => {
    const row = only(
      consolidate(
        [
          shanghai(1, 3, { fleetSize: 30 }),
          shanghai(2, 5, { fleetSize: 45 }, { unit: "P02" }),
          shanghai(3, 4, { fleetSize: 30 }, { unit: "P03" }),
        ],
        { ...REGISTER, entries },
      ),
    );
    expect(row.values.fleetSize).toBe(45);
    expect(row.differs).toMatchObject([
      {
        column: "fleetSize",
        chosen: false,
        told: [
          { value: 45, sources: [{ unit: "P02" }] },
          { value: 30, sources: [{ unit: "P03" }, { unit: "P01" }] },
        ],
      },
    ]);
  });

  it("says what HQ chose, until nobody says that any more", () => {
    const chosen: ChosenValue[] = [{ kind: "branch", entryId: 7, column: "fleetSize", value: 30 }];
    const first = shanghai(1, 3, { fleetSize: 30 });
    const second = shanghai(2, 5, { fleetSize: 45 }, { unit: "P02" });
    const known = { ...REGISTER, entries, chosen };
    const row = only(consolidate([first, second], known));
    expect([row.values.fleetSize, row.differs[0]?.chosen]).toEqual([30, true]);
    const later = only(
      consolidate([{ ...first, values: { ...first.values, fleetSize: 50 } }, second], known),
    );
    expect([later.values.fleetSize, later.differs[0]?.chosen]).toEqual([45, false]);
  });

  it("a cell left blank contradicts nobody", () => {
    const rows = [shanghai(1, 3, { fleetSize: 30 }), shanghai(2, 5, { fleetSize: null }, { unit: "P02" })];
    const row = only(consolidate(rows, { ...REGISTER, entries }));
    expect([row.values.fleetSize, row.differs]).toEqual([30, []]);
  });

  it("where everybody is right it comes together: names joined, the earliest day, the closest tie", () => {
    const branch = only(
      consolidate(
        [shanghai(1, 3, { liaison: "王五" }), shanghai(2, 5, { liaison: "赵六、王五" }, { unit: "P02" })],
        { ...REGISTER, entries },
      ),
    );
    expect([branch.values.liaison, branch.differs]).toEqual(["王五、赵六", []]);
    const filed = (n: number, day: number, values: Values) =>
      aRow("accounts", n, day, { values: { name: "招商物流", ...values } });
    const account = only(
      consolidate(
        [
          filed(1, 3, { filedOn: "2026-10-03", grounds: "采购量大" }),
          filed(2, 4, { filedOn: "2026-09-01", grounds: "行业标杆" }),
        ],
        REGISTER,
      ),
    );
    expect(account.values).toMatchObject({ filedOn: "2026-09-01", grounds: "采购量大\n行业标杆" });
    const met = (n: number, strength: number) =>
      aRow("contacts", n, n, { values: { account: "招商物流", name: "陈静", strength } });
    expect(only(consolidate([met(1, 4), met(2, 2)], REGISTER)).values.strength).toBe(4);
  });
});

describe("which rows tell of one thing", () => {
  it("spelling does not part them, and the register's spelling is shown", () => {
    const row = only(
      consolidate(
        [
          shanghai(1, 3, {}),
          aRow("branches", 2, 4, { values: { account: "招商物流公司", name: "（上海）分公司" } }),
        ],
        { ...REGISTER, entries: [anEntry(7, "branch", "上海分公司")] },
      ),
    );
    expect(row.values).toMatchObject({ account: "招商物流", name: "上海分公司" });
    expect(row.differs).toEqual([]);
  });

  it("two that a person found to be one are one; without the decision they are two again", () => {
    const rows = [shanghai(1, 3, {}), shanghai(2, 4, { name: "沪分公司" })];
    const entries = [anEntry(7, "branch", "上海分公司"), anEntry(8, "branch", "沪分公司", { sameAs: 7 })];
    const one = only(consolidate(rows, { ...REGISTER, entries }));
    expect([one.rowId, one.values.name]).toEqual([rows[0]?.rowId, "上海分公司"]);
    const apart = entries.map((entry) => ({ ...entry, sameAs: null }));
    expect(consolidate(rows, { ...REGISTER, entries: apart }).map(({ row }) => row.rowId)).toEqual(
      rows.map(({ rowId }) => rowId),
    );
  });

  it("the line keeps the row that stands for it, though a merged one was told earlier", () => {
    const rows = [shanghai(1, 3, { name: "沪分公司" }), shanghai(2, 4, {})];
    const entries = [anEntry(7, "branch", "上海分公司"), anEntry(8, "branch", "沪分公司", { sameAs: 7 })];
    expect(only(consolidate(rows, { ...REGISTER, entries })).rowId).toBe(rows[1]?.rowId);
  });

  it("accounts found to be one bring their branches together, and what had been merged in either", () => {
    const accounts = [anAccount(1, "招商物流"), anAccount(2, "招商局物流", { sameAs: 1 })];
    const entries = [
      anEntry(7, "branch", "上海分公司"),
      anEntry(8, "branch", "上海分公司", { accountId: 2, sameAs: 9 }),
      anEntry(9, "branch", "华东分公司", { accountId: 2 }),
    ];
    const rows = [
      shanghai(1, 3, {}),
      shanghai(2, 4, {}, { accountId: 2, unit: "P02" }),
      shanghai(3, 5, { name: "华东分公司" }, { accountId: 2, unit: "P03" }),
    ];
    const row = only(consolidate(rows, { ...REGISTER, accounts, entries }));
    expect(row.values).toMatchObject({ account: "招商物流", name: "上海分公司" });
    expect(row.members.map(({ unit }) => unit)).toEqual(["P01", "P02", "P03"]);
  });

  it("an account under an alias is one, called as the register calls it, with its category and level", () => {
    const filed = (n: number, accountId: number, name: string) =>
      aRow("accounts", n, n, { accountId, values: { name, category: "三类·同业延伸", level: "集团大客户" } });
    const row = only(
      consolidate([filed(1, 2, "招商局物流"), filed(2, 1, "招商物流")], {
        ...REGISTER,
        accounts: [
          anAccount(1, "招商物流", { category: "二类·行业标杆" }),
          anAccount(2, "招商局物流", { sameAs: 1 }),
        ],
      }),
    );
    expect(row.entry).toEqual({ kind: "account", id: 1 });
    expect(row.rowId).toBe(filed(2, 1, "").rowId);
    expect(row.values).toMatchObject({ name: "招商物流", category: "二类·行业标杆" });
    expect(row.differs).toEqual([]);
  });

  it("a carrier's branch written in two ways is one branch", () => {
    const carrier = (n: number, branch: string) =>
      aRow("carriers", n, n, { values: { account: "招商物流", name: "顺达车队", branch } });
    const row = only(
      consolidate([carrier(1, "上海分公司"), carrier(2, "沪分公司")], {
        ...REGISTER,
        entries: [anEntry(7, "branch", "上海分公司"), anEntry(8, "branch", "沪分公司", { sameAs: 7 })],
      }),
    );
    expect([row.values.branch, row.differs]).toEqual(["上海分公司", []]);
  });
});

describe("what nobody tells any more", () => {
  it("of a deleted row nothing counts, and its line stays while another tells of the thing", () => {
    const gone = shanghai(1, 3, { fleetSize: 30 }, { deleted: true, revision: 4 });
    const row = only(consolidate([gone, shanghai(2, 4, { fleetSize: 45 }, { unit: "P02" })], REGISTER));
    expect(row).toMatchObject({ rowId: gone.rowId, deleted: false, revision: 4, differs: [] });
    expect(row.members.map(({ unit }) => unit)).toEqual(["P02"]);
    expect(row.values.fleetSize).toBe(45);
  });

  it("is a deleted line that still says what was told last", () => {
    const row = only(consolidate([shanghai(1, 3, { fleetSize: 30 }, { deleted: true })], REGISTER));
    expect(row).toMatchObject({ deleted: true, members: [], values: { name: "上海分公司", fleetSize: 30 } });
  });
});

const NAMES = ["上海分公司", "（上海）分公司", "沪分公司", "华东分公司"];
const rowsOfAny = fc
  .array(
    fc.record({
      unit: fc.constantFrom("P01", "P02", "P03"),
      accountId: fc.constantFrom(1, 2, 3),
      name: fc.constantFrom(...NAMES),
      fleetSize: fc.option(fc.integer({ min: 1, max: 3 })),
      city: fc.option(fc.constantFrom("上海", "深圳")),
      liaison: fc.option(fc.constantFrom("王五", "赵六、王五")),
      day: fc.integer({ min: 1, max: 5 }),
      deleted: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ unit, accountId, name, day, deleted, ...values }, n) =>
      shanghai(n, day, { ...values, name }, { unit, accountId, deleted }),
    ),
  );
const ANY_KNOWLEDGE: Knowledge = {
  accounts: [anAccount(1, "招商物流"), anAccount(2, "招商局物流", { sameAs: 1 }), anAccount(3, "中石油")],
  entries: [1, 2, 3].flatMap((accountId) => [
    anEntry(accountId * 10, "branch", "上海分公司", { accountId }),
    anEntry(accountId * 10 + 1, "branch", "沪分公司", { accountId, sameAs: accountId * 10 }),
  ]),
  chosen: [{ kind: "branch", entryId: 10, column: "fleetSize", value: 2 }],
};

describe("whatever units tell", () => {
  it("the lines are the same in whatever order the rows come", () =>
    fc.assert(
      fc.property(
        rowsOfAny.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) =>
          expect(consolidate(shuffled, ANY_KNOWLEDGE)).toEqual(consolidate(rows, ANY_KNOWLEDGE)),
      ),
    ));

  it("every row that stands is in one line, and every value it tells is told there with its source", () =>
    fc.assert(
      fc.property(rowsOfAny, (rows) => {
        const lines = consolidate(rows, ANY_KNOWLEDGE);
        const live = rows.filter(({ deleted }) => !deleted);
        const members = lines.flatMap(({ row }) => row.members.map(({ rowId }) => rowId));
        expect(members.sort()).toEqual(live.map(({ rowId }) => rowId).sort());
        for (const { rowId, values } of live) {
          const line = lines.find(({ row }) => row.members.some((member) => member.rowId === rowId));
          for (const [column, value] of Object.entries(values)) {
            if (value === null) continue;
            const told = line?.row.columns.find((one) => one.column === column)?.told ?? [];
            const sources = told.find((one) => one.value === value)?.sources ?? [];
            expect(sources.map((source) => source.rowId)).toContain(rowId);
          }
        }
        expect(new Set(lines.map(({ row }) => row.rowId)).size).toBe(lines.length);
      }),
    ));
});

test("a monthly row is a line of its own, under the account's name", () => {
  const bought = (n: number): ToldRow => ({
    ...shanghai(n, n, {}),
    sheet: "purchases",
    key: null,
    values: { period: "2026-10", account: "招商局物流", branch: "（上海）分公司", units: 3 },
  });
  const lines = consolidate([bought(1), bought(2)], {
    ...REGISTER,
    entries: [anEntry(7, "branch", "上海分公司")],
  });
  expect(lines.map(({ row }) => [row.rowId, row.values.account, row.values.branch])).toEqual([
    [bought(1).rowId, "招商物流", "上海分公司"],
    [bought(2).rowId, "招商物流", "上海分公司"],
  ]);
});
