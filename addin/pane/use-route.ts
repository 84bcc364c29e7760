/** Where on the desk, or in HQ's pane, a person is: the first word is the screen, the rest what it shows. */
import { usePane } from "./use-pane.ts";

export interface Route {
  /** "" for the first screen. */
  readonly screen: string;
  /** `["0199…"]` of `filings/0199…` */
  readonly rest: readonly string[];
  go(screen: string, ...rest: readonly string[]): void;
}

/** `routeOf("filings", "0199…")` → `filings/0199…` */
export const routeOf = (...words: readonly string[]): string => words.map(encodeURIComponent).join("/");

export function useRoute(): Route {
  const { pane, state } = usePane();
  const [screen = "", ...rest] = wordsOf(state.route);
  return { screen, rest, go: (...words) => pane.set({ route: routeOf(...words) }) };
}

const wordsOf = (route: string): string[] => route.split("/").map(plain);

/** A link that somebody cut off in the middle leads to the screen, not to a failure. */
function plain(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return "";
  }
}
