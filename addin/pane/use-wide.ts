/** Is there room for two things side by side? */
import { useSyncExternalStore } from "react";

const WIDE = "(min-width: 960px)";

export const useWide = (): boolean => useSyncExternalStore(subscribe, isWide, isWide);

const isWide = (): boolean => typeof matchMedia === "function" && matchMedia(WIDE).matches;

function subscribe(changed: () => void): () => void {
  if (typeof matchMedia !== "function") return () => undefined;
  const query = matchMedia(WIDE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
