/** The pane's page as it is built, before and without React: in web views that are too old, or cut off. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "./a-browser.ts";

const DIST = join(__dirname, "..", "..", "dist", "addin");
const TRIDENT = "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko";
const FIRST_EDGE =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/70.0.3538.102 Safari/537.36 Edge/18.19042";
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".png": "image/png",
};

/** Fluent writes its styles at run time; SQLite in the browser is WebAssembly. Nothing else is allowed. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'";

let browser: Browser;
let server: Server;
let origin: string;
/** Most of these tests are about the page around the pane: there each of its scripts only notes that it ran. */
let bundlesRun = false;

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://here").pathname;
    response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
    response.setHeader("Content-Security-Policy", POLICY);
    if (path === "/office/office.js") return response.end("window.officeRan = true;");
    if (isBundle(path) && !bundlesRun) return response.end("window.paneRan = true;");
    if (!existsSync(join(DIST, path))) return response.writeHead(404).end();
    response.end(readFileSync(join(DIST, path)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});
beforeEach(() => {
  bundlesRun = false;
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
});

const isBundle = (path: string) => /^\/\w+\.[0-9a-f]{10}\.js$/.test(path);

interface Opened {
  readonly page: Page;
  /** What threw, and what the content security policy refused. */
  readonly errors: readonly string[];
  readonly ran: { office: boolean; pane: boolean };
}

async function open(
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 320, height: 600 }, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await prepare?.(page);
  await page.goto(`${origin}/taskpane.html`, { waitUntil: "load" });
  const ran =
    options.javaScriptEnabled === false
      ? { office: false, pane: false }
      : await page.evaluate(() => ({ office: "officeRan" in window, pane: "paneRan" in window }));
  return { page, errors, ran };
}

test.each([
  ["Internet Explorer", TRIDENT],
  ["the first Edge", FIRST_EDGE],
])("%s gets a readable page with a way on; Office.js and the pane are not run", async (_name, userAgent) => {
  const { page, errors, ran } = await open({ userAgent });
  expect(ran).toEqual({ office: false, pane: false });
  expect(errors).toEqual([]);
  const shown = await page.locator("body").innerText();
  expect(shown).toContain("此版本的 Excel 无法显示大客户通");
  expect(shown).toContain("WebView2");
  expect(shown).toContain("This version of Excel cannot show Dakehu");
  expect(shown).not.toContain("正在打开");
  const link = page.getByRole("link", { name: "在浏览器中填报" });
  expect([await link.getAttribute("href"), await link.getAttribute("target")]).toEqual(["/", "_blank"]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("a web view that lacks what the bundle needs gets the same page, whatever it calls itself", async () => {
  const { page, ran } = await open({}, (page) =>
    page.addInitScript(() => Reflect.deleteProperty(Array.prototype, "flat")),
  );
  expect(ran).toEqual({ office: false, pane: false });
  await page.getByRole("heading", { name: "此版本的 Excel 无法显示大客户通" }).waitFor();
});

test("until the pane stands the page says that it is opening", async () => {
  const { page, errors, ran } = await open();
  expect(ran).toEqual({ office: true, pane: true });
  expect(errors).toEqual([]);
  expect(await page.getByRole("status").innerText()).toContain("正在打开大客户通");
});

test("when a script cannot be fetched the page says so and offers to try again", async () => {
  const { page } = await open({}, (page) =>
    page.route(
      (url) => isBundle(url.pathname),
      (route) => route.abort(),
    ),
  );
  const alert = page.getByRole("alert");
  expect(await alert.innerText()).toContain("大客户通没有加载完整");
  expect(await alert.getByRole("link", { name: "重试" }).isVisible()).toBe(true);
});

test("without JavaScript the page still tells what to do", async () => {
  const { page } = await open({ javaScriptEnabled: false });
  expect(await page.locator("noscript").innerText()).toContain("大客户通需要 JavaScript");
});

test("the shipped pane stands under a policy that forbids code made from text, inline scripts and other machines", async () => {
  bundlesRun = true;
  const { page } = await open({}, (page) =>
    page.addInitScript(() =>
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        document.documentElement.dataset.refused = `${violatedDirective} ${blockedURI}`;
      }),
    ),
  );
  await page.locator("#loading").waitFor({ state: "detached" });
  expect(await page.locator("#root").innerText()).not.toBe("");
  expect(await page.locator("html").getAttribute("data-refused")).toBeNull();
});

test("the shipped files hold no inline script and no address of another machine's fonts or styles", () => {
  const files = readdirSync(DIST);
  const html = readFileSync(join(DIST, "taskpane.html"), "utf8");
  expect(html).toContain("/office/office.js");
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=/);
  const scripts = files.filter((name) => isBundle(`/${name}`));
  expect(scripts.length).toBeGreaterThanOrEqual(2);
  for (const name of scripts) {
    expect(files).toContain(`${name}.map`);
  }
  const styles = files.filter((name) => name.endsWith(".css"));
  expect(styles).not.toEqual([]);
  for (const name of styles) {
    const urls = [...readFileSync(join(DIST, name), "utf8").matchAll(/url\(([^)]*)\)/g)].map(
      ([, url]) => url,
    );
    expect(urls.filter((url) => !/^assets\/fonts\/[\w-]+\.woff$/.test(url ?? ""))).toEqual([]);
  }
  expect(readdirSync(join(DIST, "assets"))).toEqual(
    expect.arrayContaining(["sql-wasm.wasm", "icon-16.png", "fonts"]),
  );
});
