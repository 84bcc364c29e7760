/** 记录: rows found, forms checked as the service checks, corrections with a reason. */
import { changedColumns, draftOf, readDraft, tidied } from "../../addin/pane/history/draft.ts";
import { placesIn } from "../../addin/pane/history/places.ts";
import { givenQuery, keyColumns } from "../../addin/pane/history/query.ts";
import {
  correctionOf,
  findRows,
  restoreRow,
  type RowQuery,
  sendCorrection,
} from "../../addin/pane/tasks/history.ts";
import { knownNames } from "../../shared/report/known.ts";
import { sheetOf, SHEETS } from "../../shared/report/sheets.ts";
import type { History, Register, RowOutcome } from "../../shared/sync/protocol.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const REGISTER: Register = {
  accounts: [
    { name: "招商物流", aliases: ["招商局物流"], category: null, level: "集团大客户", note: "" },
    { name: "中外运", aliases: [], category: null, level: "集团大客户", note: "" },
  ],
  branches: [
    { account: "招商物流", name: "广州分公司" },
    { account: "招商物流", name: "天津分公司" },
    { account: "中外运", name: "中海壳牌项目部" },
  ],
  carriers: [{ account: "中外运", name: "顺达运输" }],
};

const PURCHASES = sheetOf("purchases");
const BOUGHT = {
  period: "2026-10",
  account: "招商物流",
  product: "半挂车",
  supplier: "本集团",
  units: 12,
  amount: 345.6,
};
const context = { today: "2026-11-03", period: "2026-10", known: knownNames(REGISTER, []) };

describe("the form", () => {
  test("of every sheet gives back the values it began with", () => {
    for (const sheet of SHEETS) {
      const values = Object.fromEntries(sheet.columns.map(({ key }) => [key, null]));
      expect(readDraft(sheet, draftOf(sheet, values), context).values).toEqual(values);
    }
    const { values, faults } = readDraft(PURCHASES, draftOf(PURCHASES, BOUGHT), context);
    expect(values).toMatchObject(BOUGHT);
    expect(faults).toEqual([]);
  });

  test("says under its field what is missing, what cannot be read, and what is not on the register", () => {
    const draft = { ...draftOf(PURCHASES, BOUGHT), units: "十二", product: "", account: "无名物流" };
    const { faults } = readDraft(PURCHASES, draft, context);
    expect(faults.map(({ column, code }) => [column, code])).toEqual(
      expect.arrayContaining([
        ["units", "number_invalid"],
        ["product", "required"],
        ["account", "unknown_account"],
      ]),
    );
    expect(faults.filter(({ column }) => column === "units")).toHaveLength(1);
  });

  test("writes a field in its normal form once it is left, and leaves alone what it cannot read", () => {
    const draft = { ...draftOf(PURCHASES, BOUGHT), units: "１，２００ 台", amount: "约三百" };
    expect(tidied(PURCHASES, draft, "units").units).toBe("1200");
    expect(tidied(PURCHASES, draft, "amount").amount).toBe("约三百");
  });

  test("offers the branches and carriers of the row's account, also by its alias", () => {
    const places = placesIn(REGISTER);
    expect(places("branches", "招商局物流")).toEqual(["广州分公司", "天津分公司"]);
    expect(places("carriers", "中外运")).toEqual(["顺达运输"]);
    expect(places("branches", "")).toEqual([]);
  });

  test("tells which columns a correction changes", () => {
    const { values } = readDraft(PURCHASES, { ...draftOf(PURCHASES, BOUGHT), units: "13" }, context);
    expect(changedColumns(PURCHASES, BOUGHT, values)).toEqual(["units"]);
  });
});

test("an address carries a search; what is no sheet asks for all", () => {
  expect(givenQuery(["reviews", "P01", "2026-10", "招商物流"])).toEqual({
    sheet: "reviews",
    unit: "P01",
    period: "2026-10",
    account: "招商物流",
    text: "",
  });
  expect(givenQuery(["", "", ""])).toMatchObject({ sheet: null, unit: "", account: "" });
});

test("rows found are told apart by their required columns, not by long texts", () => {
  expect(keyColumns(sheetOf("events")).map(({ key }) => key)).toEqual([
    "happenedOn",
    "account",
    "side",
    "kind",
    "weight",
  ]);
});

