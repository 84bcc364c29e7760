/** 填报情况: units in the order in which HQ deals with them, and what HQ does about a month. */
import { arrangeUnits, completenessCsv, listText } from "../../addin/pane/months/arrange.ts";
import {
  closeMonth,
  quietRest,
  remindUnits,
  reopenMonth,
  saveDeadline,
} from "../../addin/pane/tasks/months.ts";
import { textsIn } from "../../shared/text/texts.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { aMonth, aUnit } from "./a-month.ts";
import { Desk } from "./desk.ts";

const ANY = { state: "all", text: "" } as const;
const zh = textsIn("zh");

const UNITS = [
  aUnit({ unit: "P01", name: "深圳工厂" }),
  aUnit({ unit: "P02", name: "芜湖工厂", state: "late" }),
  aUnit({ unit: "P03", name: "洛阳工厂" }),
  aUnit({ unit: "S01", name: "福田店", kind: "shop", base: "P01" }),
  aUnit({
    unit: "S02",
    name: "＝罗湖店",
    kind: "shop",
    base: "P01",
    state: "missing",
    firstAt: null,
    rows: 0,
    unreviewed: [
      { account: "招商物流", rating: 4 },
      { account: "中外运", rating: null },
    ],
  }),
];

const shown = (lines: ReturnType<typeof arrangeUnits>): string[] =>
  lines.map(({ unit, under }) => (under ? `  ${unit.unit}` : unit.unit));

describe("the units of a month", () => {
  test("stand with the missing ones first, a plant above its shops", () => {
    expect(shown(arrangeUnits(UNITS, ANY))).toEqual(["P01", "  S02", "  S01", "P02", "P03"]);
  });

  test("filtered by state, a missing shop stays though its plant has filed", () => {
    expect(shown(arrangeUnits(UNITS, { state: "missing", text: "" }))).toEqual(["  S02"]);
  });

  test("are found by a part of their name, or by their code in any case", () => {
    expect(shown(arrangeUnits(UNITS, { state: "all", text: "工厂" }))).toEqual(["P02", "P01", "P03"]);
    expect(shown(arrangeUnits(UNITS, { state: "all", text: "s01" }))).toEqual(["  S01"]);
  });

  test("a head sees a shop without its plant by itself", () => {
    expect(shown(arrangeUnits([UNITS[3] ?? aUnit({ unit: "?" })], ANY))).toEqual(["S01"]);
  });

  test("are copied as a list that says what is still to come", () => {
    expect(listText(aMonth(UNITS), UNITS.slice(3), zh).split("\n")).toEqual([
      "2026-10 大客户信息填报情况（截止 2026-11-05 23:59）",
      "福田店：按时",
      "＝罗湖店：未报，2 家客户没有评述",
    ]);
  });

  test("as CSV open in Excel, and a name that looks like a formula computes nothing", () => {
    const csv = completenessCsv(aMonth(UNITS), zh);
    expect(csv.startsWith("\uFEFF月份,单位代码,")).toBe(true);
    const [, , shop] = csv.split("\r\n");
    expect(shop).toBe("2026-10,S02,'＝罗湖店,4S店,深圳工厂,未报,,0,3,招商物流、中外运,");
  });
});

describe("at the service", () => {
  const NOW = Date.parse("2026-11-03T10:00:00+08:00");
  let service: RealService;
  let hq: Desk;

  beforeEach(async () => {
    service = await aRealService(NOW);
    hq = await new Desk(service, await service.person("陈静", "hq", null), NOW).open();
  });
  afterEach(() => service.stop());

  const month = () => hq.pane.surroundings.service.completeness("2026-10");
  const nothing = () => undefined;

  /** P01 has told of 招商物流 and of 中外运, and has reviewed neither. */
  async function reported(): Promise<void> {
    const row = (account: string) => ({
      sheet: "purchases",
      rowId: hq.pane.surroundings.newId(),
      baseRevision: null,
      values: { period: "2026-10", account, product: "半挂车", supplier: "本集团", units: 2 },
    });
    const answer = await hq.pane.surroundings.service.submit(
      JSON.stringify({
        submissionId: hq.pane.surroundings.newId(),
        unit: "P01",
        period: "2026-10",
        channel: "phone",
        template: 1,
        rows: [row("招商物流"), row("中外运")],
      }),
    );
    expect(answer.counts.created).toBe(2);
  }

  test("a month is closed with those named that are missing, and reopened only for a reason", async () => {
    let changed = 0;
    hq.answers = { reason: ({ required }) => (required ? "芜湖工厂补报" : "") };
    await hq.does(async (pane) => closeMonth(pane, await month(), () => (changed += 1)));
    expect(hq.asked[0]).toMatchObject({ title: "2026-10 关账", required: false });
    expect(hq.asked[0]).toMatchObject({ paragraphs: ["还有 2 个单位未报。", expect.any(String)] });
    expect((await month()).state).toBe("closed");
    await hq.does(async (pane) => reopenMonth(pane, await month(), () => (changed += 1)));
    expect(hq.asked[1]).toMatchObject({ required: true });
    expect((await month()).state).toBe("open");
    expect(changed).toBe(2);
    const changes = await hq.pane.surroundings.service.periodChanges("2026-10");
    expect(changes.map(({ state, reason, by }) => [state, reason, by.name])).toEqual([
      ["open", "芜湖工厂补报", "陈静"],
      ["closed", "", "陈静"],
    ]);
  });

  test("whoever thinks better of it leaves the month open", async () => {
    hq.answers = { reason: () => null };
    await hq.does(async (pane) => closeMonth(pane, await month(), () => fail("nothing was changed")));
    expect((await month()).state).toBe("open");
  });

  test("the deadline is a day of the following month, to its end in China", async () => {
    await hq.does(async (pane) => saveDeadline(pane, await month(), 8, nothing));
    expect((await month()).deadline).toBe("2026-11-08T15:59:59.999Z");
    expect(hq.pane.state.periods).toMatchObject([
      { period: "2026-10", deadline: "2026-11-08T15:59:59.999Z" },
    ]);
  });

  test("本月无动态 reviews all accounts that the unit has left, and none twice", async () => {
    await reported();
    const [unit] = (await month()).units;
    if (!unit) throw new Error("no unit");
    expect(unit.unreviewed.map(({ account }) => account).sort()).toEqual(["中外运", "招商物流"]);
    hq.answers = { quiet: () => ({ 招商物流: 4, 中外运: 3 }) };
    await hq.does((pane) => quietRest(pane, unit, "2026-10", nothing));
    expect(hq.pane.state.notice).toContain("2 条评述");
    const [after] = (await month()).units;
    expect(after).toMatchObject({ unit: "P01", unreviewed: [], rows: 4 });
    await hq.does((pane) => quietRest(pane, unit, "2026-10", nothing));
    expect((await month()).units[0]?.rows).toBe(4);
  });

  test("a reminder says which units have no address, and the table when it was made", async () => {
    const units = (await month()).units;
    await hq.does((pane) => remindUnits(pane, "2026-10", units, nothing));
    expect(hq.asked[0]).toMatchObject({ title: "提醒 2 个单位" });
    expect(hq.pane.state.notice).toContain("没有邮箱，请另行通知：深圳工厂、芜湖工厂");
    expect((await month()).units.map(({ remindedAt }) => remindedAt !== null)).toEqual([true, true]);
  });
});
