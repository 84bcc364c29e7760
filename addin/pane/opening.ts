/** The pane's state before anything has happened. */
import type { PaneState } from "./state.ts";

export const openingState = (
  given: Pick<PaneState, "language" | "invitation" | "inExcel" | "oldExcel" | "online" | "lasting">,
): PaneState => ({
  ...given,
  phase: "opening",
  session: null,
  signInNote: null,
  periods: [],
  period: "",
  unit: null,
  route: "",
  workbook: null,
  busy: null,
  question: null,
  trouble: null,
  notice: null,
  offer: null,
  check: null,
  receipt: null,
  conflicts: [],
  pending: [],
  unreviewed: null,
  refresh: null,
  summary: null,
  summaryAsOf: null,
  localAt: null,
  words: {},
  summing: false,
  units: [],
});
