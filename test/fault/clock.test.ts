/** A clock that jumps: a battery that is empty, a virtual machine that slept, somebody who set the wrong year. */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { ask } from "../http/ask.ts";
import { aPurchase, aSubmission, newId } from "../intake/a-submission.ts";
import { pick } from "../bench/chance.ts";
import { AProcess, pause, ROOT } from "./a-process.ts";
import { Reporters } from "./reporters.ts";
import { seeded } from "./seeded.ts";

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const JUMPS = [-5 * YEAR, -YEAR, -HOUR, -1000, 0, 1000, HOUR, 30 * 24 * HOUR, YEAR, 5 * YEAR];

const aClockedProcess = (): AProcess =>
  new AProcess({ node: ["--import", pathToFileURL(join(ROOT, "test/fault/later-clock.mjs")).href] });

seeded(
  "a clock that jumps back and forth by years changes no order and loses nothing",
  async (chance) => {
    const service = aClockedProcess();
    try {
      const token = service.prepare();
      const reporters = new Reporters(() => service.url, token, chance);
      await service.start();
      reporters.begin(4);
      for (let jump = 0; jump < 30; jump += 1) {
        await service.tell({ off: pick(JUMPS, chance) });
        await pause(40 + chance(60));
        if (jump % 10 === 9) {
          await service.end("SIGKILL");
          await service.start();
        }
      }
      await reporters.rest();
      expect(reporters.answers.size).toBeGreaterThan(30);
      await reporters.check();
      expect(service.admin("verify")).toMatchObject({ ...reporters.expected, faults: [] });
    } finally {
      await service.remove();
    }
  },
  120_000,
);

test("after a jump back, later revisions of a row still come later, and a stale one is still a conflict", async () => {
  const service = aClockedProcess();
  try {
    const token = service.prepare();
    const url = await service.start();
    const reporters = new Reporters(
      () => service.url,
      token,
      () => 0,
    );
    const rowId = newId();
    const push = async (units: number, baseRevision: number | null) => {
      const rows = [aPurchase({ units }, { rowId, baseRevision })];
      const { text } = await reporters.send(url, JSON.stringify(aSubmission({ rows })));
      const { outcomes } = JSON.parse(text) as { outcomes: { outcome: string; revision: number }[] };
      return outcomes[0];
    };
    await service.tell({ off: YEAR });
    expect(await push(1, null)).toMatchObject({ outcome: "created", revision: 1 });
    await service.tell({ off: -YEAR });
    expect(await push(2, 1)).toMatchObject({ outcome: "updated", revision: 2 });
    expect(await push(3, 1)).toMatchObject({ outcome: "conflict", revision: 2 });
    const history = await ask(`${url}/api/v1/rows/${rowId}/history`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const { revisions } = (await history.json()) as {
      revisions: { revision: number; at: string; values: { units: number } }[];
    };
    expect(revisions.map(({ revision, values }) => [revision, values.units])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    // Told as the clock told it: who reads it sees that the clock was wrong, and the order that was right.
    expect(Date.parse(revisions[1]?.at ?? "")).toBeLessThan(Date.parse(revisions[0]?.at ?? ""));
    expect(service.admin("verify")).toMatchObject({ faults: [] });
  } finally {
    await service.remove();
  }
}, 60_000);
