/** Chromium for the tests of a file, and pages in it as somebody opens them who has signed in. */
import { type Browser, chromium, type Page } from "playwright-core";
import { BROWSER_FLAGS, findBrowser } from "./find-browser.mjs";

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_FLAGS] });

/** Less than a test may take: what is waited for in vain is named. */
const PATIENCE = 55_000;

export interface ABrowser {
  /** An empty page of somebody with this token, in China. */
  page(token: string, locale?: string): Promise<Page>;
}

/** To be called at the head of a file, before its own hooks: what a test has opened is closed when it ends. */
export function aBrowser(): ABrowser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(() => browser.close());
  return {
    async page(token, locale = "zh-CN") {
      const context = await browser.newContext({
        locale,
        timezoneId: "Asia/Shanghai",
        acceptDownloads: true,
        viewport: { width: 1280, height: 900 },
      });
      await context.addInitScript((kept) => localStorage.setItem("dakehu.token", kept), token);
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      return page;
    },
  };
}
