import { ROUTES } from "../../server/http/api.ts";
import { PROBLEMS } from "../../shared/problems.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
beforeAll(async () => {
  at = await aService();
});
afterAll(() => at.stop());

interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  readonly components: { schemas: Record<string, { properties: object }> };
}

describe("the API's description", () => {
  test("names every route with the problems it may answer, made from the schemas that check", async () => {
    const api = (await (await at.get("/openapi.json", "")).json()) as Description;
    expect(api.openapi).toBe("3.1.0");
    const described = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
    const push = api.paths["/submissions"]?.post;
    expect(push?.responses["409"]?.description).toBe("submission_differs");
    expect(JSON.stringify(push)).toContain("baseRevision");
    expect(Object.keys(api.components.schemas.PurchasesValues?.properties ?? {})).toContain("amount");
    const codes = Object.keys(PROBLEMS);
    for (const methods of Object.values(api.paths)) {
      for (const { responses } of Object.values(methods)) {
        for (const [status, { description }] of Object.entries(responses)) {
          if (Number(status) >= 400) expect(codes).toEqual(expect.arrayContaining(description.split(", ")));
        }
      }
    }
  });

  test("is shown by a page whose scripts are all files of this service", async () => {
    const page = await (await at.get("/docs", "")).text();
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? "");
    expect(sources.length).toBeGreaterThan(3);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    for (const source of sources) {
      expect(source).toMatch(/^\/api\/v1\/docs\//);
      expect((await fetch(`${at.url}${source}`)).status).toBe(200);
    }
  });
});

describe("what a page may do", () => {
  test("is held to this service, and Office may show it in a frame", async () => {
    const { headers } = await fetch(`${at.url}/api/v1/docs`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toMatch(
      /frame-ancestors 'self'.*https:\/\/\*\.officeapps\.live\.com.*partner\.officewebapps\.cn/,
    );
    expect(policy).not.toContain("upgrade-insecure-requests");
    expect(headers.get("x-frame-options")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("Office.js comes from here and may be kept", async () => {
    const response = await fetch(`${at.url}/office/office.js`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toContain("max-age=604800");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  });

  test("nothing outside the folders can be reached", async () => {
    for (const path of [
      "/office/../package.json",
      "/%2e%2e/package.json",
      "/..%2fpackage.json",
      "/server/main.ts",
    ]) {
      expect((await fetch(`${at.url}${path}`)).status).toBeGreaterThanOrEqual(400);
    }
  });

  test("the desk's invitation link leads on with its code", async () => {
    const response = await fetch(`${at.url}/?invite=ABCDEFGH`, { redirect: "manual" });
    if (response.status === 302)
      expect(response.headers.get("location")).toBe("/taskpane.html?invite=ABCDEFGH");
    else expect(response.status).toBe(200);
  });

  test("the manifest names this server", async () => {
    const response = await fetch(`${at.url}/manifest.xml`);
    expect(response.status).toBe(200);
    const manifest = await response.text();
    expect(manifest).toContain(at.url);
    expect(manifest).not.toContain("https://localhost:3000");
  });
});
