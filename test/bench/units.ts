/** Who reports in the benchmarks, and with which tokens. */
import { hashOf } from "../../server/auth/secret.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Unit } from "../../server/store/store.ts";
import type { Author } from "../../shared/sync/protocol.ts";

/** The month being reported in every benchmark, and the moment at which they all take place. */
export const PERIOD = "2026-10";
export const NOW = Date.parse("2026-10-30T02:00:00.000Z");

/** `U0001` … : every fifth is a plant, the others are shops of the plant before them. */
export function unitsOf(count: number): Unit[] {
  let base = "";
  return Array.from({ length: count }, (_, index): Unit => {
    const code = `U${String(index + 1).padStart(4, "0")}`;
    const plant = index % 5 === 0;
    if (plant) base = code;
    const name = `${plant ? "基准工厂" : "基准4S店"}${index + 1}`;
    const kind = plant ? "plant" : "shop";
    return { code, name, kind, base: plant ? null : base, headEmail: null, active: true };
  });
}

export const HEADQUARTERS = "hq";

/** The token of a unit's lead, or of headquarters. */
export const tokenOf = (unit: string): string => `bench-${unit}`;

/** A new store with these units, a lead for each, and somebody at headquarters. */
export async function newStore(
  data: string,
  units: readonly Unit[],
  databaseUrl: string | null = null,
): Promise<void> {
  const at = new Date(NOW - 86_400_000).toISOString();
  const store = await openStore({ dataDir: data, databaseUrl }, at);
  const join = (token: string, person: Author): Promise<number> =>
    store.people.addToken({ hash: hashOf(token), person, at, expiresAt: null });
  for (const unit of units) await store.units.add(unit);
  await join(tokenOf(HEADQUARTERS), { name: "总部", unit: null, role: "hq" });
  await Promise.all(
    units.map(({ code }) => join(tokenOf(code), { name: `${code} 销售`, unit: code, role: "lead" })),
  );
  await store.close();
}
