/** Backups made while rows come in: each can be restored, and says what had been acknowledged when it was begun. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBackups } from "../../server/backup/every.ts";
import { backupsIn, backUpInto } from "../../server/backup/keep.ts";
import { backUp } from "../../server/backup/to.ts";
import { verifyCopy } from "../../server/store/sqlite/copy.ts";
import { openSqliteStore, type SqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { AProcess, until } from "../fault/a-process.ts";
import { Reporters } from "../fault/reporters.ts";
import { seeded } from "../fault/seeded.ts";
import { ask } from "../http/ask.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";

const HOUR = 3_600_000;

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dakehu-backups-"));
  folder = join(root, "backups");
  mkdirSync(folder);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

seeded(
  "a service under load makes a backup every second and keeps three; the last is restored, sound, without one acknowledged row missing",
  async (chance) => {
    const service = new AProcess({
      environment: { BACKUP_EVERY: "1s", BACKUP_KEEP: "3", BACKUP_TO: folder },
    });
    try {
      const token = service.prepare();
      await service.start();
      const reporters = new Reporters(() => service.url, token, chance);
      reporters.begin(4);
      const numbers = (): number[] => backupsIn(folder).map(({ number }) => number);
      await until(() => (numbers().at(-1) ?? 0) >= 4);
      await reporters.rest();
      const { rows, revisions, submissions } = reporters.expected;
      // The next but one begins after the last answer.
      const next = (numbers().at(-1) ?? 0) + 2;
      await until(() => (numbers().at(-1) ?? 0) >= next);
      expect(numbers().length).toBeLessThanOrEqual(4);
      expect(await service.end("SIGTERM")).toBe(0);
      expect(readdirSync(folder).filter((name) => !/^dakehu-\d{6}-[\dTZ-]+\.sqlite$/.test(name))).toEqual([]);
      expect(numbers()).toHaveLength(3);
      for (const { file } of backupsIn(folder)) expect(await verifyCopy(file)).toMatchObject({ faults: [] });
      rmSync(join(service.folder, "dakehu.sqlite"));
      const last = backupsIn(folder).at(-1)?.file ?? "";
      expect(service.admin("restore", "--from", last)).toMatchObject({ rows, revisions, submissions });
      await service.start();
      await reporters.check();
      expect(service.admin("verify")).toMatchObject({ ...reporters.expected, faults: [] });
    } finally {
      await service.remove();
    }
  },
  180_000,
);

test("a backup that the disk has no room for leaves nothing behind, and the service serves on", async () => {
  const service = new AProcess({ environment: { BACKUP_EVERY: "1s", BACKUP_TO: folder, METRICS_TOKEN } });
  try {
    const token = service.prepare();
    const url = await service.start();
    await until(() => backupsIn(folder).length > 0);
    service.limitFiles(20_000);
    const figure = async (name: string): Promise<number> => {
      const text = await (
        await ask(`${url}/metrics`, { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } })
      ).text();
      return Number(new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1]);
    };
    await until(async () => (await figure("dakehu_backup_failures_total")) >= 2);
    expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);
    service.limitFiles("unlimited");
    const before = backupsIn(folder).length;
    await until(() => backupsIn(folder).length > before);
    expect(await figure("dakehu_backup_last_success_timestamp_seconds")).toBeGreaterThan(1_700_000_000);
    const pushed = await new Reporters(
      () => url,
      token,
      () => 0,
    ).send(url, JSON.stringify(aSubmission({ rows: [aPurchase()] })));
    expect(pushed.status).toBe(200);
  } finally {
    await service.remove();
  }
}, 120_000);
const METRICS_TOKEN = "a-token-for-prometheus";

describe("a folder of backups", () => {
  const NOW = Date.parse("2026-11-03T02:00:00Z");
  let store: SqliteStore;
  beforeEach(() => {
    store = openSqliteStore(join(root, "store", "dakehu.sqlite"), new Date(NOW).toISOString());
  });
  afterEach(() => store.close());

  test("keeps the last ones by their number, whatever the clock says, and touches nothing else in it", async () => {
    writeFileSync(join(folder, "dakehu-notes.txt"), "ours");
    writeFileSync(join(folder, "dakehu-000000-2026.sqlite"), "somebody's");
    const times = ["2026-11-03T02:00:00Z", "2031-01-01T00:00:00Z", "2020-01-01T00:00:00Z"];
    for (const time of [...times, "2026-11-03T03:00:00Z"]) {
      await backUpInto(store, folder, { keep: 2, at: Date.parse(time) });
    }
    expect(readdirSync(folder).sort()).toEqual([
      "dakehu-000000-2026.sqlite",
      "dakehu-000003-2020-01-01T00-00-00Z.sqlite",
      "dakehu-000004-2026-11-03T03-00-00Z.sqlite",
      "dakehu-notes.txt",
    ]);
  });

  test("where a backup fails, the earlier ones stay, and there is no half of one", async () => {
    await backUpInto(store, folder, { keep: 1, at: 0 });
    const failing = { backup: () => Promise.reject(new Error("disk full")) };
    await expect(backUpInto(failing, folder, { keep: 1, at: 0 })).rejects.toThrow("disk full");
    expect(backupsIn(folder).map(({ number }) => number)).toEqual([1]);
    mkdirSync(join(folder, "taken.sqlite"));
    await expect(backUp(store, join(folder, "taken.sqlite"))).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);
  });

  test("is filled at once where there is none, later where the newest is young, and at once where it lies in the future", async () => {
    const made: number[] = [];
    const begin = () =>
      startBackups(store, { every: HOUR, keep: 9, to: folder }, () => NOW, {
        made: () => made.push(backupsIn(folder).length),
        failed: (error) => {
          throw error;
        },
      });
    const first = begin();
    await until(() => made.length === 1);
    await first.stop();
    const [{ file = "" } = {}] = backupsIn(folder);
    const aged = (ms: number): void => utimesSync(file, (NOW - ms) / 1000, (NOW - ms) / 1000);
    aged(HOUR - 60_000);
    const young = begin();
    // Due in a minute: nothing may come before.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await young.stop();
    expect(made).toEqual([1]);
    aged(-HOUR);
    const future = begin();
    await until(() => made.length === 2);
    await future.stop();
    expect(backupsIn(folder)).toHaveLength(2);
  });
});
