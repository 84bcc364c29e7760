/** A master of which most is taken out of the one before is, part by part, the one that is drawn anew. */
import { kMaxLength } from "node:buffer";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { drawnBefore, type DrawnMaster } from "../../server/files/drawn-before.ts";
import type { Writer } from "../../server/files/writer.ts";
import { type Written, writeFile } from "../../server/files/write.ts";
import { masterOn, placeOf } from "../../server/store/open-reading.ts";
import { openSnapshot } from "../../server/store/open-snapshot.ts";
import { unzip } from "../../server/xlsx/unzip.ts";
import { LAST_ROW } from "../../shared/plan/address.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import { aService } from "../http/a-service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { type ADesk, aDesk } from "../screening/a-desk.ts";

jest.setTimeout(180_000);

let desk: ADesk;
let files = 0;
let happenings = 0;
/** Accounts that have not turned out to be others, by their rows. */
let filed: string[] = [];
beforeEach(async () => {
  desk = await aDesk();
  filed = [];
});
afterEach(() => desk.stop());

const place = () => placeOf({ dataDir: desk.at.folder, databaseUrl: desk.at.database.url });

function write(lastRow: number, before?: DrawnMaster): Promise<Written> {
  const path = join(desk.at.folder, `总表-${(files += 1)}.xlsx`);
  const task = { asked: { kind: "master" }, sight: "all", place: place(), path, lastRow } as const;
  return writeFile({ ...task, ...(before && { before }) }, () => undefined);
}

const partsOf = ({ master }: Written): Promise<Map<string, string>> =>
  partsIn(readFileSync(master?.file ?? ""));

async function partsIn(file: Buffer): Promise<Map<string, string>> {
  const bounds = { entries: 0xffff, total: kMaxLength, part: () => kMaxLength };
  const parts = await unzip(file, () => true, bounds);
  // What says when it was written.
  parts.delete("docProps/core.xml");
  return new Map([...parts].map(([path, content]) => [path, content.toString()]));
}

/** The parts in which two files differ. */
async function differing(one: Written, other: Written): Promise<string[]> {
  const [a, b] = [await partsOf(one), await partsOf(other)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
}

/** Sheets that are taken over. */
async function takenOver(before: DrawnMaster, lastRow = LAST_ROW): Promise<SheetKey[]> {
  const reading = await masterOn(await openSnapshot(place()), { sight: "all" });
  const { rows, close } = await drawnBefore(before, reading, lastRow, () => undefined);
  close();
  await reading.close();
  return [...rows.keys()];
}

const purchase = (remark: string, parts = {}) =>
  desk.tell("P01", "purchases", { ...aPurchase().values, remark }, parts);

/** Whatever happens between two masters. */
const HAPPENINGS: Readonly<Record<string, () => Promise<unknown>>> = {
  async "purchases come"() {
    const rows = Array.from({ length: 4 }, (_, n) =>
      aPurchase({ remark: `第 ${n} 单 <${(happenings += 1)}>` }),
    );
    await desk.at.push(desk.tokens.P02, aSubmission({ unit: "P02", rows }));
  },
  async "a purchase is changed"() {
    const rowId = await purchase("原来");
    await write(LAST_ROW);
    await purchase("后来", { rowId, baseRevision: 1 });
  },
  async "a purchase is deleted"() {
    await desk.remove("P01", "purchases", await purchase("作废"), 1);
  },
  "an event comes": () => desk.tell("P01", "events", {}),
  "a branch comes": () => desk.tell("P02", "branches", { name: `分部 ${(happenings += 1)}` }),
  async "an account is filed and bought from"() {
    const name = `顺丰 ${(happenings += 1)}`;
    filed.push(await desk.tell("P01", "accounts", { name }));
    await desk.tell("P01", "purchases", { account: name });
  },
  async "an account turns out to be another"() {
    const rowId = filed.pop();
    const { id } = await desk.account("招商物流");
    if (rowId) await desk.decide(rowId, { decision: "accepted", sameAs: id });
  },
  async "a unit is called otherwise"() {
    await desk.at.send("PUT", "/units/P02", desk.tokens.admin, { name: `深圳工厂 ${(happenings += 1)}` });
  },
};

test.each([
  ["on one worksheet each", LAST_ROW],
  ["over several worksheets", 8],
])("whatever has happened since the one before, %s", async (_, lastRow) => {
  const names = Object.keys(HAPPENINGS);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
      async (happened) => {
        const before = (await write(lastRow)).master;
        for (const name of happened) await HAPPENINGS[name]?.();
        const next = await write(lastRow, before);
        expect(await differing(next, await write(lastRow))).toEqual([]);
      },
    ),
    { numRuns: 9, endOnFailure: true, examples: names.map((name) => [[name]]) },
  );
});

