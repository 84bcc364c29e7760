/** Who is told of what a unit reports (R3): its own head, the main base's head for a shop, and headquarters. */
import { Problem } from "../../shared/problems.ts";
import type { Recipient } from "../../shared/sync/copies.ts";
import type { Addressee } from "../store/copies-store.ts";
import type { Store, Unit } from "../store/store.ts";

/** One mail goes to all of headquarters' addresses. */
export const SEPARATOR = ", ";

/**
 * The addressees of one thing told, each address once: who heads a shop and its main base is mailed once, and so is a
 * head who is among headquarters' addresses.
 */
export function addressees(
  unit: Unit,
  base: Unit | undefined,
  hqAddresses: readonly string[],
): readonly Addressee[] {
  const mailed = new Set<string>();
  const isNew = (address: string): boolean => {
    const key = address.toLowerCase();
    return !mailed.has(key) && mailed.add(key) !== undefined;
  };
  const heads: Addressee[] = [];
  for (const { role, of } of headsOf(unit, base)) {
    const { code, headEmail } = of;
    if (headEmail === null || isNew(headEmail)) heads.push({ role, unit: code, address: headEmail });
  }
  const left = hqAddresses.filter(isNew);
  if (hqAddresses.length > 0 && left.length === 0) return heads;
  return [...heads, { role: "hq", unit: null, address: left.length === 0 ? null : left.join(SEPARATOR) }];
}

/** The addressees of what that unit reports, as the store knows them now. */
export async function addresseesOf(store: Store, code: string): Promise<readonly Addressee[]> {
  const [{ unit, base }, { hqAddresses }] = await Promise.all([
    placeOf(store, code),
    store.copies.settings(),
  ]);
  return addressees(unit, base, hqAddresses);
}

export type AddresseesOf = (unit: string) => readonly Addressee[];

/** The addressees of every unit, for where the store cannot be asked again. */
export async function addressBook(store: Store): Promise<AddresseesOf> {
  const [all, { hqAddresses }] = await Promise.all([store.units.all(), store.copies.settings()]);
  const units = new Map(all.map((unit) => [unit.code, unit]));
  return (code) => {
    const unit = units.get(code);
    return unit ? addressees(unit, units.get(unit.base ?? ""), hqAddresses) : [];
  };
}

/** The heads alone: of answers to a unit, and of reminders. */
export const headsAmong = (all: readonly Addressee[]): readonly Addressee[] =>
  all.filter(({ role }) => role !== "hq");

/** Where that addressee can be reached now; null where nobody knows. */
export async function addressNow(store: Store, { role, unit }: Addressee): Promise<string | null> {
  if (role === "hq" || unit === null) {
    const { hqAddresses } = await store.copies.settings();
    return hqAddresses.length === 0 ? null : hqAddresses.join(SEPARATOR);
  }
  return (await store.units.byCode(unit))?.headEmail ?? null;
}

function headsOf(unit: Unit, base: Unit | undefined): { role: Recipient; of: Unit }[] {
  return [{ role: "head", of: unit }, ...(base ? [{ role: "base-head" as const, of: base }] : [])];
}

async function placeOf(store: Store, code: string): Promise<{ unit: Unit; base: Unit | undefined }> {
  const unit = await store.units.byCode(code);
  if (!unit) throw new Problem("unit_unknown", { unit: code });
  return { unit, base: unit.base === null ? undefined : await store.units.byCode(unit.base) };
}
