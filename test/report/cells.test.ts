import { cellOf, readCell, readValue, tidy } from "../../shared/report/cells.ts";
import { defaultDeadline, addMonths, serialOf } from "../../shared/report/dates.ts";
import { type Column, columnOf, SHEETS, sheetOf } from "../../shared/report/sheets.ts";

const column = (sheet: Parameters<typeof sheetOf>[0], key: string): Column => {
  const found = columnOf(sheetOf(sheet), key);
  if (!found) throw new Error(`no column ${key}`);
  return found;
};
const read = (of: Column, input: unknown, date1904 = false) => {
  const { value, faults } = readValue(of, input, { date1904 });
  return faults.length === 0 ? value : faults.map(({ code }) => code);
};

describe("a date cell", () => {
  const happenedOn = column("events", "happenedOn");
  it.each([
    [46329, "2026-11-03"],
    [46329.75, "2026-11-03"],
    ["46329", "2026-11-03"],
    [20261103, "2026-11-03"],
    ["2026-11-03", "2026-11-03"],
    ["2026-11-03T08:30:00", "2026-11-03"],
    ["2026/11/3", "2026-11-03"],
    ["2026.11.3", "2026-11-03"],
    ["２０２６年１１月３日", "2026-11-03"],
    ["2026 年 11 月 3 日", "2026-11-03"],
    ["二〇二六年十一月三日", "2026-11-03"],
    ["2026年十二月二十一号", "2026-12-21"],
  ])("%p is %s", (input, day) => expect(read(happenedOn, input)).toBe(day));

  it("a serial number of a 1904 workbook is four years and a day later", () => {
    expect(read(happenedOn, 46329 - 1462, true)).toBe("2026-11-03");
  });

  it.each(["2026-02-30", "昨天", "11月3日", 59, 2026, -4, 1e9, "2026-13-01", true])(
    "%p is none, and is kept as typed",
    (input) => {
      const reading = readValue(happenedOn, input);
      expect(reading.faults.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
        "error date_invalid",
      ]);
      expect(String(reading.value)).toBe(String(input));
    },
  );
});

describe("a month cell", () => {
  const period = column("purchases", "period");
  it.each([
    ["2026-10", "2026-10"],
    ["2026年10月", "2026-10"],
    ["2026/9", "2026-09"],
    [202610, "2026-10"],
    [46296, "2026-10"],
    ["2026年10月份", "2026-10"],
  ])("%p is %s", (input, month) => expect(read(period, input)).toBe(month));
  it.each(["2026-13", "十月", 2026.1, 2026, "2026"])("%p is none", (input) =>
    expect(read(period, input)).toEqual(["period_invalid"]),
  );
});

describe("a number cell", () => {
  const units = column("purchases", "units");
  const amount = column("purchases", "amount");
  it.each([
    [12, 12],
    ["12", 12],
    ["１２", 12],
    ["1,200", 1200],
    ["12 台", 12],
    ["12.0", 12],
  ])("%p vehicles are %d", (input, n) => expect(read(units, input)).toBe(n));
  it.each([
    ["12.5", ["not_whole"]],
    [-1, ["out_of_range"]],
    ["十二", ["number_invalid"]],
    ["1 2", ["number_invalid"]],
    [Number.NaN, ["value_type"]],
    [{ n: 1 }, ["value_type"]],
  ])("%p vehicles are refused", (input, codes) => expect(read(units, input)).toEqual(codes));

  it.each([
    [12.5, 12.5],
    ["1,234.50", 1234.5],
    ["￥12.5万", 12.5],
    ["12.5万元", 12.5],
    ["125000元", 12.5],
    ["1.2亿", 12000],
    [0.1 + 0.2, 0.3],
    [1234567.89, 1234567.89],
  ])("%p is %d 万元", (input, n) => expect(read(amount, input)).toBe(n));
  it.each([
    [12.345, ["too_many_decimals"]],
    ["(12)", ["number_invalid"]],
    ["12%", ["number_invalid"]],
    [-0.5, ["out_of_range"]],
  ])("%p 万元 is refused", (input, codes) => expect(read(amount, input)).toEqual(codes));
});

