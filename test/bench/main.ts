/** One benchmark, or one step of it, in this process: `node main.js NAME JSON`, started by `fork`. */
import { peakMemoryMiB } from "./measure.ts";

/** Each loads what it needs and nothing of the others: memory is measured by process. */
const STEPS: Readonly<Record<string, (input: unknown) => Promise<unknown>>> = {
  submissions: async (input) => (await import("./submissions.ts")).submissions(input),
  growth: async (input) => (await import("./growth.ts")).growth(input),
  files: async (input) => (await import("./files.ts")).files(input),
  writing: async (input) => (await import("./writing.ts")).writing(input),
  summary: async (input) => (await import("./summary.ts")).summary(input),
  workbooks: async (input) => (await import("./workbooks.ts")).workbooks(input),
  consolidate: async (input) => (await import("./consolidate.ts")).consolidate(input),
  season: async (input) => (await import("./season.ts")).season(input),
  feed: async (input) => (await import("./feed.ts")).feed(input),
  "consolidate-exceljs": async (input) =>
    (await import("./consolidate-exceljs.ts")).consolidateExceljs(input),
  scale: async (input) => (await import("./scale.ts")).scale(input),
  engines: async (input) => (await import("./engines.ts")).engines(input),
  hostile: async (input) => (await import("./hostile.ts")).hostile(input),
  near: async (input) => (await import("./near.ts")).near(input),
  serve: async (input) => (await import("./serving.ts")).serving(input),
  "exceljs-master": async (input) => (await import("./exceljs-files.ts")).exceljsMaster(input),
  "exceljs-summary": async (input) => (await import("./exceljs-files.ts")).exceljsSummary(input),
  "read-checked": async (input) => (await import("./read-checked.ts")).readChecked(input),
  "read-exceljs": async (input) => (await import("./read-exceljs.ts")).readWithExceljs(input),
};

const [, , name = "", input = "null"] = process.argv;
const step = STEPS[name];
if (!step) throw new RangeError(`no step ${name}`);
const value = await step(JSON.parse(input));
await new Promise((resolve) => process.send?.({ value, peakMemoryMiB: peakMemoryMiB() }, resolve));
process.disconnect();
