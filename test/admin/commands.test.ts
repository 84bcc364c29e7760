/** The admin commands as typed: each in a process of its own. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { AConsole } from "./a-console.ts";

jest.setTimeout(120_000);

let at: AConsole;
let folder: string;
beforeEach(() => {
  at = new AConsole();
  folder = at.folder;
});
afterEach(() => at.remove());

const admin = (...words: string[]) => at.admin(...words);
const json = (...words: string[]) => at.json(...words);

/** What `verify` counts, but for the audit record, which a backup itself adds to. */
function content(): Record<string, unknown> {
  const { rows, revisions, submissions, faults } = json("verify");
  return { rows, revisions, submissions, faults };
}

describe("a command", () => {
  test("typed wrongly says how it is typed, in Chinese and English, with exit code 2", () => {
    for (const words of [
      ["frob"],
      ["unit", "add", "--code", "P01"],
      ["unit", "list", "--all", "x"],
      ["token", "create", "--role", "boss", "--name", "x"],
    ]) {
      const { code, out, err } = admin(...words);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/\p{Script=Han}/u);
      expect(err).toMatch(/no such|missing|wrong value/);
    }
    expect(admin("--help")).toMatchObject({
      code: 0,
      out: expect.stringContaining("Usage: npm run -s admin"),
    });
  });

  test("links a company's account to a person, once, and takes it off", () => {
    const account = ["--account", "Wang@Corp.example", "--role", "hq", "--name", "王志远"];
    expect(json("account", "add", ...account)).toMatchObject({
      account: "wang@corp.example",
      person: { name: "王志远", role: "hq", unit: null },
      linkedAt: null,
    });
    expect(admin("account", "add", ...account).code).toBe(1);
    expect(json("account", "list")).toMatchObject([{ id: 1, addedBy: "admin" }]);
    expect(json("account", "remove", "--id", "1")).toEqual({ id: 1, removed: true });
    expect(admin("account", "remove", "--id", "1").code).toBe(1);
    expect(json("account", "list")).toEqual([]);
  });

  test("that cannot be done says why, with exit code 1", () => {
    json("unit", "add", "--code", "P01", "--name", "扬州工厂", "--kind", "plant");
    const { code, err } = admin("unit", "add", "--code", "P01", "--name", "又一家", "--kind", "plant");
    expect([code, err]).toEqual([1, expect.stringContaining("P01 已经存在。")]);
    expect(admin("token", "create", "--role", "lead", "--unit", "X9", "--name", "某")).toMatchObject({
      code: 1,
    });
  });

  test("makes units, and tokens that are shown once", () => {
    json(
      "unit",
      "add",
      "--code",
      "P01",
      "--name",
      "扬州工厂",
      "--kind",
      "plant",
      "--head-email",
      "head@example.com",
    );
    json("unit", "add", "--code", "S01", "--name", "南京4S店", "--kind", "shop", "--base", "P01");
    expect(json("unit", "list")).toMatchObject([
      { code: "P01", headEmail: "head@example.com" },
      { code: "S01", base: "P01" },
    ]);
    const { token, id } = json("token", "create", "--role", "lead", "--unit", "P01", "--name", "李明");
    expect(token).toMatch(/^dk_[\w-]{43}$/);
    expect(admin("token", "list").out).not.toContain(String(token));
    expect(json("token", "revoke", "--id", String(id))).toEqual({ id, revoked: true });
    expect(admin("token", "revoke", "--id", String(id)).code).toBe(1);
    expect(json("invite", "--role", "hq", "--name", "王志远")).toMatchObject({
      link: expect.stringContaining("?invite="),
    });
  });
});

describe("the demonstration month", () => {
  test("comes in by the way of every push, and a second time changes nothing", () => {
    const first = json("demo", "load", "--period", "2026-10");
    expect(first).toMatchObject({ units: 9, counts: { conflict: 1, rejected: 0, updated: 1 } });
    expect(Number(first.written)).toBeGreaterThan(150);
    expect(json("demo", "load", "--period", "2026-10")).toMatchObject({ written: 0 });
    expect(json("verify")).toMatchObject({ rows: Number(first.written) - 1, faults: [] });
    const database = new Database(databaseFile(folder), { readonly: true });
    const filed = database.prepare("SELECT DISTINCT unit, late FROM ka_purchases ORDER BY unit").raw().all();
    database.close();
    expect(filed).toEqual([
      ["P01", 0],
      ["P02", 0],
      ["P03", 0],
      ["S01", 0],
      ["S02", 0],
      ["S03", 0],
      ["S04", 0],
      ["S05", 1],
    ]);
  }, 120_000);
});

