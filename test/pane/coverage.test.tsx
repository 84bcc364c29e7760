/** 覆盖图: what is told of what, where nobody tells anything, and the way through it by keys. */
import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import { renderToStaticMarkup } from "react-dom/server";
import { CoverageMap } from "../../addin/pane/coverage/CoverageMap.tsx";
import { inSight, kindsIn, mapRows, moved } from "../../addin/pane/coverage/squares.ts";
import { PaneContext } from "../../addin/pane/use-pane.ts";
import type { Coverage, Square } from "../../shared/summary/coverage.ts";
import { aPane } from "./a-pane.ts";

const aSquare = (unit: string, given: Partial<Square>): Square => ({
  unit,
  news: 0,
  purchases: 0,
  contacts: 0,
  reviews: 0,
  quiet: 0,
  ...given,
});

const COVERAGE: Coverage = {
  period: "2026-10",
  units: [
    { code: "P01", name: "深圳工厂", kind: "plant", base: null },
    { code: "S01", name: "福田店", kind: "shop", base: "P01" },
  ],
  accounts: [
    {
      accountId: 1,
      account: "招商物流",
      standing: "registered",
      squares: [
        aSquare("P01", { news: 2, purchases: 1, contacts: 3, reviews: 1 }),
        aSquare("S01", { reviews: 1 }),
      ],
    },
    { accountId: 2, account: "中外运", standing: "registered", squares: [aSquare("S01", { news: 1 })] },
    { accountId: 3, account: "中邮物流", standing: "registered", squares: [] },
  ],
};

const ALL = { kind: "all", lacking: false, text: "" } as const;

describe("the map", () => {
  test("has a square for every unit, empty where nothing is told", () => {
    const rows = mapRows(COVERAGE, ALL);
    expect(rows.map(({ account, told }) => [account, told])).toEqual([
      ["招商物流", 2],
      ["中外运", 1],
      ["中邮物流", 0],
    ]);
    expect(rows[1]?.squares.map((square) => kindsIn(square))).toEqual([[], ["news"]]);
  });

  test("names what no unit tells of an account", () => {
    expect(mapRows(COVERAGE, ALL).map(({ lacks }) => lacks)).toEqual([
      [],
      ["purchases", "contacts", "reviews"],
      ["news", "purchases", "contacts", "reviews"],
    ]);
  });

  test("of one kind counts the units that tell of it, and can show what lacks it only", () => {
    const rows = mapRows(COVERAGE, { ...ALL, kind: "purchases" });
    expect(rows.map(({ told }) => told)).toEqual([1, 0, 0]);
    const lacking = mapRows(COVERAGE, { kind: "purchases", lacking: true, text: "" });
    expect(lacking.map(({ account }) => account)).toEqual(["中外运", "中邮物流"]);
  });
});

describe("keys move as in a sheet", () => {
  const extent = { rows: 3, columns: 2, page: 2 };
  test.each([
    ["ArrowDown", false, { row: 1, column: 0 }],
    ["ArrowUp", false, { row: 0, column: 0 }],
    ["ArrowRight", true, { row: 0, column: 1 }],
    ["PageDown", false, { row: 2, column: 0 }],
    ["End", true, { row: 2, column: 1 }],
  ])("%s, with Ctrl: %s", (key, far, to) => {
    expect(moved({ row: 0, column: 0 }, key, far, extent)).toEqual(to);
  });

  test("another key moves nothing", () => {
    expect(moved({ row: 0, column: 0 }, "a", false, extent)).toBeUndefined();
  });
});

test("of a thousand units only those in sight are drawn, and a few around them", () => {
  expect(inSight(4400, 880, 44, 1000)).toEqual({ first: 96, last: 124 });
  expect(inSight(0, 880, 44, 6)).toEqual({ first: 0, last: 6 });
});

test("a square says in words what colour says, and an empty one that it is empty", () => {
  const html = drawn();
  expect(html).toContain('aria-label="招商物流 · 深圳工厂 动态 2 条 采购 1 条 联系人 3 条 评述 1 条"');
  expect(html).toContain('aria-label="中邮物流 · 福田店 什么也没有报"');
  expect(html).toContain("缺 采购、联系人、评述");
});

function drawn(): string {
  return renderToStaticMarkup(
    <FluentProvider theme={webLightTheme}>
      <PaneContext.Provider value={aPane("zh")}>
        <CoverageMap
          rows={mapRows(COVERAGE, ALL)}
          units={COVERAGE.units}
          kind="all"
          place={{ row: 2, column: 1 }}
          onPlace={() => undefined}
          onOpen={() => undefined}
        />
      </PaneContext.Provider>
    </FluentProvider>,
  );
}