describe("at the service", () => {
  const NOW = Date.parse("2026-11-03T10:00:00+08:00");
  let service: RealService;
  let hq: Desk;
  let lead: Desk;
  let rowId: string;

  beforeEach(async () => {
    service = await aRealService(NOW);
    hq = await new Desk(service, await service.person("陈静", "hq-admin", null), NOW).open();
    lead = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
    rowId = lead.pane.surroundings.newId();
    await push(lead, { rowId, baseRevision: null, values: BOUGHT });
    await push(lead, {
      rowId: lead.pane.surroundings.newId(),
      baseRevision: null,
      values: { ...BOUGHT, account: "中外运", remark: "罐车询价" },
    });
  });
  afterEach(() => service.stop());

  async function push(who: Desk, row: object): Promise<RowOutcome | undefined> {
    const body = {
      submissionId: who.pane.surroundings.newId(),
      unit: "P01",
      period: "2026-10",
      channel: "excel",
      template: 1,
      rows: [{ sheet: "purchases", ...row }],
    };
    return (await who.pane.surroundings.service.submit(JSON.stringify(body))).outcomes[0];
  }

  const find = (query: Partial<RowQuery>) =>
    findRows(
      (asked) => hq.pane.surroundings.service.feed(asked),
      { sheet: "purchases", unit: "", period: "", account: "", text: "", ...query },
      () => undefined,
      () => false,
    );
  const history = (): Promise<History> => hq.pane.surroundings.service.history(rowId);
  const latest = async () => {
    const last = (await history()).revisions.at(-1);
    if (!last) throw new Error("the row has no revision");
    return last;
  };

  /** HQ corrects the row as it stands, or as it stood when HQ opened it. */
  async function correct(values: object, standing?: Awaited<ReturnType<typeof latest>>): Promise<RowOutcome> {
    const on = standing ?? (await latest());
    let answer: RowOutcome | undefined;
    await hq.does((pane) =>
      sendCorrection(pane, correctionOf(on, { ...on.values, ...values }, "单位来电更正"), (outcome) => {
        answer = outcome;
      }),
    );
    if (!answer) throw new Error("no answer");
    return answer;
  }

  test("rows are found by account and by words, each once in its latest revision", async () => {
    await correct({ units: 15 });
    const found = await find({ account: "招商物流" });
    expect(found.rows.map((row) => [row.rowId, row.values.units])).toEqual([[rowId, 15]]);
    expect(found).toMatchObject({ read: 3, whole: true });
    expect((await find({ text: "询价" })).rows).toHaveLength(1);
  });

  test("a row that no longer says what is looked for is not found", async () => {
    await correct({ product: "罐式车" });
    expect((await find({ account: "招商物流", text: "半挂车" })).rows).toEqual([]);
  });

  test("a correction bears its author, its reason and its way, and is the unit's row still", async () => {
    expect((await correct({ units: 15 })).outcome).toBe("updated");
    expect(await latest()).toMatchObject({
      unit: "P01",
      period: "2026-10",
      channel: "web",
      reason: "单位来电更正",
      by: { name: "陈静", unit: null },
      changes: [{ column: "units", from: 12, to: 15 }],
    });
    expect(hq.pane.state.notice).toBe("更正已写入。");
  });

  test("a correction of what somebody else changed meanwhile is a conflict, and nothing is written", async () => {
    const opened = await latest();
    await push(lead, { rowId, baseRevision: 1, values: { ...BOUGHT, units: 20 } });
    const answer = await correct({ units: 15 }, opened);
    expect(answer).toMatchObject({
      outcome: "conflict",
      theirs: { columns: ["units"], values: { units: 20 } },
    });
    expect(hq.pane.state.notice).toBeNull();
    expect((await latest()).values.units).toBe(20);
  });

  test("after a lost answer trying again writes the correction once", async () => {
    const standing = await latest();
    const answers: string[] = [];
    service.line.loseNextReceipt();
    const correction = correctionOf(standing, { ...standing.values, units: 15 }, "单位来电更正");
    await sendCorrection(hq.pane, correction, ({ outcome }) => answers.push(outcome));
    expect(answers).toEqual([]);
    hq.pane.state.trouble?.retry?.();
    while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(answers).toEqual(["updated"]);
    expect((await history()).revisions).toHaveLength(2);
  });

  test("a deleted row comes back as it was, with the reason", async () => {
    await push(lead, { rowId, baseRevision: 1, deleted: true });
    const deleted = await latest();
    expect(deleted.deleted).toBe(true);
    hq.answers = { reason: () => "误删" };
    await hq.does((pane) => restoreRow(pane, deleted, BOUGHT, () => undefined));
    expect(await latest()).toMatchObject({ deleted: false, reason: "误删", values: { units: 12 } });
  });
});
