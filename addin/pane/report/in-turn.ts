/** Work of one pane that must not overtake itself: one after the other, in the order in which it was asked for. */
import type { Pane } from "../pane.ts";

const lanes = new WeakMap<Pane, Map<string, Promise<unknown>>>();

/** Begins `work` when all that was asked for in this lane before is over, however that ended. */
export function inTurn<T>(pane: Pane, lane: string, work: () => Promise<T>): Promise<T> {
  const of = lanes.get(pane) ?? new Map<string, Promise<unknown>>();
  lanes.set(pane, of);
  const before = of.get(lane) ?? Promise.resolve();
  const turn = before.then(work, work);
  of.set(lane, turn);
  return turn;
}
