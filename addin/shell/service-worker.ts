/**
 * The service worker: both pages open without the network. It keeps what the build made and what Office.js loaded,
 * the same for everybody, and nothing else; an answer of the API or a page's query (an invitation) never passes here.
 */
import type { Shell, ShellMessage } from "./shell.ts";

/** What TypeScript's DOM library lacks of a worker's surroundings. */
interface Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Surroundings {
  /** Put before this file by the build. */
  readonly shell: Shell;
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", hear: (event: Event) => void): void;
  addEventListener(type: "message", hear: (event: Event & { readonly data: ShellMessage }) => void): void;
  addEventListener(
    type: "fetch",
    hear: (
      event: Event & { readonly request: Request; respondWith(answer: Promise<Response>): void },
    ) => void,
  ): void;
}
declare const self: Surroundings;

const SHELLS = "dakehu-shell-";
const OFFICE = "dakehu-office";
const PATIENCE_MS = 3000;
const PAGES = new Map([
  ["/", "/desk.html"],
  ["/desk.html", "/desk.html"],
  ["/taskpane.html", "/taskpane.html"],
]);
const { version, files } = self.shell;
const ours = new Set(files);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(keepOffice(event.data.office)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const page = request.mode === "navigate" ? PAGES.get(pathname) : undefined;
  if (page !== undefined) event.respondWith(networkFirst(request, page));
  else if (isHashed(pathname)) event.respondWith(cacheFirst(request, pathname));
  else if (ours.has(pathname) || pathname.startsWith("/office/")) {
    event.respondWith(networkFirst(request, pathname));
  }
});

/** All or nothing: a page and what it loads are always of one build. */
async function install(): Promise<void> {
  const cache = await caches.open(SHELLS + version);
  await cache.addAll(files.map((path) => new Request(path, { cache: "no-cache" })));
  await self.skipWaiting();
}

/** The build before stays: a page of it that is still open may yet load a part. Older ones go. */
async function activate(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith(SHELLS) && name !== SHELLS + version);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Which of Office.js's files are loaded depends on Excel and its language: the page knows. */
async function keepOffice(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(OFFICE);
  const all = paths.filter((path) => path.startsWith("/office/")).map((path) => cache.add(path));
  // One that is not there harms no other.
  await Promise.allSettled(all);
}

const isHashed = (path: string): boolean => /\.[0-9a-f]{8,}\.\w+$/.test(path);

async function kept(path: string): Promise<Response | undefined> {
  const here = await (await caches.open(SHELLS + version)).match(path);
  return here ?? caches.match(path);
}

const cacheFirst = async (request: Request, path: string): Promise<Response> =>
  (await kept(path)) ?? fetch(request);

/** What is kept stands in where the service cannot be reached, is silent too long or is being started. */
async function networkFirst(request: Request, path: string): Promise<Response> {
  const asked = fetch(request);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const answer = await Promise.race([asked, late]).catch(() => null);
  if (answer && answer.type !== "opaqueredirect" && answer.status < 500) return answer;
  return (await kept(path)) ?? asked;
}
