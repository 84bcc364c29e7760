/** The month's report in headquarters' pane: HQ's own words, issuing, and the way from a number to its rows. */
import { layTemplate } from "../../addin/pane/tasks/lay.ts";
import { refreshMaster } from "../../addin/pane/tasks/refresh-master.ts";
import { meaningOf } from "../../addin/pane/tasks/report-drawn.ts";
import { issueReport } from "../../addin/pane/tasks/report-issue.ts";
import { rowsBehind, selectRows } from "../../addin/pane/tasks/report-rows.ts";
import {
  draftsOf,
  editWords,
  keepMine,
  loadWords,
  saveAllWords,
  saveWords,
  takeTheirs,
  wordsKept,
} from "../../addin/pane/tasks/report-words.ts";
import { submitReport } from "../../addin/pane/tasks/submit.ts";
import { makeReport } from "../../addin/pane/tasks/summary.ts";
import { cellAddress } from "../../shared/plan/address.ts";
import { summaryPlan } from "../../shared/plan/summary.ts";
import { figureTraces, purchaseTraces } from "../../shared/plan/summary/traces.ts";
import { masterSheetName } from "../../shared/plan/master.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import type { ReportSection } from "../../shared/sync/months.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const MONTH = "2026-10";
const BOUGHT = { account: "招商物流", product: "半挂车", supplier: "本集团", units: 12, amount: 345.6 };

let service: RealService;
let chen: Desk;
let liu: Desk;

beforeEach(async () => {
  service = await aRealService(NOW);
  chen = await aDesk("陈静");
  liu = await aDesk("刘洋");
});
afterEach(async () => {
  jest.restoreAllMocks();
  await service.stop();
});

async function aDesk(name: string): Promise<Desk> {
  const desk = await new Desk(service, await service.person(name, "hq", null), NOW).open();
  await desk.does((pane) => loadWords(pane, MONTH));
  return desk;
}

/** A unit with two purchases in its workbook, submitted. */
async function aUnit(): Promise<Desk> {
  const unit = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
  await unit.does(layTemplate);
  unit.fill("purchases", 2, BOUGHT);
  unit.fill("purchases", 3, { ...BOUGHT, product: "罐式车", supplier: "竞争对手", units: 3 });
  await unit.does(submitReport);
  return unit;
}

const words = (desk: Desk, section: ReportSection = "events") => draftsOf(desk.pane, MONTH)?.[section];
const type = (desk: Desk, text: string, section: ReportSection = "events"): void =>
  editWords(desk.pane, MONTH, section, text);
const save = (desk: Desk, section: ReportSection = "events"): Promise<void> =>
  saveWords(desk.pane, MONTH, section);
const standing = async (): Promise<string[]> =>
  (await chen.pane.surroundings.service.words(MONTH)).map(({ text }) => text);

