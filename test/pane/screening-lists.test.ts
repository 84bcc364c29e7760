/** Which filings a list shows, in which order, and which comes next. */
import { countFilings, isSought, nextOf, siftFilings } from "../../addin/pane/screening/sift.ts";
import { addressOf, routeIn } from "../../addin/desk/address.ts";
import { routeOf } from "../../addin/pane/use-route.ts";
import { screensFor } from "../../addin/pane/screens.tsx";
import type { Filing, FilingState } from "../../shared/sync/screening.ts";

const aFiling = (account: string, state: FilingState, day: number, more: Partial<Filing> = {}): Filing => ({
  rowId: account,
  unit: "P01",
  unitName: "深圳工厂",
  base: null,
  state,
  changedAt: `2026-10-0${day}T00:00:00.000Z`,
  revision: 1,
  values: { name: account },
  accountId: day,
  account,
  registered: false,
  steps: [],
  ...more,
});

const SHOP = { unit: "S01", unitName: "广州4S店", base: { code: "P01", name: "深圳工厂" } };
const filings = [
  aFiling("华宇物流", "nominated", 3),
  aFiling("中粮运输", "endorsed", 1, SHOP),
  aFiling("德邦快递", "nominated", 2, SHOP),
  aFiling("安能物流", "declined", 4),
  aFiling("顺丰速运", "declined", 5),
];
const names = (found: readonly Filing[]) => found.map(({ account }) => account);

describe("the queue of filings", () => {
  test("holds what waits for HQ, endorsed or not, what has waited longest first", () => {
    expect(names(siftFilings(filings, "waiting", ""))).toEqual(["中粮运输", "德邦快递", "华宇物流"]);
    expect(countFilings(filings, "waiting")).toBe(3);
  });

  test("shows what is decided with the latest first", () => {
    expect(names(siftFilings(filings, "declined", ""))).toEqual(["顺丰速运", "安能物流"]);
  });

  test("holds for a plant's head what its shops filed and nobody has endorsed", () => {
    expect(names(siftFilings(filings, "toEndorse", ""))).toEqual(["德邦快递"]);
  });

  test("finds by customer and by unit, whatever the width of the letters", () => {
    expect(names(siftFilings(filings, "all", "广州４Ｓ"))).toEqual(["德邦快递", "中粮运输"]);
    expect(isSought("安能", ["安能物流"])).toBe(true);
    expect(isSought("安能", ["顺丰速运"])).toBe(false);
  });

  test("goes on to the one after, at the end to the one before, and ends with the last", () => {
    const queue = siftFilings(filings, "waiting", "");
    expect(nextOf(queue, "中粮运输")).toBe("德邦快递");
    expect(nextOf(queue, "华宇物流")).toBe("德邦快递");
    expect(nextOf(queue.slice(0, 1), "中粮运输")).toBeNull();
  });
});

describe("the desk's addresses", () => {
  test("hold the screen and what it shows, and lead back to it", () => {
    const route = routeOf("filings", "0199a1b2/甲");
    expect(addressOf(route)).toBe("#/filings/0199a1b2%2F%E7%94%B2");
    expect(routeIn(addressOf(route))).toBe(route);
    expect(routeIn("")).toBe("");
  });
});

describe("the screens", () => {
  test("of a unit are its own, and screening is HQ's", () => {
    const ids = screensFor("head").map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["overview", "own-filings"]));
    for (const hqOnly of ["filings", "entries", "matches", "accounts", "decisions", "people"]) {
      expect(ids).not.toContain(hqOnly);
    }
  });

  test("of HQ begin with the overview, and people are for administrators", () => {
    expect(screensFor("hq")[0]?.id).toBe("overview");
    expect(screensFor("hq").map(({ id }) => id)).not.toContain("people");
    expect(screensFor("hq-admin").map(({ id }) => id)).toContain("people");
  });
});
