import { choosablePeriods, isLate, offeredPeriod, periodSettings } from "../../addin/pane/months.ts";

const at = (text: string): number => Date.parse(`${text}+08:00`);
const OCTOBER = { period: "2026-10", state: "open", deadline: "2026-11-05T15:59:59.999Z" } as const;

describe("the month offered", () => {
  test("is the last one while its reports are due", () => {
    expect(offeredPeriod(at("2026-11-05T23:00"), [])).toBe("2026-10");
  });

  test("is the current one once they were due, in China's time", () => {
    expect(offeredPeriod(at("2026-11-06T00:00"), [])).toBe("2026-11");
  });

  test("is the last one as long as HQ has put off its deadline", () => {
    const known = [{ ...OCTOBER, deadline: "2026-11-12T15:59:59.999Z" }];
    expect(offeredPeriod(at("2026-11-11T09:00"), known)).toBe("2026-10");
  });

  test("is the current one where HQ has closed the last early", () => {
    expect(offeredPeriod(at("2026-11-02T09:00"), [{ ...OCTOBER, state: "closed" }])).toBe("2026-11");
  });

  test("in January is December's of the year before", () => {
    expect(offeredPeriod(at("2027-01-03T09:00"), [])).toBe("2026-12");
  });
});

test("a year back can be chosen, and the month of an older workbook", () => {
  const months = choosablePeriods(at("2026-11-02T09:00"), ["2024-03"]);
  expect([months[0], months.at(-2), months.at(-1)]).toEqual(["2026-11", "2025-11", "2024-03"]);
});

test("a month is late past its deadline as long as it is open", () => {
  expect(isLate(OCTOBER, at("2026-11-06T00:00"))).toBe(true);
  expect(isLate(OCTOBER, at("2026-11-05T23:59"))).toBe(false);
  expect(isLate({ ...OCTOBER, state: "closed" }, at("2026-11-06T00:00"))).toBe(false);
});

test("a month that HQ has not set is due on the fifth of the next", () => {
  expect(periodSettings("2026-10", [])).toEqual(OCTOBER);
});
