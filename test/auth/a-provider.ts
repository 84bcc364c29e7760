/** The company's provider for tests, and a browser that goes to it and comes back. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

export interface AProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

export const CLIENT = { clientId: "dakehu", clientSecret: "a secret + of / the company" } as const;

type Claims = Readonly<Record<string, string | boolean>>;

/** @param accounts claims by the provider's own name for a person */
export async function aProvider(
  redirect: string,
  accounts: Readonly<Record<string, Claims>>,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<AProvider> {
  const given = JSON.stringify({ redirect, accounts, changes });
  const child: ChildProcess = spawn(process.execPath, [join(__dirname, "provider.mjs"), given], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  const issuer = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the provider ended with ${code}: ${said}`)));
    child.stderr?.on("data", (piece: Buffer) => (said += piece.toString()));
    child.stdout?.on("data", (piece: Buffer) => {
      const found = /^http:\S+/m.exec(piece.toString())?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    issuer,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit").once("exit", () => resolve());
        child.kill();
      }),
  };
}

export interface ABrowser {
  /** Follows links until a page is shown, or one of the addresses given is to be opened. */
  open(url: string, until?: (url: URL) => boolean): Promise<Shown>;
  send(url: string, form: Record<string, string>, until?: (url: URL) => boolean): Promise<Shown>;
  /** Cookies by name, with what was said of them. */
  readonly cookies: ReadonlyMap<string, string>;
}

export interface Shown {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

/** Keeps cookies apart by origin, as a browser does by host; follows redirects, a fragment and all. */
export function aBrowser(): ABrowser {
  const jar = new Map<string, Map<string, string>>();
  const cookies = new Map<string, string>();
  const take = (origin: string, response: Response): void => {
    const own = jar.get(origin) ?? new Map<string, string>();
    jar.set(origin, own);
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      cookies.set(name, attributes.map((one) => one.trim()).join("; "));
      if (attributes.some((one) => /max-age=0/i.test(one)) || value === "") own.delete(name);
      else own.set(name, value);
    }
  };
  const go = async (to: string, init: RequestInit, until?: (url: URL) => boolean): Promise<Shown> => {
    let url = new URL(to);
    let request = init;
    for (let hops = 0; hops < 20; hops += 1) {
      const own = [...(jar.get(url.origin) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(url, {
        ...request,
        headers: { ...request.headers, ...(own === "" ? {} : { Cookie: own }) },
        redirect: "manual",
      });
      take(url.origin, response);
      const location = response.headers.get("location");
      if (location === null) return { url, status: response.status, html: await response.text() };
      url = new URL(location, url);
      if (until?.(url)) return { url, status: response.status, html: "" };
      request = {};
    }
    throw new Error(`too many redirects: ${url.href}`);
  };
  return {
    cookies,
    open: (url, until) => go(url, {}, until),
    send: (url, form, until) => go(url, { method: "POST", body: new URLSearchParams(form) }, until),
  };
}

/** At the provider's own pages: signs in as somebody, agrees, and comes back to the service. */
export async function signInAtProvider(
  browser: ABrowser,
  start: string,
  subject: string,
  until: (url: URL) => boolean,
): Promise<Shown> {
  let shown = await browser.open(start, until);
  for (let pages = 0; pages < 4 && !until(shown.url); pages += 1) {
    const action = /action="([^"]+)"/.exec(shown.html)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(shown.html)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`${shown.status} ${shown.html}`);
    const form: Record<string, string> =
      prompt === "login" ? { prompt, login: subject, password: "any" } : { prompt };
    shown = await browser.send(new URL(action, shown.url).href, form, until);
  }
  return shown;
}
