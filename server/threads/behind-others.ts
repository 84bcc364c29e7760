/** A thread of less weight than the one that answers. */
import { setPriority } from "node:os";

const BEHIND_OTHERS = 10;

/** Linux alone takes a priority for the thread that asks; elsewhere it would be the whole service's. */
export function runBehindOthers(): void {
  if (process.platform === "linux") setPriority(BEHIND_OTHERS);
}
