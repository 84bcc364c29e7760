/** What goes between the page and the worker that reads a CSV file. */
import type { CsvProgress, CsvSource } from "./source.ts";

/** What is answered once; `check` also tells how far it is. */
export type Asked = "look" | "check" | "rows" | "faults" | "faultList";

export type Ask = {
  [A in Asked]: { readonly ask: A; readonly id: number; readonly given: GivenFor<A> };
}[Asked];

/** Functions do not go between page and worker. */
export type GivenFor<A extends Asked> = A extends "check"
  ? readonly [Parameters<CsvSource["check"]>[0]]
  : Parameters<CsvSource[A]>;

export type ToWorker = { readonly open: Blob } | { readonly stop: true } | Ask;

export type FromWorker =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly progress: CsvProgress }
  | {
      readonly id: number;
      readonly trouble: { readonly reason: "unclosed" | "too-many"; readonly line: number };
    }
  | { readonly id: number; readonly failed: string };
