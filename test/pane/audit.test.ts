/** 操作记录: an administrator reads who did what, page by page, and finds it by person, kind, unit and day. */
import { detailText, saidOf } from "../../addin/pane/audit/detail-text.ts";
import { readRecord } from "../../addin/pane/audit/read-record.ts";
import { NOTHING, wantedBy } from "../../addin/pane/audit/wanted.ts";
import type { AuditWanted } from "../../addin/sync/audit.ts";
import { serviceOf } from "../../addin/sync/service.ts";
import type { AuditEntry, AuditPage } from "../../shared/sync/audit.ts";
import { textsIn } from "../../shared/text/texts.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");

let service: RealService;
let desk: Desk;

beforeEach(async () => {
  service = await aRealService(NOW);
  const lead = await service.person("王五", "lead", "P01");
  const unit = serviceOf({ origin: service.origin, token: () => lead, language: () => "zh" });
  await unit.submit(JSON.stringify(aSubmission({ unit: "P01", rows: [aRow("contacts")] })));
  // A refusal: it is not for a unit.
  await unit.audit({ limit: 1 }).catch(() => undefined);
  desk = await new Desk(service, await service.person("管理员", "hq-admin", null), NOW).open();
});
afterEach(() => service.stop());

const read = (wanted: AuditWanted, limit = 50, pages = 1): Promise<AuditPage> =>
  readRecord((before) => desk.pane.surroundings.service.audit({ ...wanted, ...before, limit }), pages);
const said = async (wanted: AuditWanted): Promise<string[]> =>
  (await read(wanted)).entries.map((entry) => entry.action);

describe("the record", () => {
  test("is read on page by page into one list, without a gap, until there is no more", async () => {
    const { entries, before, head } = await read({}, 1, 100);
    expect(before).toBeNull();
    expect(entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: entries.length }, (_, n) => entries.length - n),
    );
    expect(head).toMatchObject({ seq: entries[0]?.seq, hash: entries[0]?.hash });
    const first = await read({}, 1, 1);
    expect(first.entries).toEqual(entries.slice(0, 1));
    expect(first.before).toBe(entries[0]?.seq);
  });

  test("is found by kind, person, unit and action, and says nothing where nothing answers", async () => {
    expect(await said({ kind: "refusal" })).toEqual(["GET /audit"]);
    expect(await said({ who: "王五", kind: "write" })).toEqual(["POST /submissions"]);
    expect(await said({ unit: "P01", action: "submissions" })).toEqual(["POST /submissions"]);
    expect(await said({ unit: "P02" })).toEqual([]);
  });

  test("is found by days in China, both included", async () => {
    const day = wantedBy({ ...NOTHING, from: "2026-11-03", to: "2026-11-03", who: " 王五 ", kind: "write" });
    expect(day).toEqual({
      kind: "write",
      who: "王五",
      from: "2026-11-02T16:00:00.000Z",
      to: "2026-11-03T16:00:00.000Z",
    });
    expect(await said(day)).toEqual(["POST /submissions"]);
    expect(await said(wantedBy({ ...NOTHING, from: "2026-11-04" }))).toEqual([]);
    expect(wantedBy(NOTHING)).toEqual({});
  });
});

describe("an entry", () => {
  const anEntry = (given: Partial<AuditEntry>): AuditEntry => ({
    seq: 1,
    at: "2026-11-03T02:00:00.000Z",
    who: "console",
    person: null,
    unit: null,
    kind: "write",
    action: "demo load",
    said: null,
    subject: "",
    detail: {},
    previous: "",
    hash: "",
    ...given,
  });
  const [zh, en] = [textsIn("zh"), textsIn("en")];

  test("says in the reader's language what came of it, without what is for programs", async () => {
    const [entry] = (await read({ kind: "write", who: "王五" })).entries;
    if (!entry) throw new Error("no entry");
    expect(detailText(entry, zh)).toBe("POST /submissions · 2026-10 · 方式：Excel · 版本：1");
    expect(detailText(entry, en)).toBe("POST /submissions · 2026-10 · by: Excel · revisions: 1");
  });

  test("of the console is told in words, one that nobody knows as it is", () => {
    expect(saidOf(anEntry({}), zh)).toBe("读入示例数据");
    expect(saidOf(anEntry({ action: "frob" }), en)).toBe("frob");
  });

  test("tells a role, a sheet, a decision, a month's state and a refusal in words", () => {
    const texts = (detail: AuditEntry["detail"]): string => detailText(anEntry({ action: "", detail }), zh);
    expect(texts({ role: "hq-admin", token: 3 })).toBe("角色：总部管理员 · 登录编号：3");
    expect(texts({ sheet: "contacts", kind: "master-csv" })).toBe("工作表：关键联系人 · 文件：总表 CSV");
    expect(texts({ decision: 4, decided: "entry-same" })).toBe("决定编号：4 · 决定：合并");
    expect(texts({ state: "closed", deadline: "2026-11-05T15:59:59.000Z" })).toBe(
      "状态：已关账 · 截止：2026-11-05 23:59",
    );
    expect(texts({ status: 403, code: "forbidden", count: 3 })).toBe("您的角色不能进行此操作 · 3 次");
    expect(texts({ outcome: "failed", code: "invitation_invalid", address: "10.0.0.7" })).toBe(
      "未成功 · 邀请码不正确、已用过或已过期 · 地址 10.0.0.7",
    );
    expect(texts({ rows: 2, revisions: 3, mentions: 0, units: "P01, P02" })).toBe(
      "行：2 · 版本：3 · 涉及单位：P01, P02",
    );
    expect(texts({ of: "strangers", count: 9 })).toBe("多于限额，只计数：未登录者 · 9 次");
  });
});
