/** A disk that is full, and one that cannot be written at all. The limit is the operating system's on the process. */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask } from "../http/ask.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { AProcess, pause, until } from "./a-process.ts";
import { Reporters } from "./reporters.ts";
import { seeded } from "./seeded.ts";

const FAULTS = 8;
const KIB = 1024;

const status = async (service: AProcess, path: string): Promise<number> =>
  (await ask(`${service.url}${path}`)).status;

seeded(
  `the disk is full ${FAULTS} times: pushes are refused with a time to come back, what was acknowledged stays, and the service goes on by itself`,
  async (chance) => {
    const service = new AProcess();
    try {
      const token = service.prepare();
      const reporters = new Reporters(() => service.url, token, chance);
      await service.start();
      for (let fault = 0; fault < FAULTS; fault += 1) {
        const before = reporters.refusals.get(503) ?? 0;
        // Somewhere in the log that is being written; at times nothing more can be written at all.
        const log = statSync(join(service.folder, "dakehu.sqlite-wal")).size;
        service.limitFiles(chance(4) === 0 ? 0 : log + chance(300 * KIB));
        reporters.begin(4);
        await until(() => (reporters.refusals.get(503) ?? 0) > before);
        expect(await status(service, "/healthz")).toBe(200);
        await until(async () => (await status(service, "/readyz")) === 503);
        // Reading goes on.
        const read = await ask(`${service.url}/api/v1/rows?limit=10`, {
          headers: { Authorization: `Bearer ${token}` },
        });
        expect(read.status).toBe(200);
        if (chance(3) === 0) {
          await service.end("SIGKILL");
          await service.start();
        }
        service.limitFiles("unlimited");
        await until(async () => (await status(service, "/readyz")) === 200);
        await pause(chance(100));
        await reporters.rest();
      }
      expect([...reporters.refusals.keys()]).toEqual([503]);
      await reporters.check();
      expect(service.admin("verify")).toMatchObject({ ...reporters.expected, faults: [] });
    } finally {
      await service.remove();
    }
  },
  180_000,
);

test("a push that finds the disk full is told when to come again, in the caller's language", async () => {
  const service = new AProcess();
  try {
    const token = service.prepare();
    const url = await service.start();
    service.limitFiles(0);
    const answer = await ask(`${url}/api/v1/submissions`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "Accept-Language": "en",
      },
      body: JSON.stringify(aSubmission({ rows: [aPurchase()] })),
    });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({
      code: "unavailable",
      title: expect.not.stringMatching(/\p{Script=Han}/u),
    });
  } finally {
    await service.remove();
  }
}, 60_000);

describe("a service that cannot write from the beginning", () => {
  const cannotStart = async (service: AProcess, environment = {}): Promise<void> => {
    try {
      expect(await service.toItsEnd(environment)).toBe(1);
      expect(service.said).toContain("无法启动");
      expect(service.said).toContain("Cannot start");
    } finally {
      await service.remove();
    }
  };

  test("says so and ends, where its folder cannot be made", async () => {
    const service = new AProcess();
    const file = join(service.folder, "a-file");
    writeFileSync(file, "");
    await cannotStart(service, { DATA_DIR: join(file, "data") });
  }, 60_000);

  test("says so and ends, where the store is a folder", async () => {
    const service = new AProcess();
    mkdirSync(join(service.folder, "dakehu.sqlite"));
    await cannotStart(service);
  }, 60_000);

  test("says so and ends, where no store can be made", async () => {
    await cannotStart(new AProcess({ writesNothing: true }));
  }, 60_000);
});
