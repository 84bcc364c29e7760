/** A service and two raw engines, each on a store of its own, given the same submissions in turns. */
import { join } from "node:path";
import type { Unit } from "../../server/store/store.ts";
import { assertAllTaken, type Push, send } from "./push.ts";
import { assertSameRows, RawEngine, storedBy } from "./raw-engine.ts";
import { type Answer, RunningService } from "./service.ts";
import { newStore, NOW } from "./units.ts";

/** As many submissions as the service's own queue puts into one transaction at most. */
export const TOGETHER = 32;

/** Milliseconds: of the whole, and of each submission. */
export interface Round {
  readonly pushes: number;
  readonly http: { readonly ms: number; readonly each: readonly number[] };
  /** Each submission a transaction. */
  readonly raw: { readonly each: readonly number[]; readonly cpuMs: number };
  /** `TOGETHER` submissions a transaction. */
  readonly together: { readonly each: readonly number[] };
}

export class Contest {
  private constructor(
    private readonly data: string,
    private readonly rawData: string,
    private readonly service: RunningService,
    private readonly raw: RawEngine,
    private readonly together: RawEngine,
  ) {}

  static async open(folder: string, units: readonly Unit[]): Promise<Contest> {
    const [data, rawData, togetherData] = [
      join(folder, "service"),
      join(folder, "raw"),
      join(folder, "together"),
    ];
    for (const one of [data, rawData, togetherData]) await newStore(one, units);
    const now = new Date(NOW).toISOString();
    const [raw, together] = [new RawEngine(rawData, now), new RawEngine(togetherData, now)];
    return new Contest(data, rawData, await RunningService.start(data), raw, together);
  }

  /** First the service, then the engines, with what the service stored. What slows the machine slows all three. */
  async round(lanes: readonly (readonly Push[])[]): Promise<Round> {
    const { ms, answers } = await this.#send(lanes);
    answers.forEach(assertAllTaken);
    const stored = storedBy(
      this.data,
      lanes.flat().map(({ id }) => id),
    );
    const before = process.cpuUsage();
    const raw = this.raw.store(stored);
    const { user, system } = process.cpuUsage(before);
    return {
      pushes: answers.length,
      http: { ms, each: answers.map((answer) => answer.ms) },
      raw: { each: raw, cpuMs: (user + system) / 1000 },
      together: { each: this.together.store(stored, TOGETHER) },
    };
  }

  /** What the service took, after making sure that the engines did the same work. */
  async close(): Promise<{ peakMemoryMiB: number; cpuSeconds: number }> {
    const used = await this.service.stop();
    this.raw.close();
    this.together.close();
    assertSameRows(this.data, this.rawData);
    return used;
  }

  /** A lane is a connection: it sends the next submission when the last one is answered. */
  async #send(lanes: readonly (readonly Push[])[]): Promise<{ ms: number; answers: Answer[] }> {
    const answers: Answer[] = [];
    const began = performance.now();
    await Promise.all(
      lanes.map(async (lane) => {
        for (const push of lane) answers.push(await send(this.service, push));
      }),
    );
    return { ms: performance.now() - began, answers };
  }
}