describe("a text cell", () => {
  it("loses the odd spaces, line breaks and control characters that copying brings", () => {
    expect(tidy("\u00a0上海\u3000分公司\r\n\u200b(浦东)\u0007 ")).toBe("上海 分公司 (浦东)");
    expect(tidy("一行  \r\n 二行", true)).toBe("一行\n二行");
  });
  it("keeps a leading equals sign and full-width brackets as they are", () => {
    expect(read(column("branches", "name"), "=顺丰（华南）")).toBe("=顺丰（华南）");
  });
  it("a telephone number stored as a number is text again", () => {
    expect(read(column("contacts", "phone"), 13800138000)).toBe("13800138000");
  });
  it("an e-mail address is checked", () => {
    const email = column("contacts", "email");
    expect(read(email, "zhang.san@example.com.cn")).toBe("zhang.san@example.com.cn");
    expect(read(email, "zhang.san#example")).toEqual(["email_invalid"]);
  });
  it("characters are counted as people count them", () => {
    const remark = column("reviews", "remark");
    expect(read(remark, "𠮷".repeat(10))).toBe("𠮷".repeat(10));
    expect(read(remark, "一二三四五六七八九")).toEqual(["too_short"]);
    expect(read(remark, "长".repeat(501))).toEqual(["too_long"]);
  });
});

describe("a list cell", () => {
  it.each([
    ["accounts", "category", "一类·采购频繁", "一类·采购频繁"],
    ["accounts", "category", "第一类", "一类·采购频繁"],
    ["accounts", "category", "一类 采购频繁", "一类·采购频繁"],
    ["branches", "province", "广西壮族自治区", "广西"],
    ["branches", "province", "广东省", "广东"],
    ["events", "kind", "Tender", "招标投标"],
  ] as const)("%s.%s takes %p as %s", (sheet, key, typed, value) =>
    expect(read(column(sheet, key), typed)).toBe(value),
  );
  it("a closed list refuses a foreign value and keeps what was typed", () => {
    const reading = readValue(column("events", "weight"), "特急");
    expect(reading).toMatchObject({ value: "特急", faults: [{ code: "not_on_list", severity: "error" }] });
  });
  it("an open list takes another value", () =>
    expect(read(column("accounts", "industry"), "航天")).toBe("航天"));
});

describe("a cell as read", () => {
  const units = column("purchases", "units");
  it("a formula counts by its result, with a warning", () => {
    expect(readCell(units, { formula: "=3*4", value: 12 })).toMatchObject({
      value: 12,
      faults: [{ code: "cell_formula", severity: "warning" }],
    });
  });
  it("an error cell is an error", () => {
    expect(readCell(units, { error: "#N/A" })).toMatchObject({
      value: null,
      faults: [{ code: "cell_error", severity: "error" }],
    });
  });
  it("what is written to a cell reads back as the same value, for every column", () => {
    const samples: Record<string, string | number> = {
      text: "=文字",
      longText: "两行\n文字,至少十个字的内容",
      openChoice: "航天",
      account: "招商物流",
      branch: "上海（浦东）",
      carrier: "+德邦",
      whole: 7,
      amount: 12.34,
      date: "2026-11-03",
      period: "2026-10",
      email: "a@b.cn",
      phone: "021-5555 6666",
      score: 5,
    };
    for (const { columns } of SHEETS) {
      for (const of of columns) {
        const value =
          of.choices && of.type === "choice"
            ? read(of, of.choices === "supplier" ? "本集团" : "其他")
            : samples[of.type];
        if (Array.isArray(value) || value === undefined) continue;
        const cell = cellOf(of, value as string | number);
        expect(readCell(of, cell as string | number | null)).toEqual({ value, faults: [] });
      }
    }
    expect(cellOf(column("events", "happenedOn"), "2026-11-03")).toBe(46329);
  });
});

describe("months and deadlines", () => {
  it("a period's reports are due at the end of the fifth of the next month, in China", () => {
    expect(defaultDeadline("2026-12")).toBe("2027-01-05T15:59:59.999Z");
  });
  it("months are added over the year's end", () => {
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2026-11", 3)).toBe("2027-02");
    expect(serialOf("1900-03-01")).toBe(61);
  });
});
