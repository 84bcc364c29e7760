/** The built desk in a real browser, at the built service: a person signed in, at a window of some width. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Role } from "../../shared/sync/protocol.ts";
import { launchBrowser } from "../browser/a-browser.ts";
import { RunningService } from "../browser/service.ts";

export class BrowserDesk {
  readonly service: RunningService;
  readonly #browser: Browser;
  readonly #admin: string;

  private constructor(service: RunningService, browser: Browser, admin: string) {
    this.service = service;
    this.#browser = browser;
    this.#admin = admin;
  }

  /** With the plants P01 深圳工厂 and P02 洛阳工厂. */
  static async build(): Promise<BrowserDesk> {
    const service = await RunningService.start();
    const browser = await launchBrowser();
    const desk = new BrowserDesk(service, browser, await tokenBy(service, service.firstInvitation));
    for (const [code, name] of [
      ["P01", "深圳工厂"],
      ["P02", "洛阳工厂"],
    ]) {
      await service.call(desk.#admin, "POST", "/units", { code, name, kind: "plant" });
    }
    return desk;
  }

  async token(name: string, role: Role, unit: string | null): Promise<string> {
    const { code } = await this.service.call<{ code: string }>(this.#admin, "POST", "/invitations", {
      unit,
      role,
      name,
    });
    return tokenBy(this.service, code);
  }

  async open(token: string, route: string, width = 1280): Promise<Page> {
    const context: BrowserContext = await this.#browser.newContext({
      viewport: { width, height: 900 },
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    context.setDefaultTimeout(60_000);
    await context.addInitScript((kept) => localStorage.setItem("dakehu.token", kept), token);
    const page = await context.newPage();
    await page.goto(`${this.service.url}/#/${route}`);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.service.remove();
  }
}

async function tokenBy(service: RunningService, code: string): Promise<string> {
  const { token } = await service.call<{ token: string }>("", "POST", "/sign-in", { code });
  return token;
}
