/** How much history the benchmarks look at. */

/** 125 units with 80 rows each: 10,000 rows a month, 100,000 in ten months, a million in a little over eight years. */
export const HISTORY = {
  month: { units: 125, perReport: 80 },
  sizes: [10_000, 100_000, 1_000_000],
  /** What the smallest store begins with at least. */
  least: 2_000,
} as const;

export const QUICK_HISTORY = {
  month: { units: 10, perReport: 50 },
  sizes: [1_000, 2_000, 5_000],
  least: 500,
} as const;

/** 250 units with 80 rows each: 20,000 rows a month, of which the report is made. */
export const REPORT_HISTORY = {
  month: { units: 250, perReport: 80 },
  sizes: [100_000, 1_000_000],
} as const;

export const QUICK_REPORT_HISTORY = {
  month: QUICK_HISTORY.month,
  sizes: [2_000, 5_000],
} as const;
