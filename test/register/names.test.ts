import { nameKey, splitAliases } from "../../shared/register/names.ts";

describe("the register's key of a name", () => {
  it.each([
    ["招商物流", "招商物流集团有限公司"],
    ["招商物流", "招商 物流（集团）有限公司"],
    ["招商物流", "招商物流总公司"],
    ["ＡＢＣ物流", "abc物流"],
    ["中石油(北京)", "中石油（北京）"],
    ["德邦 · 华南", "德邦华南"],
    ["Sinotrans Co., Ltd.", "SINOTRANS"],
  ])("%s and %s are one", (a, b) => expect(nameKey(a)).toBe(nameKey(b)));

  it.each([
    ["招商物流", "招商物流上海分公司"],
    ["中外运", "中外运上海"],
    ["中石油", "中石化"],
    ["上海分公司", "上海子公司"],
    ["A*B", "AxB"],
  ])("%s and %s are two", (a, b) => expect(nameKey(a)).not.toBe(nameKey(b)));

  it("a name that is nothing but a tail stays itself", () => {
    expect(nameKey("集团公司")).not.toBe("");
    expect(nameKey("总公司")).toBe("总公司");
  });

  it("aliases are separated by 、 ; or line breaks, not by the comma of a company's name", () => {
    expect(splitAliases("中外运、SINOTRANS Co., Ltd;外运\n中国外运")).toEqual([
      "中外运",
      "SINOTRANS Co., Ltd",
      "外运",
      "中国外运",
    ]);
    expect(splitAliases(null)).toEqual([]);
  });
});
