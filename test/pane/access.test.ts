/** 登录与邀请: an administrator sees who may come in, and ends it. */
import { endWay, linkAccount, waysIn } from "../../addin/pane/tasks/access.ts";
import { invite } from "../../addin/pane/tasks/admin.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");

let service: RealService;
let desk: Desk;
let lead: string;

beforeEach(async () => {
  service = await aRealService(NOW);
  lead = await service.person("李明", "lead", "P01");
  desk = await new Desk(service, await service.person("管理员", "hq-admin", null), NOW).open();
});
afterEach(() => service.stop());

const ways = async () => waysIn(desk.pane.surroundings.service, NOW);
const wayOf = async (name: string) => {
  const found = (await ways()).find(({ person }) => person.name === name);
  if (!found) throw new Error(name);
  return found;
};
const isIn = async (token: string): Promise<boolean> => {
  const answer = await fetch(`${service.origin}/api/v1/session`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return answer.ok;
};

test("invitations, sign-ins and company accounts stand in one list, by person", async () => {
  await invite(desk.pane, { name: "张敏", role: "lead", unit: "P02" });
  expect(await linkAccount(desk.pane, "Wang@Corp.example", { name: "王志远", role: "hq", unit: null })).toBe(
    true,
  );
  expect(desk.pane.state.notice).toBe("公司账号 wang@corp.example 可以登录为 王志远。");
  expect((await ways()).map(({ kind, person }) => [kind, person.name])).toEqual([
    ["account", "王志远"],
    ["signIn", "管理员"],
    ["signIn", "李明"],
    ["invitation", "张敏"],
  ]);
});

test("ending a sign-in asks first, and its holder is out at once", async () => {
  desk.answers = { confirm: () => false };
  expect(await endWay(desk.pane, await wayOf("李明"))).toBe(false);
  expect(await isIn(lead)).toBe(true);
  desk.answers = { confirm: () => true };
  expect(await endWay(desk.pane, await wayOf("李明"))).toBe(true);
  expect(await isIn(lead)).toBe(false);
  expect((await ways()).map(({ person }) => person.name)).toEqual(["管理员"]);
});

test("an invitation is withdrawn and a company account taken off, the person's sign-ins with it", async () => {
  const made = await invite(desk.pane, { name: "张敏", role: "lead", unit: "P02" });
  await linkAccount(desk.pane, "li@corp.example", { name: "李明", role: "lead", unit: "P01" });
  await endWay(desk.pane, await wayOf("张敏"));
  const refused = await fetch(`${service.origin}/api/v1/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code: made?.code }),
  });
  expect(refused.status).toBe(401);
  const account = (await ways()).find(({ kind }) => kind === "account");
  if (!account) throw new Error("no account");
  await endWay(desk.pane, account);
  expect(await isIn(lead)).toBe(false);
  expect(await ways()).toHaveLength(1);
});

test("an account that is somebody's already is said to be, and links nobody else", async () => {
  await linkAccount(desk.pane, "li@corp.example", { name: "李明", role: "lead", unit: "P01" });
  const again = { name: "别人", role: "hq", unit: null };
  expect(await linkAccount(desk.pane, "LI@corp.example", again)).toBe(false);
  expect(desk.pane.state.trouble?.title).toContain("li@corp.example");
});
