/** `kill -9` at any moment: while it starts, while it writes, while it answers. */
import { AProcess, pause, until } from "./a-process.ts";
import { Reporters } from "./reporters.ts";
import { seeded } from "./seeded.ts";

const KILLS = Number(process.env.KILLS ?? 100);
const REPORTERS = 6;
/** Longer than it takes to start. */
const START_MS = 1000;
const MOST_ANSWERS = 8;
const MOST_MS = 30;

seeded(
  `killed at ${KILLS} random moments under load: every acknowledged row is there, once, its history unbroken`,
  async (chance) => {
    const service = new AProcess();
    try {
      const reporters = new Reporters(() => service.url, service.prepare(), chance);
      reporters.begin(REPORTERS);
      for (let kill = 0; kill < KILLS; kill += 1) {
        // Every fifth time it may be killed before it serves.
        if (chance(5) === 0) {
          service.launch();
          await pause(chance(START_MS));
        } else {
          await service.start();
          const answered = reporters.answers.size + chance(MOST_ANSWERS);
          await until(() => reporters.answers.size >= answered);
          await pause(chance(MOST_MS));
        }
        await service.end("SIGKILL");
      }
      await service.start();
      await reporters.rest();
      expect(reporters.answers.size).toBeGreaterThan(KILLS);
      await reporters.check();
      for (const submissionId of reporters.answers.keys()) await reporters.repeat(submissionId);
      await reporters.check();
      expect(service.admin("verify")).toMatchObject({ ...reporters.expected, faults: [] });
      expect(await service.end("SIGTERM")).toBe(0);
    } finally {
      await service.remove();
    }
  },
  900_000,
);
