/** Signing in with the company's account, at a real OpenID Connect provider. */
import { accountIn } from "../../server/auth/company.ts";
import { sealWith } from "../../server/auth/sealed.ts";
import { returnIn } from "../../shared/sync/company.ts";
import type { Session } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "../http/a-service.ts";
import {
  aBrowser,
  type ABrowser,
  type AProvider,
  aProvider,
  CLIENT,
  signInAtProvider,
} from "./a-provider.ts";

const PUBLIC = "http://dakehu.test";
const AT = "2026-11-03T02:00:00Z";

let provider: AProvider;
let at: AService;
let admin: string;

beforeAll(async () => {
  const people = {
    "7001": { email: "Li.Ming@corp.example", email_verified: true, preferred_username: "liming" },
    "7002": { email: "chen@corp.example", email_verified: false },
    "7003": { email: "li.ming@corp.example", email_verified: true },
    "7004": { name: "无邮箱" },
  };
  provider = await aProvider(`${PUBLIC}/api/v1/company-sign-in/return`, people);
});
afterAll(() => provider.stop());

beforeEach(async () => {
  at = await aService(AT, {
    publicUrl: PUBLIC,
    oidc: { issuer: provider.issuer, ...CLIENT, scopes: "openid profile email", accountClaim: "email" },
  });
  // Its clock is the provider's: a sign-in begun then must not be too old.
  at.clock = Date.now();
  admin = await at.token("hq-admin", undefined, "管理员");
});
afterEach(() => at.stop());

const path = (name: string): string => `${at.url}/api/v1/company-sign-in/${name}`;
const comesBack = ({ host, pathname }: URL): boolean =>
  host === "dakehu.test" && pathname === "/api/v1/company-sign-in/return";

/** All the way to the provider and back, up to the service's answer. */
async function returned(subject: string, browser: ABrowser = aBrowser(), page = "desk"): Promise<URL> {
  const { url } = await signInAtProvider(browser, `${path("start")}?page=${page}`, subject, comesBack);
  return (await browser.open(`${path("return")}${url.search}`, ({ hash }) => hash !== "")).url;
}

async function codeOf(subject: string): Promise<string> {
  const came = returnIn((await returned(subject)).hash);
  if (!came || !("code" in came)) throw new Error(JSON.stringify(came));
  return came.code;
}

const link = (account: string, person: object): Promise<Response> =>
  at.send("POST", "/company-accounts", admin, { account, ...person });
const LI = { name: "李明", role: "lead", unit: "P01" };
const signIn = (code: string): Promise<Response> => at.send("POST", "/sign-in", "", { code });

test("somebody whom headquarters have linked signs in at the company's page and is that person", async () => {
  expect((await link(" li.ming@CORP.example", LI)).status).toBe(201);
  const browser = aBrowser();
  const url = await returned("7001", browser);
  expect(url.pathname).toBe("/");
  expect(url.search).toBe("");
  const came = returnIn(url.hash);
  const response = await signIn(came && "code" in came ? came.code : "");
  expect(response.status).toBe(200);
  const { token, session } = (await response.json()) as { token: string; session: Session };
  expect(session).toMatchObject({ name: "李明", role: "lead", unit: { code: "P01" } });
  expect((await at.get("/session", token)).status).toBe(200);
  // What the page was handed is used up.
  expect((await signIn(came && "code" in came ? came.code : "")).status).toBe(401);
});

test("nobody gets in by the company's word alone, and no right comes with it", async () => {
  expect(returnIn((await returned("7001")).hash)).toEqual({ fault: "unknown" });
  expect(await at.store.companyAccounts.all()).toEqual([]);
});

test("an address that the provider has not verified links nobody", async () => {
  await link("chen@corp.example", { name: "陈建国", role: "hq-admin" });
  expect(returnIn((await returned("7002")).hash)).toEqual({ fault: "unverified" });
  expect(returnIn((await returned("7004")).hash)).toEqual({ fault: "unverified" });
});

test("who gets another's address later is somebody else", async () => {
  await link("li.ming@corp.example", LI);
  expect((await signIn(await codeOf("7001"))).status).toBe(200);
  expect(returnIn((await returned("7003")).hash)).toEqual({ fault: "unknown" });
  const listed = await (await at.get("/company-accounts", admin)).json();
  expect(listed).toMatchObject([{ account: "li.ming@corp.example", linkedAt: expect.any(String) }]);
});

test("an account that is taken off signs in no more, and its person's sign-ins have ended", async () => {
  const { id } = (await (await link("li.ming@corp.example", LI)).json()) as { id: number };
  const { token } = (await (await signIn(await codeOf("7001"))).json()) as { token: string };
  const handedOver = await codeOf("7001");
  expect((await at.send("DELETE", `/company-accounts/${id}`, admin, {})).status).toBe(204);
  expect((await at.get("/session", token)).status).toBe(401);
  expect((await signIn(handedOver)).status).toBe(401);
  expect(returnIn((await returned("7001")).hash)).toEqual({ fault: "unknown" });
  expect((await at.send("DELETE", `/company-accounts/${id}`, admin, {})).status).toBe(404);
});

