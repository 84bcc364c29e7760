/** Reporting units, as they go over the wire and as they are entered. */
import { z } from "zod";

const KIND = z.enum(["plant", "shop"]);

/** A unit as its administrators see it. */
export const ManagedUnit = z.object({
  code: z.string(),
  name: z.string(),
  kind: KIND,
  /** Code of a shop's main-base plant. */
  base: z.string().nullable(),
  headEmail: z.string().nullable(),
  active: z.boolean(),
});
export type ManagedUnit = Readonly<z.infer<typeof ManagedUnit>>;

export const NewUnit = z.object({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/),
  name: z.string().trim().min(1).max(100),
  kind: KIND,
  /** Of a shop: the code of its main-base plant. */
  base: z.string().nullable().default(null),
  headEmail: z.email().nullable().default(null),
});
export type NewUnit = z.infer<typeof NewUnit>;

export const UnitChange = z.object({
  name: NewUnit.shape.name.optional(),
  base: z.string().nullable().optional(),
  headEmail: z.email().nullable().optional(),
  /** A unit out of use is expected to report no more; what it reported stays. */
  active: z.boolean().optional(),
});
export type UnitChange = z.infer<typeof UnitChange>;
