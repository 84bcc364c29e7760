/** How a number on the screen is followed to its rows: the screen shows them. */
import { createContext, useContext } from "react";
import type { Traced } from "./traces.ts";

export const FollowContext = createContext<(traced: Traced) => void>(() => undefined);

export const useFollow = (): ((traced: Traced) => void) => useContext(FollowContext);
