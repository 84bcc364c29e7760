/** Has the browser keep both pages for when there is no network. */
import type { ShellMessage } from "./shell.ts";

/**
 * Where the web view has no service workers (an address without TLS, old ones) or refuses them all stays as it was:
 * the page then opens with the network only.
 */
export async function keepShell(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    // The browser's own cache is not asked: a new build is seen the next time a page opens.
    await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ office: officeFiles() } satisfies ShellMessage);
  } catch {
    // Nothing is lost but opening offline.
  }
}

/** What Office.js loaded, itself among it. */
const officeFiles = (): string[] => [
  ...new Set(
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/office/"))
      .map(({ pathname }) => pathname),
  ),
];
