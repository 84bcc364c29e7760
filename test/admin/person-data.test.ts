/** `person-data` as typed: a contact asks what is held, and to be erased. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { AConsole } from "./a-console.ts";

jest.setTimeout(120_000);

/** Of the demonstration month, whose contacts no test shares. */
const NAME = "刘志峰";
const WHY = ["--reason", "本人来函"];

let at: AConsole;
const person = (...words: string[]) => at.admin("person-data", ...words);
beforeAll(() => {
  at = new AConsole();
  at.json("demo", "load", "--period", "2026-10");
});
afterAll(() => at.remove());

test("find tells of every revision and mention, or writes it to a file that only its owner reads", () => {
  const { code, out } = person("find", "--find", NAME);
  expect(code).toBe(0);
  expect(out).toMatch(/^contacts\tP01\t[\w-]{36}\t1\t.*"name":"刘志峰"/m);
  expect(out).toMatch(/\d+ 行、\d+ 个版本，另有 \d+ 处文字提到。/);
  const file = join(at.folder, "found.json");
  expect(person("find", "--find", NAME, "--to", file)).toMatchObject({ code: 0 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
    rows: expect.arrayContaining([expect.objectContaining({ sheet: "contacts", unit: "P01" })]),
  });
  expect(at.deeds().slice(-2)).toEqual(["person-data find", "person-data find"]);
});

test("what cannot be looked for or written is refused with what is wrong, in Chinese and English", () => {
  const file = join(at.folder, "kept.json");
  person("find", "--find", NAME, "--to", file);
  const before = readFileSync(file, "utf8");
  for (const [words, code, zh, en] of [
    [["find"], 2, "缺少选项 --find", "--find is missing"],
    [["find", "--find", "刘"], 2, "选项 --find 的值不对：刘", "wrong value: 刘"],
    [["find", "--find", NAME, "--to", file], 1, "已经存在", "exists already"],
    [["find", "--find", NAME, "--to", join(at.folder, "no", "f.json")], 1, "无法写入", "cannot be written"],
    [["erase", "--find", NAME], 2, "缺少选项 --reason", "--reason is missing"],
    [["erase", "--find", NAME, "--reason", " "], 2, "--reason 的值不对", "--reason has a wrong value"],
    [["erase", "--find", NAME, ...WHY, "--confirm", "wrong"], 1, "什么也没有删除", "nothing was erased"],
    [["scour", "--find", NAME], 2, "没有这个选项：--find", "no such option: --find"],
    [["forget"], 2, "没有这个命令：person-data forget", "no such command: person-data forget"],
  ] as const) {
    const ran = person(...words);
    expect([ran.code, ran.out]).toEqual([code, ""]);
    expect(ran.err).toContain(zh);
    expect(ran.err).toContain(en);
  }
  expect(readFileSync(file, "utf8")).toBe(before);
  expect(person("find", "--find", NAME).out).toContain(`"name":"${NAME}"`);
});

test("nobody of that name is said to be found, nothing is written, and no code to erase by is given", () => {
  const file = join(at.folder, "nobody.json");
  expect(person("find", "--find", "查无此人", "--to", file)).toMatchObject({
    code: 0,
    out: expect.stringContaining("没有找到。"),
  });
  expect(existsSync(file)).toBe(false);
  expect(person("erase", "--find", "查无此人", ...WHY).out).not.toContain("--confirm");
});

test("erase looks first, and with the code it gave erases everywhere; older copies are named", () => {
  const copy = `${databaseFile(at.folder)}.before-upgrade-from-9.sqlite`;
  at.json("backup", "--to", copy);
  const looked = at.json("person-data", "erase", "--find", "马晓燕", ...WHY);
  expect(looked).toMatchObject({ erased: false });
  expect(person("find", "--find", "马晓燕").out).toContain('"name":"马晓燕"');
  const done = at.json(
    "person-data",
    "erase",
    "--find",
    "马晓燕",
    ...WHY,
    "--confirm",
    String(looked.fingerprint),
  );
  expect(done).toMatchObject({ id: 1, erased: true, scoured: true, copies: [copy] });
  expect(person("find", "--find", "马晓燕").out).toContain("没有找到。");
  const own = readdirSync(at.folder).filter((name) => /^dakehu\.sqlite(-wal)?$/.test(name));
  const bytes = own.map((name) => readFileSync(join(at.folder, name), "utf8")).join("");
  expect(bytes).not.toContain("马晓燕");
  expect(at.json("verify")).toMatchObject({ faults: [] });
  expect(at.deeds()).toContain("person-data erase");
});

test("scour says that somebody is reading, with exit code 1, and frees the file when they have done", () => {
  const reader = new Database(databaseFile(at.folder));
  reader.exec("BEGIN; SELECT COUNT(*) FROM revisions");
  const { fingerprint } = at.json("person-data", "erase", "--find", "高峰", ...WHY);
  expect(
    at.json("person-data", "erase", "--find", "高峰", ...WHY, "--confirm", String(fingerprint)),
  ).toMatchObject({ erased: true, scoured: false });
  expect(person("scour")).toMatchObject({ code: 1, out: expect.stringContaining("有人正在读取") });
  reader.exec("COMMIT");
  reader.close();
  expect(person("scour")).toMatchObject({ code: 0, out: expect.stringContaining("没有残余") });
});
