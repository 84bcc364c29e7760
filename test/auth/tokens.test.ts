/** How long a sign-in lasts, and who ends it. */
import { type AService, aService } from "../http/a-service.ts";

const DAY = 86_400_000;

let at: AService;
let admin: string;
beforeEach(async () => {
  at = await aService("2026-11-03T02:00:00Z", { tokenDays: 90 });
  admin = await at.token("hq-admin", undefined, "管理员");
});
afterEach(() => at.stop());

interface Own {
  readonly id: number;
  readonly current: boolean;
  readonly expiresAt: string;
}

const invited = async (name = "李明"): Promise<string> => {
  const response = await at.send("POST", "/invitations", admin, { name, role: "lead", unit: "P01" });
  return ((await response.json()) as { code: string }).code;
};
const tryCode = (code: string): Promise<Response> => at.send("POST", "/sign-in", "", { code });
const signedIn = async (name?: string): Promise<string> =>
  ((await (await tryCode(await invited(name))).json()) as { token: string }).token;
const status = async (token: string): Promise<number> => (await at.get("/session", token)).status;
const own = async (token: string): Promise<Own[]> =>
  (await (await at.get("/session/tokens", token)).json()) as Own[];

/** Its use is noted in the background. */
async function expiryBecomes(token: string, expected: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await own(token)).find(({ current }) => current)?.expiresAt === expected) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect((await own(token)).find(({ current }) => current)?.expiresAt).toBe(expected);
}

test("a sign-in that is not used for ninety days ends", async () => {
  const token = await signedIn();
  at.clock += 90 * DAY - 1;
  expect(await status(token)).toBe(200);
  const unused = await signedIn();
  at.clock += 90 * DAY;
  expect(await status(unused)).toBe(401);
});

test("with every use it goes on for ninety days, and ends after a year all the same", async () => {
  const token = await signedIn();
  const began = at.clock;
  for (const day of [60, 120, 180, 240, 300, 360]) {
    at.clock = began + day * DAY;
    const until = Math.min(began + (day + 90) * DAY, began + 365 * DAY);
    await expiryBecomes(token, new Date(until).toISOString());
  }
  at.clock = began + 365 * DAY;
  expect(await status(token)).toBe(401);
});

test("an invitation that two use at the same moment lets one of them in", async () => {
  for (let round = 0; round < 4; round += 1) {
    const code = await invited();
    const answers = await Promise.all([tryCode(code), tryCode(code), tryCode(code)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401, 401]);
  }
});

test("an invitation that went to the wrong address is withdrawn before it is used", async () => {
  const wrong = await invited("张敏");
  const right = await invited("李明");
  const open = (await (await at.get("/invitations", admin)).json()) as {
    id: string;
    person: { name: string };
  }[];
  expect(open.map(({ person }) => person.name).sort()).toEqual(["张敏", "李明"].sort());
  expect(JSON.stringify(open)).not.toContain(wrong);
  const id = open.find(({ person }) => person.name === "张敏")?.id;
  expect((await at.send("DELETE", `/invitations/${id}`, admin, {})).status).toBe(204);
  expect((await at.send("DELETE", `/invitations/${id}`, admin, {})).status).toBe(404);
  expect([(await tryCode(wrong)).status, (await tryCode(right)).status]).toEqual([401, 200]);
  expect(await (await at.get("/invitations", admin)).json()).toEqual([]);
});

test("a person sees the own sign-ins, and ends one that was left on another computer", async () => {
  const left = await signedIn();
  const here = await signedIn();
  const other = await signedIn("陈建国");
  const sessions = await own(here);
  expect(sessions.map(({ current }) => current)).toEqual([false, true]);
  expect(JSON.stringify(sessions)).not.toMatch(/dk_|hash/);
  const id = sessions[0]?.id;
  const end = (token: string): Promise<Response> => at.send("DELETE", `/session/tokens/${id}`, token, {});
  expect((await end(other)).status).toBe(404);
  expect(await status(left)).toBe(200);
  expect((await end(here)).status).toBe(204);
  expect([await status(left), await status(here), await status(other)]).toEqual([401, 200, 200]);
  expect((await end(here)).status).toBe(404);
});
