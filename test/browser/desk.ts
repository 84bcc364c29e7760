/** A person before Excel: the shipped pane in Chromium, on the Excel host, with hands for pane and sheet. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { cellAddress } from "../../shared/plan/address.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import type { HostOptions } from "../host/host.ts";
import type { User } from "../host/user.ts";
import type { HostWorkbook } from "../host/workbook/state.ts";

export interface DeskOptions extends HostOptions {
  readonly workbook?: HostWorkbook;
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
}

const LISTED: ReadonlySet<string> = new Set(["account", "branch", "carrier"]);
const columnsOf = (sheet: string) => SHEETS.find(({ zh }) => zh === sheet)?.columns ?? [];

/** How long a task in the pane may take on a slow machine. */
const PATIENCE = 120_000;

export class Desk {
  page: Page;
  readonly context: BrowserContext;
  readonly #url: string;
  readonly #options: HostOptions;

  private constructor(page: Page, context: BrowserContext, url: string, options: HostOptions) {
    this.page = page;
    this.context = context;
    this.#url = url;
    this.#options = options;
  }

  /** Opens the pane of the service at `url`, with the host's script where the add-in loads Office.js from. */
  static async open(browser: Browser, url: string, host: string, options: DeskOptions = {}): Promise<Desk> {
    const { width = 360, colorScheme = "light", ...hostOptions } = options;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale: options.language ?? "zh-CN",
      timezoneId: "Asia/Shanghai",
      colorScheme,
    });
    await context.route("**/office/office.js", (route) =>
      route.fulfill({ contentType: "text/javascript; charset=utf-8", body: host }),
    );
    // Nothing may leave the service's own address.
    await context.route(
      (address) => address.origin !== new URL(url).origin && address.protocol.startsWith("http"),
      (route) => route.abort(),
    );
    return new Desk(await openPage(context, url, hostOptions), context, url, hostOptions);
  }

  /** Closes the pane and opens it again over the workbook as it stands. */
  async reopen(): Promise<void> {
    const workbook = await this.workbook();
    await this.page.close();
    this.page = await openPage(this.context, this.#url, { ...this.#options, workbook });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Clicks a button by its accessible name. */
  async press(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Answers the question that the pane asks. */
  async answer(name: string): Promise<void> {
    await this.page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** No task is running any more. */
  async rests(): Promise<void> {
    await this.page.locator("main[aria-busy=false]").waitFor();
  }

  async signIn(code: string): Promise<void> {
    await this.page.getByRole("textbox", { name: /邀请码|Invitation/ }).fill(code);
    await this.press("登录");
    await this.rests();
  }

  /** Does something at the sheet as a person would; the host tells what came of it. */
  async sheet<K extends Deed>(deed: K, ...given: Parameters<User[K]>): Promise<ReturnType<User[K]>> {
    return this.page.evaluate(
      ([name, values]) => {
        const hands = window.excelHost as unknown as Record<string, (...given: unknown[]) => unknown>;
        return hands[name]?.(...values) as never;
      },
      [deed as string, given as unknown[]] as const,
    );
  }

  /** Fills a row of a sheet from column A on; null leaves a cell. Answers what Excel did with each. */
  async fill(sheet: string, row: number, values: readonly (string | number | null)[]): Promise<string[]> {
    const done: string[] = [];
    for (const [index, value] of values.entries()) {
      if (value === null) continue;
      // The host does not compute the list sheet: that a chosen name is on the account's list is said here, and
      // proved by LibreOffice (`offers`).
      const given = LISTED.has(columnsOf(sheet)[index]?.type ?? "") ? { fits: true } : {};
      const address = cellAddress(row - 1, index);
      done.push(await this.sheet("type", sheet, address, value, { onWarning: "accept", ...given }));
    }
    return done;
  }

  workbook(): Promise<HostWorkbook> {
    return this.sheet("state");
  }
}

async function openPage(context: BrowserContext, url: string, options: object): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript((given) => Object.assign(window, { excelHostOptions: given }), options);
  await page.goto(`${url}/taskpane.html`);
  return page;
}

/** What a person can do at the sheet: the host's methods. */
type Deed = { [K in keyof User]: User[K] extends (...given: never[]) => unknown ? K : never }[keyof User];