test("later rows are drawn behind those that have not changed; a sheet with a changed row is drawn anew", async () => {
  const rowId = await purchase("第一单");
  await desk.tell("P01", "events", {});
  const before = (await write(LAST_ROW)).master;
  if (!before) throw new Error("no master");
  expect(await takenOver(before)).toEqual(["events", "purchases"]);
  await purchase("第二单");
  await desk.tell("P01", "branches", {});
  expect(await takenOver(before)).toEqual(["events", "purchases"]);
  await purchase("第一单,改", { rowId, baseRevision: 1 });
  expect(await takenOver(before)).toEqual(["events"]);
});

test("nothing is taken over where a unit's name, a decision, the looks or the worksheet's last row are others", async () => {
  await purchase("第一单");
  const before = (await write(LAST_ROW)).master;
  if (!before) throw new Error("no master");
  expect(await takenOver(before, 100)).toEqual([]);
  expect(await takenOver({ ...before, looks: "" })).toEqual([]);
  await HAPPENINGS["a unit is called otherwise"]?.();
  expect(await takenOver(before)).toEqual([]);
});

test("somebody who has been erased since is in no row that is taken over", async () => {
  await desk.tell("P01", "contacts", { name: "张三丰", phone: "13812345678" });
  await desk.tell("P01", "events", { body: "与张三丰面谈，电话 138-1234-5678，下周再访" });
  const before = (await write(LAST_ROW)).master;
  const { fingerprint } = await desk.at.store.personal.find("张三丰");
  const by = { name: "管理员", unit: null, role: "hq-admin" } as const;
  const request = { sought: "张三丰", fingerprint, by, at: "2026-11-04T02:00:00.000Z", reason: "本人来函" };
  await desk.at.store.personal.erase(request);
  const next = await write(LAST_ROW, before);
  expect([...(await partsOf(next)).values()].join()).not.toContain("张三丰");
});

test("where the file before is gone, all is drawn; where it is damaged, nobody gets what it held", async () => {
  for (let n = 0; n < 40; n += 1) await purchase(`第 ${n} 单`);
  const { master } = await write(LAST_ROW);
  if (!master) throw new Error("no master");
  const bytes = readFileSync(master.file);
  const at = bytes.indexOf("xl/worksheets/sheet6.xml") + 600;
  bytes.writeUInt8((bytes[at] ?? 0) ^ 0xff, at);
  writeFileSync(master.file, bytes);
  await expect(write(LAST_ROW, master)).rejects.toThrow();
  rmSync(master.file);
  expect(await differing(await write(LAST_ROW, master), await write(LAST_ROW))).toEqual([]);
});

test("headquarters' next file goes on from the last one of the same months; a damaged one is passed over", async () => {
  const begun: (string | undefined)[] = [];
  const writer: Writer = {
    write(task, tell, signal) {
      begun.push(task.before?.query);
      return writeFile(task, tell, signal);
    },
    close: async () => undefined,
  };
  const at = await aService(undefined, {}, { writer });
  try {
    const [lead, hq] = [await at.token("lead", "P01"), await at.token("hq")];
    const remarks: string[] = [];
    const file = async (months = ""): Promise<string> => {
      remarks.push(`第 ${remarks.length} 单`);
      await at.push(lead, aSubmission({ rows: [aPurchase({ remark: remarks.at(-1) ?? "" })] }));
      const response = await at.get(`/master.xlsx${months}`, hq);
      return [...(await partsIn(Buffer.from(await response.arrayBuffer()))).values()].join();
    };
    await file();
    await file("?from=2026-10&to=2026-10");
    const third = await file();
    for (const remark of remarks) expect(third).toContain(remark);
    expect(begun).toEqual([undefined, undefined, JSON.stringify(["", "", "all"])]);
    const folder = join(at.folder, "files");
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), "这不是文件");
    const fourth = await file();
    for (const remark of remarks) expect(fourth).toContain(remark);
    expect(begun.slice(3)).toEqual([begun[2], undefined]);
  } finally {
    await at.stop();
  }
});
