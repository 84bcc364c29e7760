/** How a number on the screen is followed to its rows: the screen shows them. */
import { createContext, useContext } from "react";
import type { Trace } from "../../../shared/summary/trace.ts";

/** A number, and the rows it counts. */
export interface Traced {
  /** What it is, with its value, for people. */
  readonly label: string;
  readonly traces: readonly Trace[];
}

export const FollowContext = createContext<(traced: Traced) => void>(() => undefined);

export const useFollow = (): ((traced: Traced) => void) => useContext(FollowContext);
