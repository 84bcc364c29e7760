import { type AService, aService } from "./a-service.ts";

let at: AService;
let admin: string;
beforeEach(async () => {
  at = await aService();
  admin = await at.token("hq-admin", undefined, "管理员");
});
afterEach(() => at.stop());

interface Invitation {
  readonly code: string;
  readonly link: string;
}

async function invite(body: unknown): Promise<Invitation> {
  const response = await at.send("POST", "/invitations", admin, body);
  expect(response.status).toBe(201);
  return (await response.json()) as Invitation;
}

const signIn = (code: string): Promise<Response> => at.send("POST", "/sign-in", "", { code });

test("an invitation is used once, as people type it, and its token signs in", async () => {
  const { code, link } = await invite({ name: "李明", role: "lead", unit: "P01" });
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  expect(link).toBe(`${at.url}/?invite=${code}`);
  const response = await signIn(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `);
  expect(response.status).toBe(200);
  const { token, session } = (await response.json()) as { token: string; session: unknown };
  expect(session).toMatchObject({ name: "李明", role: "lead", unit: { code: "P01" } });
  expect((await at.get("/session", token)).status).toBe(200);
  expect((await signIn(code)).status).toBe(401);
});

test("an invitation ends after seven days", async () => {
  const { code } = await invite({ name: "李明", role: "lead", unit: "P01" });
  at.clock += 7 * 86_400_000;
  const response = await signIn(code);
  expect([response.status, await response.json()]).toEqual([
    401,
    expect.objectContaining({ code: "invitation_invalid" }),
  ]);
});

test("a token that is revoked or signed out is one no longer", async () => {
  const lead = await at.token("lead", "P01");
  expect((await at.send("POST", "/sign-out", lead, {})).status).toBe(204);
  expect((await at.get("/session", lead)).status).toBe(401);
  const other = await at.token("lead", "P02", "陈建国");
  const tokens = (await (await at.get("/tokens", admin)).json()) as {
    id: number;
    person: { name: string };
  }[];
  const id = tokens.find(({ person }) => person.name === "陈建国")?.id;
  expect((await at.send("DELETE", `/tokens/${id}`, admin, {})).status).toBe(204);
  const refused = await at.get("/session", other);
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toContain("Bearer");
  expect((await at.send("DELETE", `/tokens/${id}`, admin, {})).status).toBe(404);
  expect((await at.send("DELETE", "/tokens/none", admin, {})).status).toBe(404);
});

test("no secret lies in the store, and none is listed", async () => {
  const { code } = await invite({ name: "李明", role: "lead", unit: "P01" });
  const { token } = (await (await signIn(code)).json()) as { token: string };
  expect(token.length).toBeGreaterThan(43);
  const listed = await (await at.get("/tokens", admin)).text();
  const stored = await at.store.snapshot([
    { name: "tokens", sql: "SELECT * FROM tokens", parameters: {} },
    { name: "invitations", sql: "SELECT * FROM invitations", parameters: {} },
  ]);
  const all = listed + JSON.stringify([...stored]);
  expect(all).not.toContain(token);
  expect(all).not.toContain(code);
});

test("somebody of a unit needs a unit, somebody of headquarters has none", async () => {
  const invited = (body: unknown): Promise<Response> => at.send("POST", "/invitations", admin, body);
  expect((await invited({ name: "某", role: "lead" })).status).toBe(400);
  expect((await invited({ name: "某", role: "hq", unit: "P01" })).status).toBe(400);
  expect((await invited({ name: "某", role: "lead", unit: "X9" })).status).toBe(404);
  expect((await invited({ name: "", role: "lead", unit: "P01" })).status).toBe(400);
});

test("units are added once, a shop under a plant", async () => {
  const add = (body: unknown): Promise<Response> => at.send("POST", "/units", admin, body);
  const shop = { code: "S02", name: "上海4S店", kind: "shop", base: "P01" };
  expect((await add(shop)).status).toBe(201);
  expect((await add(shop)).status).toBe(409);
  expect((await add({ ...shop, code: "S03", base: "S02" })).status).toBe(404);
  expect((await add({ ...shop, code: "../S" })).status).toBe(400);
  expect((await add({ code: "P03", name: "驻马店工厂", kind: "plant", base: "P01" })).status).toBe(400);
});
