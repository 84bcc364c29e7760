/** Both pages as they are built, kept by their service worker: opened without a service, and after a new build. */
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "./a-browser.ts";

jest.setTimeout(120_000);

const DIST = join(__dirname, "..", "..", "dist", "addin");
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
};
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; " +
  "img-src 'self' data:; connect-src 'self'; worker-src 'self'";

let browser: Browser;
let server: Server;
let origin: string;
let context: BrowserContext;
/** Which build the service has: its pages and its worker differ from those of another. */
let build = 1;
/** What is in front of the service answers instead of it, or nobody answers at all. */
let state: "serves" | "502" | "silent" = "serves";

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((request, response) => {
    if (state === "silent") return;
    if (state === "502") return void response.writeHead(502).end("bad gateway");
    const asked = new URL(request.url ?? "/", "http://here").pathname;
    const path = asked === "/" ? "/desk.html" : asked;
    response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Cache-Control", "no-cache");
    if (path === "/office/office.js") return void response.end("window.officeRan = true;");
    if (!existsSync(join(DIST, path))) return void response.writeHead(404).end();
    const file = readFileSync(join(DIST, path));
    if (path === "/service-worker.js") {
      return void response.end(file.toString("utf8").replace(/"version":"\w+"/, `"version":"build${build}"`));
    }
    if (!path.endsWith(".html")) return void response.end(file);
    response.end(file.toString("utf8").replace(/<title>.*<\/title>/, `<title>build ${build}</title>`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});
beforeEach(async () => {
  build = 1;
  state = "serves";
  context = await browser.newContext({ locale: "zh-CN" });
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}${path}`);
  await page.getByRole("textbox", { name: /邀请码/ }).waitFor();
  return page;
}

/** Addresses in every cache, by the cache's name. */
const keptBy = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(async () => {
    const kept: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      kept[name] = requests.map(({ url }) => url);
    }
    return kept;
  });

async function until(page: Page, isSo: (kept: Record<string, string[]>) => boolean): Promise<void> {
  while (!isSo(await keptBy(page))) await page.waitForTimeout(100);
}

/** Opens the pane once, until it is kept. */
async function openedBefore(path = "/taskpane.html"): Promise<Page> {
  const page = await open(path);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await until(page, (kept) => (kept["dakehu-office"] ?? []).length > 0);
  return page;
}

test("both pages open with the service gone, by whatever address Excel asks for them", async () => {
  await (await openedBefore()).close();
  await context.setOffline(true);
  state = "silent";
  const pane = await open("/taskpane.html?_host_Info=Excel$Win32$16.01$zh-CN");
  expect(await pane.evaluate(() => "officeRan" in window)).toBe(true);
  await open("/");
  await open("/#/history");
});

test("nothing is kept but what the build made and Office.js: no invitation, no answer of the service", async () => {
  const page = await openedBefore("/taskpane.html?invite=AB23CD45");
  await page.evaluate(() => fetch("/api/v1/units"));
  const kept = Object.values(await keptBy(page)).flat();
  expect(kept.length).toBeGreaterThan(10);
  const paths = kept.map((url) => url.slice(origin.length));
  expect(paths).toContain("/taskpane.html");
  expect(paths).toContain("/assets/sql-wasm.wasm");
  expect(paths.filter((path) => /[?]|AB23CD45|^\/api|\.map$/.test(path))).toEqual([]);
});

test("a new build is shown the first time it is asked for; the build before stays for open pages, older ones go", async () => {
  const first = await openedBefore();
  expect(await first.title()).toBe("build 1");
  build = 2;
  const second = await open("/taskpane.html");
  expect(await second.title()).toBe("build 2");
  await until(second, (kept) => (kept["dakehu-shell-build2"] ?? []).length > 10);
  build = 3;
  const third = await open("/taskpane.html");
  expect(await third.title()).toBe("build 3");
  await until(third, (kept) => !("dakehu-shell-build1" in kept));
  expect(Object.keys(await keptBy(third)).sort()).toEqual([
    "dakehu-office",
    "dakehu-shell-build2",
    "dakehu-shell-build3",
  ]);
  state = "silent";
  expect(await (await open("/taskpane.html")).title()).toBe("build 3");
});

test("a service that is just being started does not keep the pane from opening", async () => {
  await openedBefore();
  state = "502";
  await open("/taskpane.html");
});

test("without service workers both pages open as ever, and nothing is kept", async () => {
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  const errors: string[] = [];
  context.on("weberror", (error) => errors.push(error.error().message));
  const page = await open("/taskpane.html");
  await open("/");
  expect(await page.evaluate(() => "serviceWorker" in navigator)).toBe(false);
  expect(await keptBy(page)).toEqual({});
  expect(errors).toEqual([]);
});
