import { NearIndex } from "../../shared/register/near.ts";

const carriers = new NearIndex([
  { id: "1", names: ["德邦物流"] },
  { id: "2", names: ["上海佳吉快运有限公司", "佳吉"] },
  { id: "3", names: ["顺丰速运"] },
  { id: "4", names: ["中油运输"] },
  { id: "5", names: ["中邮运输"] },
  { id: "6", names: ["华宇物流"] },
]);
const found = (name: string): string[] => carriers.search(name).map(({ id, reason }) => `${id} ${reason}`);

describe("names that look alike are proposed with a reason", () => {
  it("the same name in another dress is the same", () =>
    expect(found("德邦 物流（集团）")).toEqual(["1 same"]));
  it("one name within another", () => expect(found("上海佳吉快运华南区")).toEqual(["2 contains"]));
  it("an alias counts", () => expect(found("佳吉")[0]).toBe("2 same"));
  it("one character apart is proposed, not merged: 中油 and 中邮 are two companies", () => {
    expect(found("中油运输")).toEqual(["4 same", "5 one-character"]);
  });
  it("two characters swapped", () => expect(found("顺丰运速")).toEqual(["3 one-character"]));
  it("a shared 物流 alone is no likeness", () => expect(found("宝华物流")).not.toContain("1 alike"));
  it("a name with nothing in common finds nothing", () => expect(found("新希望乳业")).toEqual([]));
  it("what was excluded stays out", () => expect(carriers.search("德邦物流", 5, new Set(["1"]))).toEqual([]));
});
