/** The month's key figures. */
import { z } from "zod";

export const Figure = z.object({
  value: z.number().nullable(),
  /** Last month's. */
  previous: z.number().nullable(),
  /** Of the same month last year. */
  lastYear: z.number().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** In the order in which they are shown. */
export const FIGURES = [
  "ourUnits",
  "rivalUnits",
  "share",
  "ourAmount",
  "importantEvents",
  "averageRating",
  "accountsWithNews",
  "reportingRate",
] as const;
export type FigureName = (typeof FIGURES)[number];

/** Vehicles, 万元, and shares and rates from 0 to 1. */
export const Figures = z.record(z.enum(FIGURES), Figure);
export type Figures = z.infer<typeof Figures>;
