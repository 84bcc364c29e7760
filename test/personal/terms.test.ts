/** What is a person's, in rows and in running text. */
import { isAbout, jsonWithout, patternOf, termsIn, without } from "../../server/personal/terms.ts";
import { PERSONAL_SHEETS, personalColumns, samePersonal } from "../../shared/report/personal.ts";
import { sheetOf } from "../../shared/report/sheets.ts";

const contacts = sheetOf("contacts");
const ZHANG = { name: "张三丰", phone: "138 1234 5678", email: "zhang@kehu.example", title: "采购部长" };
const pattern = patternOf(termsIn(contacts, ZHANG));

test("the template says of people their names, numbers and addresses, on the contacts' sheet", () => {
  expect(PERSONAL_SHEETS.map(({ key }) => key)).toEqual(["contacts"]);
  expect(personalColumns(contacts).map(({ key }) => key)).toEqual(["name", "phone", "email"]);
});

test.each([
  "张三丰",
  " 张三丰 ",
  "13812345678",
  "+86 138-1234-5678",
  "ZHANG@kehu.example",
  "１３８１２３４５６７８",
])("a person is found by %s", (sought) => expect(isAbout(contacts, ZHANG, sought)).toBe(true));

test.each(["张三", "采购部长", "1381234567", "138", "", "zhang", "三"])("and not by %s", (sought) =>
  expect(isAbout(contacts, ZHANG, sought)).toBe(false),
);

test("numbers are compared by their digits", () => {
  expect(samePersonal("phone", "0086 138-1234-5678")).toBe("13812345678");
  expect(samePersonal("phone", "021-6866 0000")).toBe("02168660000");
});

test.each([
  ["已与张三丰约定下周面谈", "已与〔已删除〕约定下周面谈"],
  ["电话13812345678，或邮件 Zhang@Kehu.example。", "电话〔已删除〕，或邮件 〔已删除〕。"],
  ["+86 138-1234-5678", "〔已删除〕"],
  ["订单号 9913812345678 与 138123456780 无关", undefined],
  ["zhangXkehu.example", undefined],
])("in running text: %s", (text, left) => expect(without(text, pattern)).toBe(left));

test("texts within JSON are put out wherever they stand, and what holds none is left as it is", () => {
  expect(jsonWithout('{"a":[{"b":"问张三丰"}],"n":13812345678}', pattern)).toBe(
    '{"a":[{"b":"问〔已删除〕"}],"n":13812345678}',
  );
  expect(jsonWithout('{ "a": "李四" }', pattern)).toBeUndefined();
});

test("nothing is put out where nothing is known of the person", () => {
  expect(without("张三丰", patternOf([]))).toBeUndefined();
});
