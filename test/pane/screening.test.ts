/** Filings from the unit's sheet to HQ's desk and back, at the real service (R6, R7). */
import { decideEntries, raiseAccount } from "../../addin/pane/tasks/entries.ts";
import { decideFiling } from "../../addin/pane/tasks/filings.ts";
import { layTemplate } from "../../addin/pane/tasks/lay.ts";
import { undoWithReason } from "../../addin/pane/tasks/screening.ts";
import { submitReport } from "../../addin/pane/tasks/submit.ts";
import type { FilingWord } from "../../addin/sync/screening.ts";
import type { Filing } from "../../shared/sync/screening.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const FILED = {
  name: "华宇物流",
  category: "一类·采购频繁",
  level: "单位级·潜在大客户",
  grounds: "车队约四百台，每年更新六十台以上。",
  filedOn: "2026-10-12",
};

let service: RealService;
let unit: Desk;
let hq: Desk;

beforeEach(async () => {
  service = await aRealService(NOW);
  unit = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
  await unit.does(layTemplate);
  unit.fill("accounts", 2, FILED);
  await unit.does(submitReport);
  hq = await new Desk(service, await service.person("陈静", "hq", null), NOW).open();
});
afterEach(() => service.stop());

async function theFiling(): Promise<Filing> {
  const [listed] = await hq.pane.surroundings.service.filings({ unit: "P01" });
  if (!listed) throw new Error("nothing is filed");
  return hq.pane.surroundings.service.filing(listed.rowId);
}

/** HQ decides on the one filing; answers it as it was left. */
async function decides(word: FilingWord): Promise<Filing> {
  let decided: Filing | undefined;
  const filing = await theFiling();
  const then = { decided: (now: Filing) => (decided = now), undone: () => undefined };
  await hq.does((pane) => decideFiling(pane, filing, word, then));
  if (!decided) throw new Error("not decided");
  return decided;
}

const status = () => [unit.cell("accounts", 2, "status"), unit.cell("accounts", 2, "statusNote")];

describe("HQ's answer reaches the unit's sheet at its next sync", () => {
  test.each([
    [{ decision: "accepted" }, "已备案", ""],
    [{ decision: "potential", reason: "先看一年。" }, "已列为潜在", "先看一年。"],
    [{ decision: "asked", reason: "车队是自有的吗？" }, "退回询问", "总部问：车队是自有的吗？"],
    [{ decision: "declined", reason: "采购量不足。" }, "不采纳", "理由：采购量不足。"],
  ] satisfies [FilingWord, string, string][])("%o", async (word, expected, note) => {
    await decides(word);
    await unit.does(submitReport);
    const [stands, says] = status();
    expect(stands).toBe(expected);
    expect(says ?? "").toBe(note);
  });

  test("before HQ has decided, the status is that of the submission", async () => {
    await unit.does(submitReport);
    expect(status()[0]).toBe("新增");
  });

  test("a branch that HQ takes in is confirmed beside its row", async () => {
    unit.fill("branches", 2, { account: "招商物流", name: "苏州分公司", province: "江苏" });
    await unit.does(submitReport);
    const [entry] = await hq.pane.surroundings.service.entries({ kind: "branch", state: "proposed" });
    if (!entry) throw new Error("nothing is proposed");
    const word = { kind: "branch", id: entry.id, decision: "accepted" } as const;
    await hq.does((pane) => decideEntries(pane, [word], String, () => undefined));
    await unit.does(submitReport);
    expect(unit.cell("branches", 2, "status")).toBe("总部已确认");
  });
});

describe("deciding", () => {
  test("offers to undo at once, and undoing brings the filing back into the queue", async () => {
    await decides({ decision: "accepted" });
    expect(hq.pane.state.offer).toMatchObject({ text: "“华宇物流”：已接受", action: "撤销" });
    hq.pane.state.offer?.act();
    await new Promise<void>((resolve) => {
      hq.pane.subscribe(() => hq.pane.state.busy === null && resolve());
    });
    expect(hq.pane.state).toMatchObject({ notice: "已撤销。", trouble: null });
    expect((await theFiling()).state).toBe("nominated");
  });

  test("undoing later takes a reason, which the log keeps", async () => {
    await decides({ decision: "declined", reason: "采购量不足。" });
    const { decisions } = await hq.pane.surroundings.service.decisions({});
    const [decision] = decisions;
    if (!decision) throw new Error("nothing is in the log");
    hq.answers = { reason: () => "数字看错了" };
    await hq.does((pane) => undoWithReason(pane, decision, () => undefined));
    expect((await hq.pane.surroundings.service.decisions({})).decisions[0]?.undone).toMatchObject({
      reason: "数字看错了",
    });
  });

  test("what looks much like a known account is taken for new only when HQ says so", async () => {
    unit.fill("accounts", 3, { ...FILED, name: "宝华物流配送" });
    await unit.does(submitReport);
    const all = await hq.pane.surroundings.service.filings({ unit: "P01" });
    const listed = all.find(({ values }) => values.name === "宝华物流配送");
    const filing = await hq.pane.surroundings.service.filing(listed?.rowId ?? "");
    expect(filing.alike?.[0]).toMatchObject({ of: "宝华物流" });
    hq.answers = { confirm: () => false };
    const then = { decided: () => undefined, undone: () => undefined };
    await hq.does((pane) => decideFiling(pane, filing, { decision: "accepted" }, then));
    expect(hq.asked).toHaveLength(1);
    expect((await hq.pane.surroundings.service.filing(filing.rowId)).state).toBe("nominated");
  });

  test("a filing that the unit changed meanwhile is not decided on unseen", async () => {
    const filing = await theFiling();
    unit.fill("accounts", 2, { grounds: "车队约一百台，每年更新十台左右。" });
    await unit.does(submitReport);
    const then = { decided: () => undefined, undone: () => undefined };
    await expect(
      hq.does((pane) => decideFiling(pane, filing, { decision: "accepted" }, then)),
    ).rejects.toThrow("又有改动");
  });

  test("a potential account is raised to a group key account, and stands in every unit's list", async () => {
    await decides({ decision: "potential" });
    const account = (await hq.pane.surroundings.service.accounts()).find(({ name }) => name === "华宇物流");
    if (!account) throw new Error("no such account");
    expect(account.state).toBe("potential");
    await hq.does((pane) => raiseAccount(pane, account, () => undefined));
    const { accounts } = await hq.pane.surroundings.service.register("P02");
    expect(accounts.map(({ name }) => name)).toContain("华宇物流");
  });
});
