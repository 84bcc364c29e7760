/** Where a person is on the desk stands in the address: a reload stays there, a link leads there, Back goes back. */
import type { Pane } from "../pane/pane.ts";

export const addressOf = (route: string): string => `#/${route}`;

/** `#/filings/0199…` → `filings/0199…` */
export const routeIn = (hash: string): string => hash.replace(/^#\/?/, "");

export function followAddress(pane: Pane): void {
  const read = (): void => {
    const route = routeIn(location.hash);
    if (route !== pane.state.route) pane.set({ route });
  };
  read();
  addEventListener("hashchange", read);
  pane.subscribe(() => {
    const { route } = pane.state;
    if (route !== routeIn(location.hash)) location.hash = addressOf(route);
  });
}