describe("HQ's own words", () => {
  test("say whether they are saved, and are what a colleague then reads", async () => {
    expect(words(chen)).toMatchObject({ text: "", state: "saved" });
    type(chen, "本月招标集中。");
    expect(words(chen)?.state).toBe("unsaved");
    await save(chen);
    expect(words(chen)).toMatchObject({ state: "saved", standing: { by: { name: "陈静" }, revision: 1 } });
    await loadWords(liu.pane, MONTH);
    expect(words(liu)?.text).toBe("本月招标集中。");
  });

  test("typed on while they are being saved are saved again, and nothing typed is lost", async () => {
    type(chen, "本月");
    const first = save(chen);
    await Promise.resolve();
    type(chen, "本月招标集中。");
    await Promise.all([first, save(chen)]);
    expect(words(chen)).toMatchObject({ text: "本月招标集中。", state: "saved" });
    expect(await standing()).toEqual(["本月招标集中。"]);
  });

  test("typed and not saved when the pane was closed come back, and can be saved", async () => {
    type(chen, "还没写完");
    await wordsKept(chen.pane);
    const token = await service.person("陈静", "hq", null);
    const again = await new Desk(service, token, NOW, chen).open();
    await loadWords(again.pane, MONTH);
    expect(words(again)).toMatchObject({ text: "还没写完", state: "unsaved" });
    await save(again);
    expect(await standing()).toEqual(["还没写完"]);
    const later = await new Desk(service, token, NOW, chen).open();
    await loadWords(later.pane, MONTH);
    expect(words(later)?.state).toBe("saved");
  });

  test("of one person are not seen by another who signs in on the same computer", async () => {
    type(chen, "只是草稿");
    await wordsKept(chen.pane);
    const other = await new Desk(service, await service.person("赵云", "hq", null), NOW, chen).open();
    await loadWords(other.pane, MONTH);
    expect(words(other)?.text).toBe("");
  });

  test("that cannot be sent stay, marked, and go with the next attempt", async () => {
    type(chen, "断网时写的");
    jest.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("fetch failed"));
    await save(chen);
    expect(words(chen)).toMatchObject({ text: "断网时写的", state: "failed" });
    expect(chen.pane.state.trouble).toBeNull();
    await save(chen);
    expect(words(chen)?.state).toBe("saved");
    expect(await standing()).toEqual(["断网时写的"]);
  });

  test("whose answer was lost are not in conflict with themselves", async () => {
    type(chen, "到了，但没有回执");
    const { fetch } = globalThis;
    jest.spyOn(globalThis, "fetch").mockImplementationOnce(async (...given) => {
      await fetch(...given);
      throw new TypeError("fetch failed");
    });
    await save(chen);
    expect(words(chen)?.state).toBe("failed");
    await save(chen);
    expect(words(chen)).toMatchObject({ state: "saved", standing: { revision: 1 } });
  });

  test("that two people wrote stand side by side until the writer chooses", async () => {
    type(liu, "刘洋写的");
    await save(liu);
    type(chen, "陈静写的");
    await save(chen);
    expect(words(chen)).toMatchObject({
      text: "陈静写的",
      state: "conflict",
      standing: { text: "刘洋写的", by: { name: "刘洋" } },
    });
    await save(chen);
    expect(await standing()).toEqual(["刘洋写的"]);
    await keepMine(chen.pane, MONTH, "events");
    expect(words(chen)?.state).toBe("saved");
    expect(await standing()).toEqual(["陈静写的"]);
  });

  test("of the colleague can be taken, and the draft is gone from this computer", async () => {
    type(liu, "刘洋写的");
    await save(liu);
    type(chen, "陈静写的");
    await save(chen);
    takeTheirs(chen.pane, MONTH, "events");
    expect(words(chen)).toMatchObject({ text: "刘洋写的", state: "saved" });
    await wordsKept(chen.pane);
    expect(await chen.drawer.keys("words/")).toEqual([]);
  });

  test("that somebody changed while a draft lay here are a conflict as soon as the page opens", async () => {
    type(chen, "草稿");
    await wordsKept(chen.pane);
    type(liu, "刘洋写的");
    await save(liu);
    const again = await new Desk(service, await service.person("陈静", "hq", null), NOW, chen).open();
    await loadWords(again.pane, MONTH);
    expect(words(again)).toMatchObject({ text: "草稿", state: "conflict", standing: { text: "刘洋写的" } });
  });

  test("over the limit are not sent, and are named as what is not saved", async () => {
    type(chen, "字".repeat(5001));
    expect(await saveAllWords(chen.pane, MONTH)).toEqual(["events"]);
    expect(await standing()).toEqual([]);
  });

  test("of one month stay with it when another is chosen while they are being saved", async () => {
    type(chen, "十月的话");
    chen.pane.set({ period: "2026-09" });
    await loadWords(chen.pane, "2026-09");
    await save(chen);
    expect(await standing()).toEqual(["十月的话"]);
    expect(await chen.pane.surroundings.service.words("2026-09")).toEqual([]);
  });
});

describe("发布月报", () => {
  test("says what will be fixed and what is missing, and issues what was typed last", async () => {
    type(chen, "最后一句");
    await chen.does(issueReport);
    expect(chen.asked).toMatchObject([
      {
        title: "发布月报 2026-10-1",
        go: "发布月报",
        paragraphs: [
          expect.stringContaining("2026-10-1"),
          "还有 2 家单位没有填报。",
          expect.stringContaining("还没有关账"),
          expect.stringContaining("不能修改或撤回"),
        ],
      },
    ]);
    expect(chen.pane.state.notice).toBe("月报 2026-10-1 已发布。");
    const [issued] = await chen.pane.surroundings.service.issuedReports(MONTH);
    expect(issued).toMatchObject({ number: "2026-10-1", by: { name: "陈静" } });
    expect(await standing()).toEqual(["最后一句"]);
  });

  test("is not done where the person rather would not", async () => {
    chen.answers = { confirm: () => false };
    await chen.does(issueReport);
    expect(await chen.pane.surroundings.service.issuedReports(MONTH)).toEqual([]);
  });

  test("waits until words in conflict are settled", async () => {
    type(liu, "刘洋写的");
    await save(liu);
    type(chen, "陈静写的");
    await issueReport(chen.pane);
    expect(chen.asked).toEqual([]);
    expect(chen.pane.state.trouble?.title).toContain("重要动态");
    expect(await chen.pane.surroundings.service.issuedReports(MONTH)).toEqual([]);
  });

  test("is stopped where a colleague has issued one while the question stood", async () => {
    const { service: asked } = chen.pane.surroundings;
    const issueLater = asked.issueReport.bind(asked);
    jest.spyOn(asked, "issueReport").mockImplementationOnce(async (...given) => {
      await liu.pane.surroundings.service.issueReport(MONTH, 0);
      return issueLater(...given);
    });
    await issueReport(chen.pane);
    expect(chen.pane.state.trouble?.title).toContain("别人刚刚发布了一期");
    expect(await asked.issuedReports(MONTH)).toMatchObject([{ number: "2026-10-1", by: { name: "刘洋" } }]);
  });

  test("whose answer was lost is found on the list, not issued twice", async () => {
    const { fetch } = globalThis;
    jest.spyOn(globalThis, "fetch").mockImplementation(async (...given) => {
      const answer = await fetch(...given);
      const [url, request] = given;
      if (String(url).endsWith("/reports") && request?.method === "POST") throw new TypeError("fetch failed");
      return answer;
    });
    await chen.does(issueReport);
    expect(chen.pane.state.notice).toBe("月报 2026-10-1 已发布。");
    expect(await chen.pane.surroundings.service.issuedReports(MONTH)).toHaveLength(1);
  });
});

