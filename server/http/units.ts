/** Reporting units. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { ManagedUnit, NewUnit, UnitChange } from "../../shared/sync/units.ts";
import { reachesAll } from "../auth/roles.ts";
import { unitsWithin } from "../auth/sight.ts";
import type { Unit, Units } from "../store/store.ts";
import { created } from "./reply.ts";
import { route } from "./route.ts";

export const units = [
  route({
    method: "get",
    path: "/units",
    access: "readUnits",
    summary: {
      zh: "可见的单位",
      en: "The units within reach; for headquarters those out of use too where asked",
    },
    query: z.object({ inactive: z.stringbool().default(false) }),
    answer: z.array(ManagedUnit),
    handle: async ({ person, query }, { store }) =>
      query.inactive && reachesAll(person)
        ? [...(await store.units.all())]
        : unitsWithin(person, store.units),
  }),
  route({
    method: "post",
    path: "/units",
    access: "manageUnits",
    summary: { zh: "建立单位", en: "Add a unit" },
    body: NewUnit,
    answer: ManagedUnit,
    status: 201,
    problems: ["already_exists", "unit_unknown"],
    handle: async ({ body }, { store }) => created(await addUnit(store.units, body)),
  }),
  route({
    method: "put",
    path: "/units/{code}",
    access: "manageUnits",
    summary: {
      zh: "修改单位的名称、主基地、负责人邮箱，停用或启用",
      en: "Change a unit's name, main base or head's address; put it out of use or back. What is left out stays",
    },
    body: UnitChange,
    answer: ManagedUnit,
    problems: ["not_found", "unit_unknown"],
    handle: ({ body, params }, { store }) => changeUnit(store.units, params.code ?? "", body),
  }),
];

/** @throws Problem where the code is taken, or the main base is no plant */
export async function addUnit(units: Units, unit: NewUnit): Promise<Unit> {
  const added: Unit = { ...unit, active: true };
  await checkBase(units, added);
  if (!(await units.add(added))) throw new Problem("already_exists", { what: added.code });
  return added;
}

/** @throws Problem where there is no such unit, or the main base is no plant */
export async function changeUnit(units: Units, code: string, change: UnitChange): Promise<Unit> {
  const unit = await units.byCode(code);
  if (!unit) throw new Problem("not_found");
  const changed: Unit = {
    ...unit,
    name: change.name ?? unit.name,
    base: change.base === undefined ? unit.base : change.base,
    headEmail: change.headEmail === undefined ? unit.headEmail : change.headEmail,
    active: change.active ?? unit.active,
  };
  await checkBase(units, changed);
  await units.change(changed);
  return changed;
}

async function checkBase(units: Units, { base: code, kind }: Unit): Promise<void> {
  if (code === null) return;
  const base = await units.byCode(code);
  if (base?.kind !== "plant") throw new Problem("unit_unknown", { unit: code });
  if (kind !== "shop") throw new Problem("malformed", { detail: "base" });
}
