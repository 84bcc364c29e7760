/** What a benchmark comes to: the document that `npm run bench -- --json` prints. */
import { z } from "zod";

const Text = z.object({ zh: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof Text>;

export const Figure = z.object({
  /** Stable, English; unique within its benchmark. */
  name: z.string().regex(/^[a-z0-9-]+$/),
  label: Text,
  value: z.number(),
  unit: z.enum(["rows/s", "ms", "s", "MiB", "rows", "files"]),
});
export type Figure = z.infer<typeof Figure>;

/** Two figures of one run held against each other: the machine's own speed drops out. */
export const Comparison = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  label: Text,
  /** What it is held against. */
  peer: Text,
  ratio: z.number(),
  /** `least`: the ratio should be at least the target; `most`: at most. */
  bound: z.enum(["least", "most"]),
  target: z.number(),
  reached: z.boolean(),
});
export type Comparison = z.infer<typeof Comparison>;

/** What the process of a benchmark hands back. */
export const Measured = z.object({
  title: Text,
  figures: z.array(Figure).min(1),
  comparisons: z.array(Comparison).min(1),
});
export type Measured = z.infer<typeof Measured>;

const BENCHMARKS = [
  "submissions",
  "season",
  "engines",
  "scale",
  "growth",
  "feed",
  "files",
  "writing",
  "summary",
  "workbooks",
  "consolidate",
  "near",
  "hostile",
] as const;

export const BenchDocument = z.object({
  product: z.literal("dakehu"),
  version: z.string(),
  /** When the run began, ISO 8601. */
  at: z.iso.datetime(),
  /** Small sizes, to try the benchmarks out: the figures mean nothing. */
  quick: z.boolean(),
  machine: z.object({
    cpu: z.string(),
    cores: z.int(),
    memoryGiB: z.number(),
    system: z.string(),
    node: z.string(),
    /** How busy the machine was as the run began: processes that wanted a core, over one minute. */
    load: z.number(),
  }),
  benchmarks: z.array(
    Measured.extend({
      name: z.enum(BENCHMARKS),
      seconds: z.number(),
      /** Of the benchmark's own process; those it starts have figures of their own. */
      peakMemoryMiB: z.number(),
    }),
  ),
});
export type BenchDocument = z.infer<typeof BenchDocument>;

export const figure = (name: string, label: Text, value: number, unit: Figure["unit"]): Figure => ({
  name,
  label,
  value: rounded(value),
  unit,
});

export function comparison(
  parts: Pick<Comparison, "name" | "label" | "peer" | "bound" | "target"> & { readonly ratio: number },
): Comparison {
  const { bound, target, ratio } = parts;
  return { ...parts, ratio: rounded(ratio), reached: bound === "least" ? ratio >= target : ratio <= target };
}

/** Four significant digits: more would pretend to a precision that no run has. */
const rounded = (value: number): number => Number(value.toPrecision(4));
