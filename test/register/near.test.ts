import { NearIndex } from "../../shared/register/near.ts";

const known = new NearIndex([
  { id: "1", names: ["德邦物流"] },
  { id: "2", names: ["上海佳吉快运有限公司", "佳吉"] },
  { id: "3", names: ["顺丰速运"] },
  { id: "4", names: ["中油运输"] },
  { id: "5", names: ["中邮运输"] },
  { id: "6", names: ["华宇物流"] },
  { id: "7", names: ["安达运输有限公司"] },
  { id: "8", names: ["中远物流"] },
  { id: "9", names: ["中国石油天然气集团"] },
  { id: "a", names: ["上海瑞丰国际货运代理有限公司"] },
  { id: "b", names: ["华东分公司"] },
  { id: "c", names: ["杭州分公司"] },
  { id: "d", names: ["第一车队"] },
]);
const found = (name: string): string[] => known.search(name).map(({ id, reason }) => `${id} ${reason}`);
const scoreOf = (name: string, id: string): number =>
  known.search(name).find((match) => match.id === id)?.score ?? 0;

describe("names that look alike are proposed with a reason", () => {
  it("the same name in another dress is the same", () =>
    expect(found("德邦 物流（集团）")).toEqual(["1 same"]));
  it("a company's tail does not count", () => {
    expect(known.search("安达运输")).toEqual([
      { id: "7", name: "安达运输有限公司", score: 1, reason: "same" },
    ]);
  });
  it("one name within another", () => {
    expect(found("上海佳吉快运华南区")).toEqual(["2 contains"]);
    expect(found("华东分公司（上海）")).toEqual(["b contains"]);
  });
  it("an alias counts", () => expect(found("佳吉")[0]).toBe("2 same"));
  it("one character apart is proposed, not merged: 中油 and 中邮 are two companies", () => {
    expect(found("中油运输")).toEqual(["4 same", "5 one-character"]);
  });
  it("one character of two says less than one of many", () => {
    expect(found("中邮物流")).toContain("8 one-character");
    expect(scoreOf("中邮物流", "8")).toBeLessThan(0.6);
    expect(scoreOf("上海佳极快运", "2")).toBeGreaterThan(0.7);
  });
  it("two characters swapped", () => expect(found("顺丰运速")).toEqual(["3 one-character"]));
  it("another trade word after the same name", () => {
    expect(found("安达物流")).toEqual(["7 alike"]);
    expect(found("安达货运")).toEqual(["7 alike"]);
  });
  it("an abbreviation", () => expect(found("中石油")).toEqual(["9 alike"]));
});

describe("names that only seem alike are not proposed", () => {
  it("a shared 物流 alone is no likeness", () => expect(found("宝华物流")).not.toContain("1 alike"));
  it("a shared city and trade are none either", () => expect(found("上海顺达国际货运代理")).toEqual([]));
  it("parts of the country tell branches apart", () => {
    expect(found("华南分公司")).toEqual([]);
    expect(found("杭州分公司")).toEqual(["c same"]);
    expect(found("徐州分公司")).toEqual([]);
  });
  it("a number tells them apart", () => expect(found("第二车队")).toEqual([]));
  it("a name that is nothing but a trade is like none", () => expect(found("物流")).toEqual([]));
  it("a name with nothing in common finds nothing", () => expect(found("新希望乳业")).toEqual([]));
  it("a name of signs finds nothing", () => expect(found("（）")).toEqual([]));
});

describe("the index", () => {
  it("leaves out what it is told to", () =>
    expect(known.search("德邦物流", 5, (id) => id === "1")).toEqual([]));
  it("gives a thing once, by the best of its names", () => {
    const index = new NearIndex([{ id: "1", names: ["宝供物流", "宝供物流企业", "宝供"] }]);
    expect(index.search("宝供物流").map(({ name, score }) => [name, score])).toEqual([["宝供物流", 1]]);
  });
  it("takes names later, each once", () => {
    const index = new NearIndex([{ id: "1", names: ["宝供物流"] }]);
    index.add([
      { id: "1", names: ["宝供物流", "广州宝供"] },
      { id: "2", names: ["宝供物流"] },
    ]);
    expect(index.search("宝供物流").map(({ id }) => id)).toEqual(["1", "2"]);
    expect(index.search("广州宝供")[0]).toMatchObject({ id: "1", reason: "same" });
  });
  it("finds among twenty thousand names what differs in one character, or holds another whole", () => {
    const cities = ["上海", "宁波", "青岛", "大连", "武汉", "成都", "厦门", "西安", "合肥", "济南"];
    const first = [..."顺宏恒中联华金瑞鸿远盛通达安泰捷畅鑫永嘉"];
    const second = [..."达运丰通泰远捷顺发利航宇翔腾驰源祥和兴隆"];
    const names = cities.flatMap((city) =>
      first.flatMap((a) =>
        second.flatMap((b) => ["物流", "运输", "货运", "供应链", "速运"].map((t) => city + a + b + t)),
      ),
    );
    const index = new NearIndex(names.map((name, n) => ({ id: String(n), names: [name] })));
    expect(names).toHaveLength(20_000);
    index.add([
      { id: "typed", names: ["青岛港湾捷诚物流"] },
      { id: "short", names: ["捷诚"] },
    ]);
    expect(index.search("青岛港弯捷诚物流").map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      "typed one-character",
      "short contains",
    ]);
  });
});
