/** 个人信息: an administrator gives out what is held of a contact, and erases it at that person's request. */
import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import { renderToStaticMarkup } from "react-dom/server";
import { Erasures } from "../../addin/pane/personal/Erasures.tsx";
import { Found } from "../../addin/pane/personal/Found.tsx";
import { foundCsv } from "../../addin/pane/personal/found-file.ts";
import { heldIn, mayBeSeveral } from "../../addin/pane/personal/held.ts";
import { screensFor } from "../../addin/pane/screens.tsx";
import { erasePerson, findPerson } from "../../addin/pane/tasks/personal.ts";
import { PaneContext } from "../../addin/pane/use-pane.ts";
import { type Service, serviceOf } from "../../addin/sync/service.ts";
import { may, RULES } from "../../server/auth/roles.ts";
import type { Values } from "../../shared/report/value.ts";
import type { PersonFound } from "../../shared/sync/personal.ts";
import { ROLES } from "../../shared/sync/protocol.ts";
import { textsIn } from "../../shared/text/texts.ts";
import { aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { aPane } from "./a-pane.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const OTHER = newId();
const PERSON = { name: "张三丰", phone: "13812345678" };

let service: RealService;
let desk: Desk;
let unit: Service;
/** Of the contact that is told of first. */
let rowId: string;

beforeEach(async () => {
  service = await aRealService(NOW);
  const lead = await service.person("王五", "lead", "P01");
  unit = serviceOf({ origin: service.origin, token: () => lead, language: () => "zh" });
  rowId = newId();
  await tell(PERSON, { rowId });
  desk = await new Desk(service, await service.person("管理员", "hq-admin", null), NOW).open();
});
afterEach(() => service.stop());

async function tell(values: Values, row: Parameters<typeof aRow>[2] = {}): Promise<void> {
  const { outcomes } = await unit.submit(
    JSON.stringify(aSubmission({ unit: "P01", rows: [aRow("contacts", values, row)] })),
  );
  expect(outcomes.map(({ issues }) => issues)).toEqual([[]]);
}

async function find(sought: string): Promise<PersonFound> {
  const found = await findPerson(desk.pane, sought);
  if (!found) throw new Error(desk.pane.state.trouble?.title);
  return found;
}
const erasures = () => desk.pane.surroundings.service.erasures();

test("the pages for personal data and the audit record are shown to those whom the service lets, and to nobody else", () => {
  for (const role of ROLES) {
    const ids = screensFor(role).map(({ id }) => id);
    expect([role, ids.includes("personal")]).toEqual([role, may(role, "managePersonalData")]);
    expect([role, ids.includes("audit")]).toEqual([role, may(role, "readAudit")]);
  }
  expect(RULES.managePersonalData.hq).toBe("none");
});

test("erasing says what goes and that it is for good, asks why, and leaves a record without the person", async () => {
  const found = await find("张三丰");
  desk.answers = { reason: () => "本人来函要求" };
  expect(await erasePerson(desk.pane, "张三丰", found)).toBe(true);
  const [asked] = desk.asked;
  if (asked?.kind !== "reason") throw new Error("not asked for a reason");
  expect(asked.paragraphs.join("")).toMatch(/1 行的全部 1 个版本.*不能撤销/s);
  expect(asked).toMatchObject({ required: true, longest: 500 });
  expect(desk.pane.state.notice).toContain("已删除（第 1 号）：1 行、1 个版本");
  expect(desk.pane.state.trouble).toBeNull();
  expect((await find("张三丰")).rows).toEqual([]);
  expect(await erasures()).toMatchObject([
    { id: 1, by: { name: "管理员" }, reason: "本人来函要求", rows: 1 },
  ]);
  const { entries } = await desk.pane.surroundings.service.audit({ limit: 50 });
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["POST /personal-data/find", "POST /personal-data/erase"]),
  );
  expect(JSON.stringify([entries, await erasures()])).not.toContain("张三丰");
});

test("who would rather not erases nothing, nor does a reason that names the person", async () => {
  const found = await find("13812345678");
  expect(await erasePerson(desk.pane, "13812345678", found)).toBe(false);
  expect(desk.pane.state.trouble).toBeNull();
  for (const reason of ["张三丰来函", "机主 138-1234-5678 来电"]) {
    desk.answers = { reason: () => reason };
    expect(await erasePerson(desk.pane, "13812345678", found)).toBe(false);
    expect(desk.pane.state.trouble?.title).toContain("什么也没有删除");
  }
  expect((await find("张三丰")).rows).toHaveLength(1);
  expect(await erasures()).toEqual([]);
});

test("what has changed since it was looked at is not erased, and the page says to look again", async () => {
  const found = await find("张三丰");
  await tell({ ...PERSON, account: "中外运", phone: "13900000000" }, { rowId: OTHER });
  desk.answers = { reason: () => "本人来函要求" };
  expect(await erasePerson(desk.pane, "张三丰", found)).toBe(false);
  expect(desk.pane.state.trouble?.title).toContain("此人的个人信息");
  expect((await find("张三丰")).rows).toHaveLength(2);
});

test("namesakes with different numbers are said to be perhaps two people; a changed number in common is one", async () => {
  await tell({ ...PERSON, account: "中外运", phone: "13900000000" }, { rowId: OTHER });
  const two = await find("张三丰");
  expect(mayBeSeveral(two)).toBe(true);
  expect(drawn(two)).toContain("这些行可能不是同一个人");
  expect(mayBeSeveral(await find("13900000000"))).toBe(false);
  await tell({ ...PERSON, account: "中外运" }, { rowId: OTHER, baseRevision: 1 });
  expect(mayBeSeveral(await find("张三丰"))).toBe(false);
});

test("a found row shows every value with the revisions that had it, the latest first", async () => {
  await tell({ ...PERSON, phone: "13700000000" }, { rowId, baseRevision: 1 });
  const found = await find("张三丰");
  const [row] = found.rows;
  if (!row) throw new Error("not found");
  expect(heldIn(row)).toEqual([
    { column: "name", text: "张三丰", first: 1, last: 2 },
    { column: "phone", text: "13700000000", first: 2, last: 2 },
    { column: "phone", text: "13812345678", first: 1, last: 1 },
  ]);
  const html = drawn(found);
  expect(html).toContain("1 行、2 个版本");
  expect(html).toMatch(/13812345678<span[^>]*> · 第 1 版/);
});

test("the file for the person has a line for each cell of each revision, and nothing that a spreadsheet computes", async () => {
  const found = await find("张三丰");
  const mentions = [{ place: "decisions.reason", key: "4", excerpt: "=HYPERLINK(1)" }];
  const csv = foundCsv({ ...found, mentions }, textsIn("zh"));
  expect(csv.startsWith("\ufeff单位,工作表,行编号,版本,时间,填报人,列,内容\r\n")).toBe(true);
  expect(csv).toMatch(/^P01,关键联系人,[\w-]{36},1,2026-11-03 10:00:00,王五,电话,13812345678\r$/m);
  expect(csv).toContain(",决定的理由,4,,,,,'=HYPERLINK(1)\r\n");
});

test("before anything was erased the record says so", () => {
  expect(inPane(<Erasures erasures={[]} />)).toContain("还没有删除过。");
});

const drawn = (found: PersonFound): string => inPane(<Found found={found} onErase={() => undefined} />);

const inPane = (component: React.ReactElement): string =>
  renderToStaticMarkup(
    <FluentProvider theme={webLightTheme}>
      <PaneContext.Provider value={aPane("zh")}>{component}</PaneContext.Provider>
    </FluentProvider>,
  );
