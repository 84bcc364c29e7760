/** A store with something of everything that a release with so many steps of the schema could take down. */
import { hashOf } from "../../server/auth/secret.ts";
import { packed } from "../../server/store/packed.ts";
import type { SqlValue } from "../../server/store/store.ts";
import { type ADesk, aDesk } from "../screening/a-desk.ts";
import { HQ, LEAD } from "../intake/a-store.ts";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";

const AT = "2026-11-03T02:00:00.000Z";

/** What each step has brought, done by the people who do it. */
const DEEDS: readonly (readonly [since: number, deed: (desk: ADesk) => Promise<unknown>])[] = [
  [1, signIns],
  [2, reports],
  [3, nominations],
  [4, decisions],
  [5, mails],
  [6, words],
  [7, months],
  [8, mapping],
  [9, telling],
  [10, account],
  [12, erasure],
];

export async function aFilledStore(step: number): Promise<ADesk> {
  const desk = await aDesk();
  for (const [since, deed] of DEEDS) if (since <= step) await deed(desk);
  return desk;
}

async function signIns({ at }: ADesk): Promise<void> {
  const person = { name: "周敏", role: "lead", unit: "S01" } as const;
  await at.store.people.invite({
    hash: "an invitation",
    person,
    by: "管理员",
    at: AT,
    expiresAt: "2027-01-01",
  });
  const revoked = await at.store.people.addToken({ hash: hashOf("lost"), person, at: AT, expiresAt: null });
  await at.store.people.revoke(revoked, AT);
  await at.store.periods.set({ period: "2026-09", deadline: "2026-10-05T16:00:00.000Z", state: "closed" });
}

/** Rows of every sheet but the filings', changed, deleted, and in conflict. */
async function reports(desk: ADesk): Promise<void> {
  const carrier = await desk.tell("P01", "carriers", { branch: "华东分公司", name: "德邦物流" });
  await desk.tell(
    "P01",
    "carriers",
    { branch: "华东分公司", name: "德邦物流", lanes: "沪宁线" },
    again(carrier),
  );
  await desk.tell("P02", "branches", { name: "华南分公司" });
  const contact = await desk.tell("S01", "contacts", { name: "刘 志峰", carrier: "安达运输" });
  const telephone = { name: "刘 志峰", carrier: "安达运输", phone: "13812345678" };
  await desk.tell("S01", "contacts", telephone, again(contact));
  const { counts } = await desk.at.push(
    desk.tokens.S01,
    aSubmission({
      unit: "S01",
      rows: [aRow("contacts", { ...telephone, phone: "13900000000" }, again(contact))],
    }),
  );
  expect(counts.conflict).toBe(1);
  await desk.tell("P01", "events", { body: "一行文字，带“引号”、emoji 🚚 和\n换行" });
  await desk.tell("P01", "reviews", {});
  const purchase = await desk.tell("P01", "purchases", { carrier: "德邦物流", amount: 3.5, remark: null });
  await desk.tell("P01", "purchases", { carrier: "安达运输有限公司" });
  await desk.remove("P01", "purchases", purchase, 1);
}

async function nominations(desk: ADesk): Promise<void> {
  await desk.tell("P01", "accounts", { name: "顺丰速运" });
  await desk.tell("P02", "accounts", { name: "招商物流" });
  const dropped = await desk.tell("P02", "accounts", { name: "远成物流" });
  await desk.remove("P02", "accounts", dropped, 1);
}

async function decisions(desk: ADesk): Promise<void> {
  const filed = await desk.tell("S01", "accounts", { name: "跨越速运" });
  await desk.decide(filed, { decision: "endorsed" }, "head P01");
  await desk.decide(filed, { decision: "accepted", name: "跨越集团" });
  const { id } = await desk.entry("德邦物流");
  await desk.decideEntries({ kind: "carrier", id, decision: "accepted" });
  const declined = await desk.tell("P01", "accounts", { name: "小车队" });
  await desk.decide(declined, { decision: "declined", reason: "规模太小" });
}

async function mails({ at, tokens }: ADesk): Promise<void> {
  await at.store.copies.setSettings({ hqAddresses: ["hq@hq.example"], remindDays: [3, 1] });
  const plant = { code: "P01", name: "扬州工厂", kind: "plant", base: null, active: true } as const;
  await at.store.units.change({ ...plant, headEmail: "head@plant.example" });
  await at.push(tokens.P01, aSubmission({ rows: [aPurchase(), aRow("events", { weight: "紧急" })] }));
}

async function words({ at }: ADesk): Promise<void> {
  const word = { period: "2026-10", section: "events", at: AT, by: HQ } as const;
  await at.store.reports.write({ ...word, text: "一稿", baseRevision: 0 });
  await at.store.reports.write({ ...word, text: "二稿", baseRevision: 1 });
  const summary = packed('{"as":"it was issued"}');
  await at.store.reports.issue({ period: "2026-09", at: AT, by: HQ, cursor: 1, after: 0, summary });
}

async function months({ at }: ADesk): Promise<void> {
  const word = { by: HQ, at: AT, reason: "节日顺延" };
  await at.store.periods.set(
    { period: "2026-10", deadline: "2026-11-08T16:00:00.000Z", state: "open" },
    word,
  );
}

async function mapping({ at }: ADesk): Promise<void> {
  const headings = [
    { key: "客户名", text: "客户 名", column: "account" },
    { key: "备用", text: "备用", column: null },
  ];
  await at.store.csvMappings.remember("P01", "purchases", headings, { by: LEAD, at: AT });
}

async function telling({ at, tokens }: ADesk): Promise<void> {
  const told = { by: "李明", at: "2026-11-03T09:40:00+08:00" };
  await at.push(tokens.hq, { ...aSubmission({ rows: [aPurchase()] }), channel: "phone", told });
}

async function account({ at }: ADesk): Promise<void> {
  const people = at.store.companyAccounts;
  await people.add({ account: "wang@corp.example", person: HQ, by: "管理员", at: AT });
  await people.recognise(
    { issuer: "https://id.corp.example", subject: "4711", account: "wang@corp.example" },
    AT,
  );
}

async function erasure(desk: ADesk): Promise<void> {
  await desk.tell("P02", "contacts", { name: "张三丰", phone: "13711112222" });
  const { fingerprint } = await desk.at.store.personal.find("张三丰");
  const by = { name: "管理员", unit: null, role: "hq-admin" } as const;
  await desk.at.store.personal.erase({ sought: "张三丰", fingerprint, by, at: AT, reason: "本人来函" });
}

const again = (rowId: string) => ({ rowId, baseRevision: 1 });

/** What comes next, by whoever has reported before. */
export const theNext = () =>
  aSubmission({ submissionId: newId(), rows: [aPurchase({ carrier: "德邦物流" })] });

export type Line = Readonly<Record<string, SqlValue>>;

/** In an order that depends on nothing but what they say. */
export const sorted = (lines: readonly Line[]): string[] => lines.map((line) => JSON.stringify(line)).sort();

/** Kept beside the rows: numbered in another order where an upgrade has made them, and no line means none. */
export const DERIVED: Readonly<Record<string, string>> = {
  register_entries:
    "SELECT kind, account_id, name_key, name, state, same_as, first_unit FROM register_entries",
  filings: "SELECT row_id, unit, account_id, state FROM filings",
  filing_steps: "SELECT row_id, step, at, author_name, author_unit, author_role, reason FROM filing_steps",
  unit_accounts: "SELECT unit, account_id, live_rows FROM unit_accounts WHERE live_rows > 0",
};
