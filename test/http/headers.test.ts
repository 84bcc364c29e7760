/** What every answer tells a browser: from where it may load, who may frame it, and that no other origin reads it. */
import { readdirSync, readFileSync } from "node:fs";
import { type AService, aService } from "./a-service.ts";

let at: AService;
beforeAll(async () => {
  at = await aService();
});
afterAll(() => at.stop());

const ANSWERS = [
  ["the API's page", "/api/v1/docs"],
  ["the API's answer", "/api/v1/openapi.json"],
  ["a refusal", "/api/v1/session"],
  ["what is not there", "/none"],
  ["a file", "/office/office.js"],
  ["the manifest", "/manifest.xml"],
  ["health", "/healthz"],
] as const;

const directivesOf = (headers: Headers): ReadonlyMap<string, string[]> =>
  new Map(
    (headers.get("content-security-policy") ?? "").split(";").map((directive) => {
      const [name = "", ...values] = directive.trim().split(/\s+/);
      return [name, values] as const;
    }),
  );

describe.each(ANSWERS)("%s", (_, path) => {
  test("runs scripts of this service only: none in the page, none from text, none from elsewhere", async () => {
    const policy = directivesOf((await fetch(`${at.url}${path}`)).headers);
    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect(policy.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get("object-src")).toEqual(["'none'"]);
    expect(policy.get("base-uri")).toEqual(["'self'"]);
    expect(policy.get("form-action")).toEqual(["'self'"]);
  });

  test("is framed by Office's hosts over TLS and by nobody else", async () => {
    const ancestors = directivesOf((await fetch(`${at.url}${path}`)).headers).get("frame-ancestors") ?? [];
    expect(ancestors[0]).toBe("'self'");
    for (const host of ancestors.slice(1))
      expect(host).toMatch(/^https:\/\/\*\.[a-z0-9]+(\.[a-z0-9]+)+$|^https:\/\/\*\.cloud\.microsoft$/);
    for (const host of [
      "office.com",
      "officeapps.live.com",
      "sharepoint.com",
      "cloud.microsoft",
      "partner.officewebapps.cn",
    ]) {
      expect(ancestors).toContain(`https://*.${host}`);
    }
  });

  test("is for no other origin, sets no cookie, and says nothing of where one came from", async () => {
    const { headers } = await fetch(`${at.url}${path}`, { headers: { Origin: "https://elsewhere.example" } });
    const names = [...headers.keys()];
    expect(names.filter((name) => name.startsWith("access-control-"))).toEqual([]);
    expect(names).not.toContain("set-cookie");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });
});

test("another origin that asks first whether it may is not told so", async () => {
  const response = await fetch(`${at.url}/api/v1/submissions`, {
    method: "OPTIONS",
    headers: {
      Origin: "https://elsewhere.example",
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,content-type",
    },
  });
  expect(response.status).toBe(405);
  expect([...response.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
});

test("the pages have no script and no handler written into them", () => {
  const pages = readdirSync("addin").filter((name) => name.endsWith(".html"));
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) {
    const html = readFileSync(`addin/${page}`, "utf8");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/i);
    expect(html).not.toMatch(/\son\w+\s*=/i);
    expect(html).not.toMatch(/javascript:/i);
  }
});
