import { type AService, aService } from "../http/a-service.ts";

let at: AService;
const started: AService[] = [];
const aLimited = async (...settings: Parameters<typeof aService>): Promise<AService> => {
  at = await aService(...settings);
  started.push(at);
  return at;
};
const AT = "2026-11-03T02:00:00Z";

/** The limits' own clock, which is the computer's. */
let now = Date.now();
beforeEach(() => {
  now = Date.parse(AT);
  jest.spyOn(Date, "now").mockImplementation(() => now);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const service of started.splice(0)) await service.stop();
});

const signIn = (code: string, headers: Record<string, string> = {}): Promise<Response> =>
  at.send("POST", "/sign-in", "", { code }, headers);

async function anInvitation(): Promise<string> {
  const admin = await at.token("hq-admin");
  const person = { name: "李明", role: "lead", unit: "P01" };
  const answer = await at.send("POST", "/invitations", admin, person);
  return ((await answer.json()) as { code: string }).code;
}

async function expectToWait(response: Response): Promise<void> {
  expect(response.status).toBe(429);
  const seconds = Number(response.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "too_many_requests", status: 429 });
}

test("who tries too many codes has to wait, and is told how long, in the language asked for", async () => {
  await aLimited(AT);
  const code = await anInvitation();
  for (let attempt = 0; attempt < 10; attempt += 1)
    expect((await signIn(`AAAAAAA${attempt}`)).status).toBe(401);
  await expectToWait(await signIn(code));
  const english = (await (await signIn(code, { "Accept-Language": "en" })).json()) as { title: string };
  expect(english.title).toBe("Too many requests.");
  const chinese = (await (await signIn(code)).json()) as { title: string };
  expect(chinese.title).toBe("请求过于频繁。");
  now += 61_000;
  expect((await signIn(code)).status).toBe(200);
});

test("sign-ins that succeed do not count: a whole plant behind one address comes in at once", async () => {
  await aLimited(AT);
  for (let person = 0; person < 15; person += 1)
    expect((await signIn(await anInvitation())).status).toBe(200);
});

test("one code is not tried over and over, from whatever addresses", async () => {
  await aLimited(AT, { trustProxy: 1 });
  const from = (host: number): Record<string, string> => ({ "X-Forwarded-For": `192.0.2.${host}` });
  for (let host = 0; host < 10; host += 1) expect((await signIn("AAAAAAAA", from(host))).status).toBe(401);
  await expectToWait(await signIn("aaaa-aaaa", from(11)));
  expect((await signIn("BBBBBBBB", from(11))).status).toBe(401);
});

test("all addresses together do not try more than three hundred codes a minute", async () => {
  await aLimited(AT, { trustProxy: 1 });
  const tried = (n: number): Promise<Response> =>
    signIn(`T${n}`.padEnd(8, "A"), { "X-Forwarded-For": `198.51.${n % 100}.${Math.floor(n / 100)}` });
  for (let n = 0; n < 300; n += 1) expect((await tried(n)).status).toBe(401);
  await expectToWait(await tried(301));
});

test("the caller's own word on its address counts for nothing where no proxy is trusted", async () => {
  await aLimited(AT);
  for (let host = 0; host < 10; host += 1) {
    await signIn(`AAAAAAA${host}`, { "X-Forwarded-For": `192.0.2.${host}` });
  }
  await expectToWait(await signIn("BBBBBBBB", { "X-Forwarded-For": "192.0.2.99" }));
});

test("a token may call so often in a minute, and no other token waits for it", async () => {
  await aLimited(AT, { callsPerMinute: 5 });
  const busy = await at.token("lead", "P01");
  const other = await at.token("lead", "P01", "别人");
  for (let call = 0; call < 5; call += 1) expect((await at.get("/session", busy)).status).toBe(200);
  await expectToWait(await at.get("/session", busy));
  expect((await at.get("/session", other)).status).toBe(200);
  now += 61_000;
  expect((await at.get("/session", busy)).status).toBe(200);
});

test("a push that has to wait is refused before it is read, and taken when it comes again", async () => {
  await aLimited(AT, { callsPerMinute: 1 });
  const lead = await at.token("lead", "P01");
  await at.get("/session", lead);
  await expectToWait(await at.send("POST", "/submissions", lead, "not even JSON"));
  now += 61_000;
  expect((await at.send("POST", "/submissions", lead, "not even JSON")).status).toBe(400);
});

test("callers without a good token are held up, those with one at the same address are not", async () => {
  await aLimited(AT, { callsPerMinute: 0 });
  const lead = await at.token("lead", "P01");
  for (let call = 0; call < 300; call += 1) {
    expect((await at.get("/session", call % 2 === 0 ? "" : `dk_${call}`)).status).toBe(401);
  }
  await expectToWait(await at.get("/session", "dk_guess"));
  expect((await at.get("/session", lead)).status).toBe(200);
});
