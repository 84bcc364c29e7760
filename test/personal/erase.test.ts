/** A person asks to be shown what is held, and to be erased: everywhere, for good, with the record kept that it was. */
import type { Erased, PersonFound } from "../../server/store/personal-store.ts";
import { unpacked } from "../../server/store/packed.ts";
import type { Values } from "../../shared/report/value.ts";
import type { PushedRow, RowOutcome } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { allBytes } from "./all-bytes.ts";

const ADMIN = { name: "管理员", unit: null, role: "hq-admin" } as const;
const AT = "2026-11-04T02:00:00.000Z";
const PHONE = "13812345678";
const EMAIL = "zhang.sanfeng@kehu.example";
const NAME = "张三丰";

let at: AService;
let lead: string;
let hq: string;
let other: string;

const contact = (values: Values): PushedRow => aRow("contacts", values);

async function pushed(token: string, unit: string, row: PushedRow): Promise<RowOutcome | undefined> {
  const { outcomes } = await at.push(token, aSubmission({ unit, rows: [row] }));
  return outcomes[0];
}

let zhang: PushedRow;
let namesake: PushedRow;
let event: PushedRow;

beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
  other = await at.token("lead", "P02", "陈建国");
  hq = await at.token("hq-admin", undefined, "管理员");
  zhang = contact({ name: NAME, phone: PHONE, email: null });
  expect(await pushed(lead, "P01", zhang)).toMatchObject({ outcome: "created" });
  // The number is corrected, then two people change it at the same time.
  await pushed(lead, "P01", { ...zhang, baseRevision: 1, values: { ...zhang.values, email: EMAIL } });
  const conflict = await pushed(lead, "P01", {
    ...zhang,
    baseRevision: 1,
    values: { ...zhang.values, email: `2.${EMAIL}` },
  });
  expect(conflict).toMatchObject({ outcome: "conflict" });
  event = aRow("events", { body: `与${NAME}面谈，电话 138-1234-5678，下周再访` });
  expect(await pushed(lead, "P01", event)).toMatchObject({ outcome: "created" });
  namesake = contact({ name: "张三", phone: "13900000000" });
  await pushed(other, "P02", namesake);
});
afterEach(() => at.stop());

const find = (sought = NAME): Promise<PersonFound> => at.store.personal.find(sought);

async function erase(sought = NAME): Promise<Erased | undefined> {
  const { fingerprint } = await find(sought);
  return at.store.personal.erase({ sought, fingerprint, by: ADMIN, at: AT, reason: "本人来函" });
}

async function kept(): Promise<string[]> {
  const rows = await at.database.all<{ summary: string }>(
    "SELECT summary FROM issued_reports ORDER BY number",
  );
  return rows.map(({ summary }) => summary);
}

const bytes = (): Promise<string> => allBytes(at.database);

test.each([NAME, PHONE, "+86 138 1234 5678", EMAIL.toUpperCase()])(
  "all that is held of somebody is found by %s",
  async (sought) => {
    const { rows, mentions } = await find(sought);
    expect(rows).toMatchObject([
      { rowId: zhang.rowId, sheet: "contacts", unit: "P01", revisions: [{ revision: 1 }, { revision: 2 }] },
    ]);
    const places = mentions.map(({ place }) => place);
    expect(places).toContain(`events ${event.rowId}`);
    expect(places).toContain("conflicts.columns");
    expect(places).toContain("submissions.answer");
  },
);

test("who is erased stands nowhere any more: not in revisions, conflicts, answers, texts, nor in the file's free pages", async () => {
  expect(await bytes()).toContain(PHONE);
  expect(await erase()).toMatchObject({ id: 1, rows: 1, revisions: 2 });
  // Erased is not gone from the disk: the file's free pages, the database's earlier versions of a row.
  expect(await bytes()).toContain(PHONE);
  expect(await at.store.personal.scour()).toEqual({ outcome: "clean" });
  const left = await bytes();
  for (const text of [NAME, PHONE, "138-1234-5678", EMAIL])
    expect([text, left.includes(text)]).toEqual([text, false]);
  expect(left).toContain("13900000000");
  expect(await find()).toMatchObject({ rows: [], mentions: [] });
});

test("while somebody reads an older state the disk still holds it, and that is said; afterwards it is freed", async () => {
  const older = await at.store.rows.master({ sight: "all" });
  try {
    await erase();
    expect(await at.store.personal.scour()).toEqual({ outcome: "read" });
    expect(await bytes()).toContain(PHONE);
  } finally {
    await older.close();
  }
  expect(await at.store.personal.scour()).toEqual({ outcome: "clean" });
  expect(await bytes()).not.toContain(PHONE);
});

test("the history stays whole, and its proof: verify finds nothing", async () => {
  await erase();
  expect(await at.store.verify()).toMatchObject({ faults: [], rows: 3 });
  const history = await (await at.get(`/rows/${zhang.rowId}/history`, hq)).json();
  expect(history).toMatchObject({
    revisions: [
      { revision: 1, values: { name: "〔已删除1〕", phone: null, title: expect.any(String) } },
      { revision: 2, values: { name: "〔已删除1〕", phone: null, email: null } },
      { revision: 3, by: ADMIN, reason: "应本人要求删除个人信息" },
    ],
  });
});

