/** A store that cannot be opened any more: it is said so, a backup takes its place, and it is kept as it lies. */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { backUp } from "../../server/backup/to.ts";
import { takeIn } from "../../server/intake/intake.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore, type SqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { LEAD } from "../intake/a-store.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";

jest.setTimeout(120_000);

const AT = "2026-11-03T02:00:00.000Z";
const ROWS = 300;

let folder: string;
let file: string;
let backup: string;
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dakehu-restore-"));
  file = databaseFile(folder);
  backup = join(folder, "backup.sqlite");
  store = openSqliteStore(file, AT);
  await store.units.add({
    code: "P01",
    name: "扬州工厂",
    kind: "plant",
    base: null,
    headEmail: null,
    active: true,
  });
  await push(ROWS);
  await backUp(store, backup);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function push(rows: number): Promise<void> {
  const submission = aSubmission({ rows: Array.from({ length: rows }, () => aPurchase()) });
  await takeIn(store, { person: LEAD, language: "zh", at: Date.parse(AT) }, submission);
}

function admin(...words: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/server/admin.js", ...words], {
    env: { ...process.env, DATA_DIR: folder },
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

/** Where it says that the former store is kept. */
const keptIn = (said: string): string => /留在 (\S+)/.exec(said)?.[1] ?? "";

const rowsIn = (verified: string): number => (JSON.parse(verified) as { rows: number }).rows;

const overwrite = (at: number, bytes: Buffer): void => {
  const content = readFileSync(file);
  bytes.copy(content, at);
  writeFileSync(file, content);
};

const DAMAGES: readonly (readonly [name: string, damage: () => void])[] = [
  ["whose header is gone", () => overwrite(0, Buffer.alloc(100))],
  ["whose pages are overwritten", () => overwrite(4096, Buffer.alloc(64 * 4096, "x"))],
  [
    "that was cut off in the middle",
    () => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096),
  ],
  ["that was cut off within a page", () => truncateSync(file, 5000)],
  ["that is something else", () => writeFileSync(file, "not a database at all ".repeat(1000))],
];

test.each(DAMAGES)(
  "a store %s is said to be damaged, left alone, and gives way to a backup, kept as it lies",
  async (_, damage) => {
    await store.close();
    damage();
    const damaged = readFileSync(file);
    const looked = admin("verify");
    expect([looked.code, `${looked.out}${looked.err}`]).toEqual([
      1,
      expect.stringMatching(/已损坏.*restore --from.*is damaged/s),
    ]);
    expect(readFileSync(file).equals(damaged)).toBe(true);
    const { code, out, err } = admin("restore", "--from", backup);
    expect([code, err]).toEqual([0, ""]);
    expect(readFileSync(keptIn(out)).equals(damaged)).toBe(true);
    expect(rowsIn(admin("verify", "--json").out)).toBe(ROWS);
    expect(readdirSync(folder).filter((name) => name.includes("arriving"))).toEqual([]);
  },
);

test("a damaged store is kept with the log beside it, which nobody could read any more", async () => {
  await push(1);
  const log = readFileSync(`${file}-wal`);
  const damaged = Buffer.from("not a database at all");
  await store.close();
  writeFileSync(file, damaged);
  writeFileSync(`${file}-wal`, log);
  const { code, out } = admin("restore", "--from", backup);
  expect(code).toBe(0);
  expect(readFileSync(keptIn(out)).equals(damaged)).toBe(true);
  expect(readFileSync(`${keptIn(out)}-wal`).equals(log)).toBe(true);
  expect(rowsIn(admin("verify", "--json").out)).toBe(ROWS);
});

test("a store whose log is lost, or that is an empty file, gives way to a backup", async () => {
  await push(1);
  const [withoutLog, empty] = [join(folder, "without-log"), join(folder, "empty")];
  copyFileSync(file, withoutLog);
  writeFileSync(empty, "");
  await store.close();
  for (const left of [withoutLog, empty]) {
    rmSync(file);
    copyFileSync(left, file);
    const { code, out } = admin("restore", "--from", backup);
    expect([code, readFileSync(keptIn(out)).length > 0]).toEqual([0, left !== empty]);
    expect(rowsIn(admin("verify", "--json").out)).toBe(ROWS);
  }
});

test("the store of a service that was killed is restored elsewhere with what its log still held", async () => {
  await push(5);
  const [killed, log] = [join(folder, "killed.sqlite"), join(folder, "killed.sqlite-wal")];
  copyFileSync(file, killed);
  copyFileSync(`${file}-wal`, log);
  await store.close();
  const before = [readFileSync(killed), readFileSync(log)];
  expect(rowsIn(admin("restore", "--from", killed, "--json").out)).toBe(ROWS + 5);
  expect(rowsIn(admin("verify", "--json").out)).toBe(ROWS + 5);
  expect([readFileSync(killed), readFileSync(log)]).toEqual(before);
});

test("a backup that is cut off, has lost its header, or is of a later release is refused before anything is touched", async () => {
  await store.close();
  const whole = readFileSync(backup);
  const before = readFileSync(file);
  const later = join(folder, "later.sqlite");
  copyFileSync(backup, later);
  new Database(later).exec("INSERT INTO migrations VALUES (999, 'of the future', 'x')").close();
  const bad: readonly (readonly [name: string, content: Buffer, words: RegExp])[] = [
    ["cut-off", whole.subarray(0, Math.floor(whole.length / 8192) * 4096), /malformed|integrity/],
    ["within-a-page", whole.subarray(0, 5000), /malformed/],
    ["no-header", Buffer.concat([Buffer.alloc(100), whole.subarray(100)]), /no SQLite database/],
    ["empty", Buffer.alloc(0), /no SQLite database/],
    ["later", readFileSync(later), /第 999 步.*step 999/s],
  ];
  const beside = readdirSync(folder).sort();
  for (const [name, content, words] of bad) {
    const from = join(folder, "bad.sqlite");
    writeFileSync(from, content);
    const { code, err } = admin("restore", "--from", from);
    expect([name, code, err]).toEqual([
      name,
      1,
      expect.stringMatching(/不是完好的备份.*is not a sound backup/s),
    ]);
    expect([name, err]).toEqual([name, expect.stringMatching(words)]);
    rmSync(from);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(
      readdirSync(folder)
        .filter((one) => !one.startsWith("in-use"))
        .sort(),
    ).toEqual(beside.filter((one) => !one.startsWith("in-use")));
  }
});
