/**
 * Signing in through the company's own pages. The browser goes there and comes back; what it comes back with is used
 * up at once, and the page gets a code for `POST /sign-in` that is good once, for two minutes. It stands behind the
 * address's `#`, which no server and no log sees.
 */
import { z } from "zod";
import { COMPANY_FAULT, type CompanyFault, SIGN_IN } from "../../shared/sync/company.ts";
import { Problem } from "../../shared/problems.ts";
import { type Company, companyOf, Going } from "../auth/company.ts";
import { type Seal, sealWith } from "../auth/sealed.ts";
import { hashOf, newHandoffCode } from "../auth/secret.ts";
import type { Config } from "../config.ts";
import { Reply } from "./reply.ts";
import { route, type Service } from "./route.ts";

/** Where the browser comes back to: the desk, the pane outside Excel, or the dialog that the pane opens in Excel. */
const PAGES = { desk: "/", pane: "/taskpane.html", dialog: "/signed-in.html" } as const;
type Page = keyof typeof PAGES;
const PageName = z.enum(["desk", "pane", "dialog"]);

const COOKIE = "__Secure-dakehu-company";
const RETURN_PATH = "/api/v1/company-sign-in/return";
/** As long as somebody may take at the company's page, in seconds. */
const PATIENCE_SECONDS = 600;
const HANDOFF_MS = 120_000;

const Kept = Going.extend({ page: PageName, until: z.number() });

export const company = [
  route({
    method: "get",
    path: "/company-sign-in",
    access: "anyone",
    summary: { zh: "是否可用公司账号登录", en: "Whether one may sign in with the company's account" },
    answer: z.object({ offered: z.boolean() }),
    handle: async (_, { config }) => ({ offered: config.oidc !== null }),
  }),
  route({
    method: "get",
    path: "/company-sign-in/start",
    access: "anyone",
    summary: { zh: "转到公司的登录页", en: "Sends the browser to the company's page" },
    query: z.object({ page: PageName }),
    answer: "",
    status: 302,
    problems: ["not_found"],
    handle: async ({ query: { page } }, { config, clock, log }) => {
      const { provider, seal } = setUp(config);
      const begun = await provider.begin(returnUri(config)).catch((error: unknown) => {
        log.error({ err: error }, "the company's sign-in cannot be reached");
        return undefined;
      });
      if (!begun) return backWith(page, "unreachable");
      const kept: z.infer<typeof Kept> = {
        ...begun.going,
        page,
        until: clock() + PATIENCE_SECONDS * 1000,
      };
      return leadTo(begun.url, cookie(seal.close(JSON.stringify(kept)), PATIENCE_SECONDS));
    },
  }),
  route({
    method: "get",
    path: "/company-sign-in/return",
    access: "anyone",
    signsIn: true,
    summary: { zh: "从公司的登录页返回", en: "Where the company's page sends the browser back to" },
    answer: "",
    status: 302,
    problems: ["not_found"],
    handle: async ({ request }, service) => {
      const { config, clock } = service;
      const { seal } = setUp(config);
      const kept = keptIn(request.headers.cookie, seal);
      if (!kept || kept.until < clock()) return backWith(kept?.page ?? "desk", "expired");
      const { search } = new URL(request.url ?? "", returnUri(config));
      const address = new URL(`${returnUri(config)}${search}`);
      return arrived(address, kept, service);
    },
  }),
];

/** @throws Problem `not_found` where the company's sign-in is not set up */
function setUp(config: Config): { readonly provider: Company; readonly seal: Seal } {
  if (config.oidc === null) throw new Problem("not_found");
  const known = SET_UP.get(config) ?? {
    provider: companyOf(config.oidc),
    seal: sealWith(config.oidc.clientSecret),
  };
  SET_UP.set(config, known);
  return known;
}
const SET_UP = new WeakMap<Config, { readonly provider: Company; readonly seal: Seal }>();

async function arrived(address: URL, kept: z.infer<typeof Kept>, service: Service): Promise<Reply> {
  const { config, store, clock, log } = service;
  const { page } = kept;
  const identity = await setUp(config)
    .provider.finish(address, kept)
    .catch((error: unknown) => {
      log.warn({ err: error }, "the company's sign-in was not completed");
      return undefined;
    });
  if (!identity) return backWith(page, "refused");
  const at = new Date(clock()).toISOString();
  const person = await store.companyAccounts.recognise(identity, at);
  if (!person) {
    const { account, issuer, subject } = identity;
    log.warn({ account, issuer, subject }, "a company account that nobody is linked to");
    return backWith(page, account === null ? "unverified" : "unknown");
  }
  const code = newHandoffCode();
  const expiresAt = new Date(clock() + HANDOFF_MS).toISOString();
  await store.people.invite({ hash: hashOf(code), person, by: identity.issuer, at, expiresAt });
  return leadTo(`${PAGES[page]}#${SIGN_IN}=${code}`, cookie("", 0));
}

const backWith = (page: Page, fault: CompanyFault): Reply =>
  leadTo(`${PAGES[page]}#${COMPANY_FAULT}=${fault}`, cookie("", 0), fault);

/** Registered with the provider, so never taken from what a caller says of the service's address. */
const returnUri = ({ publicUrl }: Config): string => `${publicUrl ?? ""}${RETURN_PATH}`;

const leadTo = (url: string, setCookie: string, failed?: CompanyFault): Reply =>
  new Reply({
    status: 302,
    ...(failed !== undefined && { failed }),
    type: "text/plain",
    body: "",
    headers: { Location: url, "Set-Cookie": setCookie },
  });

/** Lax: the company's page sends the browser back by a link. */
const cookie = (value: string, seconds: number): string =>
  `${COOKIE}=${value}; Path=/api/v1/company-sign-in; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`;

function keptIn(header: string | undefined, seal: Seal): z.infer<typeof Kept> | undefined {
  for (const part of (header ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name !== COOKIE || value === undefined) continue;
    const opened = seal.open(value);
    if (opened !== undefined) return Kept.parse(JSON.parse(opened));
  }
  return undefined;
}