test("生成月报 saves what was typed before it draws", async () => {
  type(chen, "写完就生成");
  await chen.does(makeReport);
  expect(chen.pane.state.summary?.words).toEqual({ events: "写完就生成" });
});

describe("from a number to its rows", () => {
  const PURCHASES = masterSheetName(sheetOf("purchases"));

  test("a key figure counts the rows of its side, a year to date those of the year", async () => {
    await aUnit();
    const count = async (traces: Parameters<typeof rowsBehind>[1]) =>
      (await rowsBehind(chen.pane, traces)).map(({ sheet, rowIds }) => [sheet, rowIds.length]);
    expect(await count(figureTraces("ourUnits", MONTH))).toEqual([["purchases", 1]]);
    expect(await count(figureTraces("share", MONTH))).toEqual([["purchases", 2]]);
    expect(await count([purchaseTraces("2026-12", {}).yearToDate()])).toEqual([["purchases", 2]]);
    expect(await count(figureTraces("ourUnits", "2026-09"))).toEqual([]);
    expect(await count(figureTraces("importantEvents", MONTH))).toEqual([]);
  });

  test("without a master the pane says so, and lays it down and goes on when asked", async () => {
    await aUnit();
    const [rows] = await rowsBehind(chen.pane, figureTraces("share", MONTH));
    if (!rows) throw new Error("no rows");
    await chen.does((pane) => selectRows(pane, rows));
    const { offer } = chen.pane.state;
    expect(offer).toMatchObject({ action: "刷新总表后查看", text: expect.stringContaining("还没有总表") });
    await chen.does((pane) => refreshMaster(pane));
    await chen.does((pane) => selectRows(pane, rows));
    expect(chen.pane.state.notice).toBe(`已在“${PURCHASES}”中选中 2 行。`);
  });

  test("a master that is not refreshed so far shows what it has, and the pane says how many are missing", async () => {
    const unit = await aUnit();
    await chen.does(refreshMaster);
    unit.sit();
    unit.fill("purchases", 4, { ...BOUGHT, product: "冷藏车" });
    await unit.does(submitReport);
    const [rows] = await rowsBehind(chen.pane, figureTraces("share", MONTH));
    if (!rows) throw new Error("no rows");
    await chen.does((pane) => selectRows(pane, rows));
    expect(chen.pane.state.offer?.text).toBe(
      `已在“${PURCHASES}”中选中 2 行。有 1 行还不在此工作簿的总表中。请先刷新总表，再查看来源行。`,
    );
  });

  describe("of the drawn report's sheet", () => {
    async function aDrawnReport(): Promise<{ sheet: string; address: string }> {
      await aUnit();
      await chen.does(makeReport);
      const { service: asked } = chen.pane.surroundings;
      const summary = chen.pane.state.summary;
      if (!summary) throw new Error("no summary");
      const [sheet] = summaryPlan(summary, await asked.coverage(MONTH)).sheets;
      const place = sheet?.traces?.find(
        ({ trace }) => trace.sheet === "purchases" && trace.supplier === "ours",
      );
      if (!sheet || !place) throw new Error("no number that leads to purchases");
      return { sheet: sheet.name, address: cellAddress(place.row, place.column) };
    }

    async function meaningOfSelected() {
      const selection = await chen.pane.surroundings.workbook?.selectedReportCell();
      if (!selection) throw new Error("no cell of a report is selected");
      return meaningOf(chen.pane, selection);
    }

    test("the selected number leads to the rows that it counts", async () => {
      const { sheet, address } = await aDrawnReport();
      chen.host.select(sheet, address);
      const meaning = await meaningOfSelected();
      if (meaning.kind !== "number") throw new Error(meaning.kind);
      const [rows] = await rowsBehind(chen.pane, meaning.traces);
      expect(rows).toMatchObject({ sheet: "purchases", rowIds: { length: 1 } });
    });

    test("a title leads nowhere", async () => {
      const { sheet } = await aDrawnReport();
      chen.host.select(sheet, "B1");
      expect(await meaningOfSelected()).toEqual({ kind: "plain" });
    });

    test("a sheet that somebody else drew, or changed, is not guessed at", async () => {
      const { sheet, address } = await aDrawnReport();
      chen.host.select(sheet, address);
      const { drawer } = chen.pane.surroundings;
      const [kept] = await drawer.keys("drawn/");
      const drawn = await drawer.get(kept ?? "");
      await drawer.remove(kept ?? "");
      expect(await meaningOfSelected()).toEqual({ kind: "outdated" });
      await drawer.put(kept ?? "", drawn);
      expect((await meaningOfSelected()).kind).toBe("number");
      chen.host.type(sheet, "B1", "别的报告");
      expect(await meaningOfSelected()).toEqual({ kind: "outdated" });
    });
  });
});
