/** Who takes part in the month: a service, headquarters, two plants and a shop, each before an Excel of their own. */
import type { Browser } from "playwright-core";
import { addMonths, dayInChina, monthOf } from "../../shared/report/dates.ts";
import type { FeedPage, Revision, Role, Session } from "../../shared/sync/protocol.ts";
import { buildHost } from "../host/bundle.ts";
import { Desk, type DeskOptions } from "./desk.ts";
import { launchBrowser } from "./a-browser.ts";
import { RunningService } from "./service.ts";

/** The month before this one: all its days lie in the past, whenever the test runs. */
export const PERIOD = addMonths(monthOf(dayInChina(Date.now())), -1);
export const dayOf = (day: number): string => `${PERIOD}-${String(day).padStart(2, "0")}`;

interface SignedIn {
  readonly token: string;
  readonly session: Session;
}

export class Cast {
  readonly service: RunningService;
  readonly #browser: Browser;
  readonly #host: string;
  readonly #admin: string;

  private constructor(service: RunningService, browser: Browser, host: string, admin: string) {
    this.service = service;
    this.#browser = browser;
    this.#host = host;
    this.#admin = admin;
  }

  static async assemble(): Promise<Cast> {
    const [service, host] = [await RunningService.start(), await buildHost()];
    const browser = await launchBrowser();
    const { token } = await service.call<SignedIn>("", "POST", "/sign-in", { code: service.firstInvitation });
    const cast = new Cast(service, browser, host, token);
    for (const unit of [
      { code: "P01", name: "深圳工厂", kind: "plant" },
      { code: "P02", name: "洛阳工厂", kind: "plant" },
      { code: "S01", name: "广州4S店", kind: "shop", base: "P01" },
    ]) {
      await service.call(token, "POST", "/units", unit);
    }
    const deadline = new Date(Date.now() + 86_400_000).toISOString();
    await service.call(token, "PUT", `/periods/${PERIOD}`, { deadline });
    return cast;
  }

  async disperse(): Promise<void> {
    await this.#browser.close();
    await this.service.remove();
  }

  /** Somebody with an invitation in hand sits down and signs in. */
  async sitsDown(name: string, role: Role, unit: string | null, options: DeskOptions = {}): Promise<Desk> {
    const desk = await this.opens(options);
    await desk.signIn(await this.invites(name, role, unit));
    return desk;
  }

  opens(options: DeskOptions = {}): Promise<Desk> {
    return Desk.open(this.#browser, this.service.url, this.#host, options);
  }

  async invites(name: string, role: Role, unit: string | null): Promise<string> {
    const { code } = await this.service.call<{ code: string }>(this.#admin, "POST", "/invitations", {
      name,
      role,
      unit,
    });
    return code;
  }

  /** Every row at the service in its latest revision, read through the change feed. */
  async rowsAtService(): Promise<Revision[]> {
    const latest = new Map<string, Revision>();
    let since = 0;
    for (;;) {
      const page = await this.service.call<FeedPage>(this.#admin, "GET", `/rows?since=${since}`);
      for (const row of page.rows) latest.set(row.rowId, row);
      since = page.cursor;
      if (!page.more) return [...latest.values()];
    }
  }

  get<T>(path: string): Promise<T> {
    return this.service.call<T>(this.#admin, "GET", path);
  }

  file(path: string): Promise<Uint8Array> {
    return this.service.file(this.#admin, path);
  }
}
