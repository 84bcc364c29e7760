/** `admin import` as typed, from the compiled service: with its threads, beside a service that runs. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { writeXlsx } from "hucre/xlsx";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import type { Cell } from "../../shared/plan/plan.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { RunningService } from "../browser/service.ts";

jest.setTimeout(180_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dakehu-import-"));
  mkdirSync(join(folder, "附件", "十月"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function admin(data: string, ...words: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/server/admin.js", ...words], {
    env: { ...process.env, DATA_DIR: data },
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

interface Imported {
  readonly files: readonly Record<string, unknown>[];
  readonly totals: Readonly<Record<string, number>>;
}

const imported = ({ out, err }: Ran): Imported => {
  if (out === "") throw new Error(err);
  return JSON.parse(out) as Imported;
};

const unit = (data: string, code: string): Ran =>
  admin(data, "unit", "add", "--code", code, "--name", `${code} 工厂`, "--kind", "plant");

const row = (units: Cell, account = "招商物流"): Cell[] => [
  "2026-10",
  account,
  null,
  null,
  "半挂车",
  "本集团",
  null,
  units,
  null,
  null,
  null,
  null,
  null,
  null,
  null,
];

async function workbook(code: string, rows: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  const plan = templatePlan({
    unit: { code, name: `${code} 工厂` },
    period: "2026-10",
    register: { accounts: [], branches: [], carriers: [] },
    rows: [],
    language: "zh",
  });
  return drawWorkbook({
    ...plan,
    sheets: plan.sheets.map((sheet) => ({
      ...sheet,
      tables: sheet.tables.map((table) => (table.name === "ka_purchases" ? { ...table, rows } : table)),
    })),
  });
}

async function attachments(): Promise<string> {
  const base = join(folder, "附件");
  const put = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(base, name), bytes);
  put("一厂.xlsx", await workbook("P01", [row(8), row("很多"), row(3, "查无此客户")]));
  put("十月/二厂.xlsx", await workbook("P02", [row(5)]));
  put("十月/不认识的.xlsx", await workbook("X9", [row(5)]));
  put("旧表.xls", Buffer.from("d0cf11e0a1b11ae1".padEnd(4096, "0"), "hex"));
  put("~$一厂.xlsx", "open elsewhere");
  put("说明.txt", "not a workbook");
  return base;
}

test("a folder of attachments is taken in, each file told by itself, and a second time nothing changes", async () => {
  for (const code of ["P01", "P02"]) unit(folder, code);
  const base = await attachments();
  const ran = admin(folder, "import", base, "--json");
  const { files, totals } = imported(ran);
  expect(ran.code).toBe(1);
  expect(totals).toMatchObject({ files: 4, taken: 2, refused: 2, accepted: 2, rejected: 2, errors: 2 });
  const errors = (file: unknown): unknown => {
    const { faults } = file as { faults: readonly Record<string, string>[] };
    return faults.filter(({ severity }) => severity === "error");
  };
  expect(errors(files[0])).toMatchObject([
    { sheet: "月度采购", address: "H3", code: "number_invalid" },
    { sheet: "月度采购", address: "B4", code: "unknown_account" },
  ]);
  expect(files).toMatchObject([
    {
      file: join(base, "一厂.xlsx"),
      taken: true,
      unit: "P01",
      period: "2026-10",
      template: 1,
    },
    { file: join(base, "十月", "不认识的.xlsx"), taken: false, problem: { zh: { code: "unit_unknown" } } },
    { file: join(base, "十月", "二厂.xlsx"), taken: true, unit: "P02" },
    { file: join(base, "旧表.xls"), taken: false, problem: { zh: { code: "file_old_format" } } },
  ]);
  const lines = ran.err.trim().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines.find((line) => line.includes("二厂.xlsx"))).toMatch(/\[\d\/4\] .*接收 1 行.*1 rows taken/);

  const before = admin(folder, "verify", "--json").out;
  admin(folder, "import", base, "--json");
  expect(admin(folder, "verify", "--json").out).toBe(before);
});

test("with --master what all units' rows have come to is a workbook in the end, and the audit record says so", async () => {
  for (const code of ["P01", "P02"]) unit(folder, code);
  const master = join(folder, "总表.xlsx");
  const base = await attachments();
  const { out } = admin(folder, "import", base, "--master", master);
  expect(out).toContain("总表已写入");
  const { sheets } = await readWorkbook(readFileSync(master));
  const purchases = sheets.find(({ name }) => name === "总表·月度采购");
  expect(purchases?.rows).toHaveLength(1 + 2);
  expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);

  const again = join(folder, "再写一次.xlsx");
  expect(JSON.parse(admin(folder, "master", "--to", again, "--json").out)).toMatchObject({ rows: 2 });
  expect((await readWorkbook(readFileSync(again))).sheets).toEqual(sheets);
  const database = new Database(databaseFile(folder), { readonly: true });
  expect(
    database.prepare("SELECT who, action, detail FROM audit WHERE kind = 'export' ORDER BY rowid").all(),
  ).toEqual([
    { who: "console", action: "import", detail: '{"rows":2}' },
    { who: "console", action: "master", detail: '{"rows":2}' },
  ]);
  database.close();

  // A file that is there is not written over, and nothing is taken in before that is said.
  const before = admin(folder, "verify", "--json").out;
  const refused = admin(folder, "import", base, "--master", master, "--unit", "P02");
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("已经存在")]);
  expect(admin(folder, "verify", "--json").out).toBe(before);
  expect(admin(folder, "import", base, "--master", again, "--dry-run").code).toBe(2);
  const nowhere = admin(folder, "master", "--to", join(folder, "没有", "总表.xlsx"));
  expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining("无法写入")]);
});
test("what is printed for people has the faults by cell, a table and totals", async () => {
  unit(folder, "P01");
  const { out } = admin(folder, "import", await attachments());
  expect(out).toContain("月度采购 H3 “很多”不是数字 · “很多” is not a number");
  expect(out).toContain("另存为");
  expect(out).toMatch(/一厂\.xlsx +P01 +2026-10 +1 +0 +0 +2/);
  expect(out).toMatch(/4 个文件：接收 1 个，未接收 3 个/);
});

test("tried out it reports the same and writes nothing", async () => {
  unit(folder, "P01");
  const file = join(await attachments(), "一厂.xlsx");
  expect(imported(admin(folder, "import", file, "--dry-run", "--json"))).toMatchObject({
    dryRun: true,
    totals: { accepted: 1, rejected: 2 },
  });
  expect(JSON.parse(admin(folder, "verify", "--json").out)).toMatchObject({ rows: 0, submissions: 0 });
});

test("unit, month and password are given where the file does not tell them", async () => {
  unit(folder, "P01");
  const file = join(folder, "锁.xlsx");
  const rows = [
    ["大客户", "产品类别", "供应商", "数量(台)"],
    ["招商物流", "半挂车", "本集团", 8],
  ];
  const encryption = { password: "开门 1", spinCount: 1000 };
  writeFileSync(file, await writeXlsx({ sheets: [{ name: "月度采购", rows }], encryption }));
  const named = ["--unit", "P01", "--period", "2026-10", "--json"];
  const code = (ran: Ran): unknown => imported(ran).files[0];
  expect(code(admin(folder, "import", file, ...named))).toMatchObject({
    problem: { zh: { code: "file_encrypted" } },
  });
  expect(code(admin(folder, "import", file, "--password", "错", ...named))).toMatchObject({
    problem: { zh: { code: "password_wrong" } },
  });
  const right = admin(folder, "import", file, "--password", "开门 1", ...named);
  expect([right.code, code(right)]).toMatchObject([0, { taken: true, counts: { created: 1 } }]);
});

test("nothing to import, and nothing named, is said", () => {
  expect(admin(folder, "import")).toMatchObject({ code: 2 });
  expect(admin(folder, "import", join(folder, "没有"))).toMatchObject({
    code: 1,
    err: expect.stringContaining("没有这个文件或文件夹"),
  });
  expect(admin(folder, "import", join(folder, "附件"))).toMatchObject({
    code: 1,
    err: expect.stringContaining("没有找到工作簿"),
  });
});

test("while the service runs, rows imported are there for all, and an upload of the same file changes nothing", async () => {
  const service = await RunningService.start();
  try {
    for (const code of ["P01", "P02"]) unit(service.folder, code);
    const base = await attachments();
    const { totals } = imported(admin(service.folder, "import", base, "--json"));
    expect(totals).toMatchObject({ taken: 2, accepted: 2 });
    const { token } = JSON.parse(
      admin(service.folder, "token", "create", "--role", "hq", "--name", "王志远", "--json").out,
    ) as { token: string };
    const { rows } = await service.call<{ rows: unknown[] }>(token, "GET", "/rows");
    expect(rows).toMatchObject([
      { unit: "P01", channel: "email", by: { name: "总部导入", role: "hq" } },
      { unit: "P02", channel: "email" },
    ]);
    // Read in a thread of the running service.
    const answer = await fetch(`${service.url}/api/v1/workbooks`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/octet-stream" },
      body: new Uint8Array(await workbook("P02", [row(5)])),
    });
    expect(await answer.json()).toMatchObject({ counts: { unchanged: 1, created: 0 } });
  } finally {
    await service.remove();
  }
});
