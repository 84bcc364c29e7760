/** Whose rows a person sees. */
import { Problem } from "../../shared/problems.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import type { Sight, Unit, Units } from "../store/store.ts";
import { reaches, reachesAll } from "./roles.ts";

/**
 * Everything within the person's reach, or one unit of it.
 *
 * @throws Problem where the unit asked for is unknown or out of reach
 */
export async function sightOf(person: Author, units: Units, asked?: string): Promise<Sight> {
  if (asked !== undefined) return [(await unitWithin(person, units, asked)).code];
  if (reachesAll(person)) return "all";
  return (await unitsWithin(person, units)).map(({ code }) => code);
}

/** Units the person reads and writes for, the own one first. */
export async function unitsWithin(person: Author, units: Units): Promise<Unit[]> {
  const all = await units.all();
  const own = (unit: Unit): number => (unit.code === person.unit ? 0 : 1);
  return all.filter((unit) => unit.active && reaches(person, unit)).sort((a, b) => own(a) - own(b));
}

/** @throws Problem `unit_unknown`, `unit_forbidden` */
export async function unitWithin(person: Author, units: Units, code: string): Promise<Unit> {
  const unit = await units.byCode(code);
  if (!unit) throw new Problem("unit_unknown", { unit: code });
  if (!reaches(person, unit)) throw new Problem("unit_forbidden", { unit: code });
  return unit;
}