test("reports that were issued name them no longer, packed or kept by an earlier release as they were, and say all else as before", async () => {
  await pushed(lead, "P01", { ...event, baseRevision: 1, values: { ...event.values, weight: "紧急" } });
  const report = async (number: number): Promise<string> =>
    (await at.get(`/reports/2026-10-${number}`, hq)).text();
  const before = new Map<number, string>();
  for (const number of [1, 2]) {
    expect((await at.send("POST", "/reports", hq, { period: "2026-10" })).status).toBe(201);
    before.set(number, await report(number));
  }
  const [first] = await kept();
  await at.database.run("UPDATE issued_reports SET summary = ? WHERE number = '2026-10-1'", [
    unpacked(first ?? ""),
  ]);
  expect((await find()).mentions.filter(({ place }) => place === "issued_reports.summary")).toMatchObject([
    { key: "2026-10-1", excerpt: expect.stringContaining(NAME) },
    { key: "2026-10-2", excerpt: expect.stringContaining(NAME) },
  ]);
  await erase();
  for (const number of [1, 2]) {
    const said = before.get(number) ?? "";
    expect(said).toContain(`与${NAME}面谈，电话 138-1234-5678`);
    const erased = [NAME, "138-1234-5678", EMAIL].reduce(
      (text, term) => text.replaceAll(term, "〔已删除〕"),
      said,
    );
    expect(await report(number)).toBe(erased);
  }
  for (const text of await kept()) expect(unpacked(text)).not.toContain(NAME);
});

test("workbooks and replicas hear of it by the change feed", async () => {
  const { cursor } = (await (await at.get("/rows?limit=1000", lead)).json()) as { cursor: number };
  await erase();
  const feed = await (await at.get(`/rows?since=${cursor}&limit=1000`, lead)).json();
  expect(feed).toMatchObject({
    rows: expect.arrayContaining([
      expect.objectContaining({ rowId: zhang.rowId, revision: 3 }),
      expect.objectContaining({
        rowId: event.rowId,
        values: expect.objectContaining({ body: "与〔已删除〕面谈，电话 〔已删除〕，下周再访" }),
      }),
    ]),
  });
});

describe("what comes back from a workbook that still holds it", () => {
  const refused = {
    outcome: "rejected",
    issues: expect.arrayContaining([expect.objectContaining({ code: "contact_erased", severity: "error" })]),
  };
  beforeEach(() => erase());

  test("in the same row is refused, with what to do, and written nowhere", async () => {
    const back = await pushed(lead, "P01", {
      ...zhang,
      baseRevision: 2,
      values: { ...zhang.values, email: EMAIL },
    });
    expect(back).toMatchObject(refused);
    expect(back?.issues.map(({ message }) => message).join()).toContain("应本人要求删除");
    expect(await pushed(lead, "P01", { ...event, baseRevision: 1 })).toMatchObject(refused);
    await at.store.personal.scour();
    expect(await bytes()).not.toContain(PHONE);
  });

  test("in a new row, of any unit, is refused by name and number, name and address, or name and account", async () => {
    expect(
      await pushed(other, "P02", contact({ name: NAME, phone: `+86 ${PHONE}`, account: "顺丰速运" })),
    ).toMatchObject(refused);
    expect(await pushed(other, "P02", contact({ name: ` ${NAME}`, phone: null }))).toMatchObject(refused);
  });

  test("is taken where it is somebody else, or no person at all", async () => {
    // Another person on the same office telephone, and a successor in the same row.
    expect(await pushed(other, "P02", contact({ name: "周芷若", phone: PHONE }))).toMatchObject({
      outcome: "created",
    });
    const successor = { name: "宋远桥", phone: "13700000000", email: null };
    expect(
      await pushed(lead, "P01", { ...zhang, baseRevision: 3, values: { ...zhang.values, ...successor } }),
    ).toMatchObject({ outcome: "updated" });
    expect(
      await pushed(lead, "P01", { sheet: "contacts", rowId: zhang.rowId, baseRevision: 4, deleted: true }),
    ).toMatchObject({
      outcome: "deleted",
    });
    expect((await at.store.verify()).faults).toEqual([]);
  });
});

test("what is kept says who erased which cells, when and why; no value, and nothing a value could be guessed from", async () => {
  await erase();
  const erasures = await at.database.all("SELECT * FROM erasures");
  const cells = await at.database.all("SELECT DISTINCT row_id, column_key FROM erased_cells ORDER BY 1, 2");
  expect(erasures).toMatchObject([
    { id: 1, at: AT, author_name: "管理员", reason: "本人来函", row_count: 1, revision_count: 2 },
  ]);
  expect(cells).toEqual(
    expect.arrayContaining([
      { row_id: zhang.rowId, column_key: "email" },
      { row_id: zhang.rowId, column_key: "name" },
      { row_id: zhang.rowId, column_key: "phone" },
      { row_id: event.rowId, column_key: "body" },
    ]),
  );
});

test("nothing is erased where something else is found now than what was looked at", async () => {
  const { fingerprint } = await find();
  await pushed(other, "P02", contact({ name: NAME, phone: "13600000000" }));
  const erasure = { sought: NAME, fingerprint, by: ADMIN, at: AT, reason: "本人来函" };
  expect(await at.store.personal.erase(erasure)).toBeUndefined();
  expect((await find()).rows).toHaveLength(2);
});

test("two people who were erased at one place stay two", async () => {
  await pushed(lead, "P01", contact({ name: "灭绝师太", phone: "13500000000" }));
  await erase();
  await erase("灭绝师太");
  expect((await at.store.verify()).faults).toEqual([]);
  const csv = await (await at.get("/master.csv?sheet=contacts", hq)).text();
  expect(csv).toContain("〔已删除1〕");
  expect(csv).toContain("〔已删除2〕");
});
