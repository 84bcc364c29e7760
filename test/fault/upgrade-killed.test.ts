/** `kill -9` while a store of an earlier release is brought up to date: while it is kept as it was, and from step to step. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { newestStep } from "../../server/store/sqlite/migrations.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import type { Chance } from "../bench/chance.ts";
import { KEYS } from "../store/earlier-file.ts";
import { AProcess, pause } from "./a-process.ts";
import { type AnEarlierStore, anEarlierStore } from "./an-earlier-store.ts";
import { seeded } from "./seeded.ts";

const KILLS = Number(process.env.KILLS ?? 16);
const FIRST_RELEASE = 3;
/** Longer than it takes to start. */
const START_MS = 1000;
/** Longer than the steps take. */
const STEPS_MS = 200;
const KEPT = /^dakehu\.sqlite\.before-upgrade-from-\d+(-\d+)?\.sqlite$/;
const UNFINISHED = /\.unfinished-/;

type Found = Record<"half a copy" | "a copy" | "upgraded", number>;

seeded(
  `killed at ${KILLS} random moments of an upgrade: the store is whole, the earlier one or the new one, what is kept is all of the earlier one, and the upgrade goes through in the end`,
  async (chance) => {
    const found: Found = { "half a copy": 0, "a copy": 0, upgraded: 0 };
    // Before the step that makes most of what stands beside the rows, and after it.
    for (const step of [FIRST_RELEASE + chance(KEYS - FIRST_RELEASE), KEYS + chance(newestStep - KEYS)]) {
      const earlier = await anEarlierStore(step);
      try {
        for (let kills = 0; kills < KILLS / 2;) {
          kills += await upgrade(earlier, Math.ceil(KILLS / 2) - kills, chance, found);
        }
      } finally {
        earlier.remove();
      }
    }
    // Otherwise it was killed before or after.
    expect(Math.min(found["half a copy"], found["a copy"])).toBeGreaterThan(0);
  },
  300_000,
);

/** One file, killed until it is upgraded; answers how often. */
async function upgrade(earlier: AnEarlierStore, most: number, chance: Chance, found: Found): Promise<number> {
  const service = new AProcess();
  const file = databaseFile(service.folder);
  try {
    earlier.copyTo(file);
    let kills = 0;
    let state = "earlier";
    while (kills < most && state === "earlier") {
      await killSomewhere(service, chance);
      kills += 1;
      const kept = beside(service, KEPT);
      const unfinished = beside(service, UNFINISHED);
      for (const copy of kept) earlier.expectAsItWas(copy);
      state = earlier.expectWhole(file);
      if (state === "upgraded") found.upgraded += 1;
      else if (unfinished.length > 0) found["half a copy"] += 1;
      else if (kept.length > 0) found["a copy"] += 1;
    }
    await service.start();
    expect(await service.end("SIGTERM")).toBe(0);
    expect(service.admin("verify")).toMatchObject({ faults: [] });
    expect(earlier.expectWhole(file)).toBe("upgraded");
    expect(beside(service, UNFINISHED)).toEqual([]);
    const kept = beside(service, KEPT);
    expect(kept).toEqual([`${file}.before-upgrade-from-${earlier.step}.sqlite`]);
    for (const copy of kept) earlier.expectAsItWas(copy);
    return kills;
  } finally {
    await service.remove();
  }
}

/** At any moment, while the copy is written, or at one of the steps. */
async function killSomewhere(service: AProcess, chance: Chance): Promise<void> {
  const [moment, part] = [chance(4), chance(1000) / 1000];
  const child = service.launch();
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds() && child.exitCode === null) await pause(1);
  };
  const kept = (): boolean => beside(service, KEPT).length > 0;
  if (moment === 0) await pause(part * START_MS);
  else if (moment < 3) {
    await until(() => service.url !== null || kept());
    await pause(part * STEPS_MS);
  } else {
    const whole = statSync(databaseFile(service.folder)).size;
    // Zero is a moment too: it has just been begun.
    await until(() => service.url !== null || sizeOf(beside(service, UNFINISHED)) >= part * whole);
  }
  await service.end("SIGKILL");
}

const beside = (service: AProcess, named: RegExp): string[] =>
  readdirSync(service.folder)
    .filter((name) => named.test(name))
    .map((name) => join(service.folder, name));

/** -1: there is none. */
const sizeOf = ([file]: readonly string[]): number =>
  file === undefined ? -1 : (statSync(file, { throwIfNoEntry: false })?.size ?? -1);
