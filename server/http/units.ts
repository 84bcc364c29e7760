/** Reporting units. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { unitsWithin } from "../auth/sight.ts";
import type { Unit, Units } from "../store/store.ts";
import { created } from "./reply.ts";
import { route } from "./route.ts";

const UnitAnswer = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(["plant", "shop"]),
  base: z.string().nullable(),
  headEmail: z.string().nullable(),
  active: z.boolean(),
});

export const NewUnit = z.object({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/),
  name: z.string().trim().min(1).max(100),
  kind: z.enum(["plant", "shop"]),
  /** Of a shop: the code of its main-base plant. */
  base: z.string().nullable().default(null),
  headEmail: z.email().nullable().default(null),
});

export const units = [
  route({
    method: "get",
    path: "/units",
    access: "readUnits",
    summary: { zh: "可见的单位", en: "The units within reach" },
    answer: z.array(UnitAnswer),
    handle: ({ person }, { store }) => unitsWithin(person, store.units),
  }),
  route({
    method: "post",
    path: "/units",
    access: "manageUnits",
    summary: { zh: "建立单位", en: "Add a unit" },
    body: NewUnit,
    answer: UnitAnswer,
    status: 201,
    problems: ["already_exists", "unit_unknown"],
    handle: async ({ body }, { store }) => created(await addUnit(store.units, body)),
  }),
];

/** @throws Problem where the code is taken, or the main base is no plant */
export async function addUnit(units: Units, unit: z.infer<typeof NewUnit>): Promise<Unit> {
  const added: Unit = { ...unit, active: true };
  if (added.base !== null) {
    const base = await units.byCode(added.base);
    if (base?.kind !== "plant") throw new Problem("unit_unknown", { unit: added.base });
    if (added.kind !== "shop") throw new Problem("malformed", { detail: "base" });
  }
  if (!(await units.add(added))) throw new Problem("already_exists", { what: added.code });
  return added;
}