describe("verify", () => {
  test("finds a row that does not follow from its history, a gap, and an answer that lies", () => {
    json("demo", "load", "--period", "2026-10");
    const database = new Database(databaseFile(folder));
    const one = (sql: string): unknown => database.prepare(sql).pluck().get();
    const changed = one("SELECT row_id FROM ka_purchases ORDER BY cursor LIMIT 1");
    const gone = one("SELECT row_id FROM revisions ORDER BY cursor LIMIT 1");
    database.prepare("UPDATE ka_purchases SET units = units + 1 WHERE row_id = ?").run(changed);
    database.prepare("DELETE FROM revisions WHERE row_id = ?").run(gone);
    database.close();
    const { code, out } = admin("verify", "--json");
    expect(code).toBe(1);
    const { faults } = JSON.parse(out) as { faults: string[] };
    expect(faults).toEqual(
      expect.arrayContaining([
        `row ${String(changed)} (purchases): units`,
        expect.stringContaining(`row ${String(gone)}`),
        expect.stringMatching(new RegExp(`^submission .*: ${String(gone)} 1 is missing$`)),
      ]),
    );
  }, 120_000);
});

describe("the audit record", () => {
  test("says what was done at the server's console, and who changes it afterwards is found out", () => {
    json("unit", "add", "--code", "P01", "--name", "扬州工厂", "--kind", "plant");
    json("token", "create", "--role", "hq-admin", "--name", "陈静");
    json("unit", "change", "--code", "P01", "--name", "扬州专用车厂");
    admin("unit", "add", "--code", "P01", "--name", "又一家", "--kind", "plant");
    expect(at.deeds()).toEqual(["unit add", "token create", "unit change"]);
    const { audit } = json("verify") as { audit: { entries: number; head: { seq: number; hash: string } } };
    expect(audit.entries).toBe(3);
    const head = `${audit.head.seq}:${audit.head.hash}`;
    expect(admin("verify").out).toContain(head);
    expect(admin("verify", "--head", head).code).toBe(0);
    expect(admin("verify", "--head", "3").code).toBe(2);

    const database = new Database(databaseFile(folder));
    database.exec("DELETE FROM audit WHERE seq = 3");
    expect(admin("verify").code).toBe(0);
    const cut = admin("verify", "--head", head);
    expect([cut.code, cut.out]).toEqual([1, expect.stringContaining("audit entry 3: is missing")]);
    database.exec("UPDATE audit SET who = 'person:9' WHERE seq = 1");
    database.close();
    const changed = admin("verify", "--json");
    expect(JSON.parse(changed.out)).toMatchObject({ faults: ["audit entry 1: is not as it was written"] });
  }, 120_000);
});

describe("a backup", () => {
  test("brings back exactly what was there, and keeps what it replaces", () => {
    json("demo", "load", "--period", "2026-10");
    const before = content();
    const file = join(folder, "copy.sqlite");
    const { head } = json("backup", "--to", file);
    expect(admin("backup", "--to", file).code).toBe(1);
    json("demo", "load", "--period", "2026-11");
    expect(content().revisions).not.toBe(before.revisions);
    const { kept } = json("restore", "--from", file);
    expect(existsSync(String(kept))).toBe(true);
    expect(content()).toEqual(before);
    expect(at.deeds().slice(-2)).toEqual(["backup", "restore"]);
    expect(admin("verify", "--head", String(head)).code).toBe(0);
  }, 120_000);

  test("that is foreign or damaged is refused, and the store stays as it was", () => {
    json("demo", "load", "--period", "2026-10");
    const before = content();
    const words = join(folder, "words.txt");
    writeFileSync(words, "not a database at all ".repeat(100));
    const foreign = join(folder, "foreign.sqlite");
    new Database(foreign).exec("CREATE TABLE salaries (id)").close();
    const damaged = join(folder, "damaged.sqlite");
    json("backup", "--to", damaged);
    const inside = new Database(damaged);
    inside.exec("UPDATE ka_reviews SET rating = 6 - rating");
    inside.close();
    for (const from of [words, foreign, damaged, join(folder, "none")]) {
      const { code, err } = admin("restore", "--from", from);
      expect([code, err]).toEqual([1, expect.stringContaining("不是完好的备份")]);
    }
    expect(content()).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.includes("arriving"))).toEqual([]);
  }, 120_000);

  test("is not restored under a running service, but made beside it", async () => {
    json("demo", "load", "--period", "2026-10");
    const file = join(folder, "copy.sqlite");
    const service = spawn(process.execPath, ["dist/server/main.js"], {
      env: { ...process.env, DATA_DIR: folder, PORT: "0", LOG_LEVEL: "silent" },
    });
    try {
      await new Promise((resolve) => service.stdout.once("data", resolve));
      json("backup", "--to", file);
      const refused = admin("restore", "--from", file);
      expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("服务正在使用这个数据目录")]);
    } finally {
      const ended = new Promise((resolve) => service.once("exit", resolve));
      service.kill("SIGKILL");
      await ended;
    }
    // However it ended, it holds nothing any more.
    expect(admin("restore", "--from", file).code).toBe(0);
  }, 120_000);
});