test("what the page is handed is good for two minutes", async () => {
  await link("li.ming@corp.example", LI);
  const code = await codeOf("7001");
  at.clock += 120_000;
  expect((await signIn(code)).status).toBe(401);
});

test("each account is one person's", async () => {
  await link("li.ming@corp.example", LI);
  expect((await link("LI.MING@corp.example", { name: "别人", role: "hq" })).status).toBe(409);
  expect((await link("x@corp.example", { name: "某", role: "lead", unit: "X9" })).status).toBe(404);
  expect((await link("x@corp.example", { name: "某", role: "lead" })).status).toBe(400);
});

test("the way there carries PKCE, state and nonce, and its cookie is out of scripts' reach", async () => {
  const browser = aBrowser();
  const { url } = await browser.open(
    `${path("start")}?page=dialog`,
    ({ origin }) => origin === provider.issuer,
  );
  const asked = Object.fromEntries(url.searchParams);
  expect(asked).toMatchObject({
    response_type: "code",
    client_id: "dakehu",
    redirect_uri: `${PUBLIC}/api/v1/company-sign-in/return`,
    code_challenge_method: "S256",
  });
  for (const name of ["code_challenge", "state", "nonce"]) expect(asked[name]?.length).toBeGreaterThan(40);
  const cookie = browser.cookies.get("__Secure-dakehu-company");
  for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax"]) expect(cookie).toContain(attribute);
});

test("what comes back to a browser that did not ask is refused", async () => {
  await link("li.ming@corp.example", LI);
  const { url } = await signInAtProvider(aBrowser(), `${path("start")}?page=desk`, "7001", comesBack);
  const stranger = aBrowser();
  const back = async (): Promise<unknown> =>
    returnIn((await stranger.open(`${path("return")}${url.search}`, ({ hash }) => hash !== "")).url.hash);
  expect(await back()).toEqual({ fault: "expired" });
  // Not even where the stranger has begun a sign-in of its own: the state is another one.
  await stranger.open(`${path("start")}?page=desk`, ({ origin }) => origin === provider.issuer);
  expect(await back()).toEqual({ fault: "refused" });
});

test("a sign-in that is cancelled, or comes back too late, says so on the page that it began on", async () => {
  const browser = aBrowser();
  const toProvider = ({ origin }: URL): boolean => origin === provider.issuer;
  const { url } = await browser.open(`${path("start")}?page=dialog`, toProvider);
  const state = url.searchParams.get("state") ?? "";
  const cancelled = `${path("return")}?${new URLSearchParams({ error: "access_denied", state, iss: provider.issuer })}`;
  const shown = await browser.open(cancelled, ({ hash }) => hash !== "");
  expect([shown.url.pathname, returnIn(shown.url.hash)]).toEqual(["/signed-in.html", { fault: "refused" }]);
  await browser.open(`${path("start")}?page=pane`, toProvider);
  at.clock += 601_000;
  const late = await browser.open(cancelled, ({ hash }) => hash !== "");
  expect([late.url.pathname, returnIn(late.url.hash)]).toEqual(["/taskpane.html", { fault: "expired" }]);
});

test("where the provider cannot be reached the page says so", async () => {
  await at.stop();
  at = await aService(AT, {
    publicUrl: PUBLIC,
    oidc: { issuer: "http://127.0.0.1:9", ...CLIENT, scopes: "openid", accountClaim: "email" },
  });
  const { url } = await aBrowser().open(`${path("start")}?page=desk`, ({ hash }) => hash !== "");
  expect(returnIn(url.hash)).toEqual({ fault: "unreachable" });
});

test("without a provider nothing is offered", async () => {
  expect(await (await at.get("/company-sign-in", "")).json()).toEqual({ offered: true });
  await at.stop();
  at = await aService();
  expect(await (await at.get("/company-sign-in", "")).json()).toEqual({ offered: false });
  expect((await fetch(`${path("start")}?page=desk`)).status).toBe(404);
});

test("an address counts where it is verified, another claim as the operator has chosen it", () => {
  expect(accountIn({ email: "A@B.c", email_verified: true }, "email")).toBe("a@b.c");
  expect(accountIn({ email: "a@b.c", xms_edov: "1" }, "email")).toBe("a@b.c");
  for (const email_verified of [undefined, false, "true"]) {
    expect(accountIn({ email: "a@b.c", email_verified }, "email")).toBeNull();
  }
  expect(accountIn({ preferred_username: "LiMing" }, "preferred_username")).toBe("liming");
  expect(accountIn({ email: ["a@b.c"], email_verified: true }, "email")).toBeNull();
});

test("what is sealed comes back as it was, or not at all", () => {
  const seal = sealWith("secret");
  const sealed = seal.close("状态");
  expect(seal.open(sealed)).toBe("状态");
  expect(sealWith("secret").open(sealed)).toBe("状态");
  expect(sealWith("another").open(sealed)).toBeUndefined();
  expect(sealWith(null).open(sealWith(null).close("x"))).toBeUndefined();
  const changed = Buffer.from(sealed, "base64url");
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(seal.open(changed.toString("base64url"))).toBeUndefined();
  for (const short of ["", "AAAA", "…"]) expect(seal.open(short)).toBeUndefined();
});
