/** What goes over the wire about the headings of CSV files. */
import { z } from "zod";
import { SHEET_KEYS } from "../report/sheets.ts";
import { Author } from "./protocol.ts";

const CsvHeading = z.object({
  /** As a file writes it. */
  heading: z.string().min(1).max(200),
  /** A column's key; null: what stands under the heading is left out. */
  column: z.string().max(40).nullable(),
});

export const NewCsvHeadings = z.object({ headings: z.array(CsvHeading).max(200) });
export type NewCsvHeadings = z.infer<typeof NewCsvHeadings>;

export const CsvHeadings = z.object({
  unit: z.string(),
  sheet: z.enum(SHEET_KEYS),
  headings: z.array(CsvHeading.extend({ by: Author, at: z.string() })),
});
export type CsvHeadings = z.infer<typeof CsvHeadings>;
