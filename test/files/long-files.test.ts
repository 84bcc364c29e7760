/** Long files over HTTP: written once for all who ask, with progress, ETag and parts; given up with the last who waits. */
import { existsSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { FileRun } from "../../shared/sync/files.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aRow, aSubmission } from "../intake/a-submission.ts";
import { Gate } from "./a-gate.ts";

let at: AService;
let gate: Gate;
let hq: string;
let lead: string;
const ROWS = 30;

async function begin(options: Parameters<typeof aService>[2] = {}): Promise<void> {
  at = await aService(undefined, {}, options);
  [hq, lead] = [await at.token("hq"), await at.token("lead", "P01")];
  await at.push(lead, aSubmission({ rows: Array.from({ length: ROWS }, () => aPurchase()) }));
}
afterEach(() => at.stop());

const ask = async (token = hq, body: object = { kind: "master" }): Promise<FileRun> => {
  const response = await at.send("POST", "/files", token, body);
  expect(response.status).toBe(202);
  return FileRun.parse(await response.json());
};
const look = async (id: string, token = hq): Promise<FileRun> =>
  FileRun.parse(await (await at.get(`/files/${id}`, token)).json());
const giveUp = (id: string, token = hq): Promise<Response> => at.send("DELETE", `/files/${id}`, token, {});
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not come to that");
}
const filesOnDisk = (): string[] =>
  existsSync(join(at.folder, "files")) ? readdirSync(join(at.folder, "files")) : [];

describe("a file that is being written", () => {
  beforeEach(async () => {
    gate = new Gate();
    await begin({ writer: gate });
  });

  test("is one for two people who ask for the same, and another after the next push", async () => {
    const other = await at.token("hq", undefined, "总部另一人");
    const first = await ask();
    expect(await ask(other)).toMatchObject({ id: first.id, state: "writing" });
    expect((await ask(other, { kind: "master", from: "2026-10" })).id).not.toBe(first.id);
    await at.push(lead, aSubmission({ rows: [aPurchase()] }));
    expect((await ask()).id).not.toBe(first.id);
    expect(gate.begun).toBe(3);
  });

  test("is another one once somebody's data have been erased, so that nobody is given what was kept", async () => {
    await at.push(lead, aSubmission({ rows: [aRow("contacts", { name: "要求删除的人" })] }));
    const first = await ask();
    expect((await ask()).id).toBe(first.id);
    const { fingerprint } = await at.store.personal.find("要求删除的人");
    const by = { name: "管理员", unit: null, role: "hq-admin" } as const;
    const erasure = {
      sought: "要求删除的人",
      fingerprint,
      by,
      at: "2026-11-03T03:00:00Z",
      reason: "本人要求",
    };
    expect(await at.store.personal.erase(erasure)).toBeTruthy();
    expect((await ask()).id).not.toBe(first.id);
  });

  test("tells how many rows of how many are written, and is ready in the end", async () => {
    const { id, name } = await ask();
    expect(name).toBe("大客户信息总表.xlsx");
    expect(await look(id)).toMatchObject({ state: "writing", rows: 0, of: 10 });
    gate.letGo();
    await until(async () => (await look(id)).state === "ready");
    const ready = await look(id);
    expect([ready.rows, ready.of]).toEqual([ROWS, ROWS]);
    const content = await bytesOf(await at.get(`/files/${id}/content`, hq));
    expect([content.length, content.subarray(0, 2).toString()]).toEqual([ready.bytes, "PK"]);
  });

  test("goes into the audit record by its kind and months when it is fetched, not by a number alone", async () => {
    gate.letGo();
    const { id } = await ask(hq, { kind: "master-csv", sheet: "purchases", from: "2026-10" });
    await bytesOf(await at.get(`/files/${id}/content`, hq));
    const record = await at.get("/audit?kind=export", await at.token("hq-admin"));
    const { entries } = (await record.json()) as { entries: { detail: object }[] };
    expect(entries).toMatchObject([{ detail: { kind: "master-csv", sheet: "purchases", from: "2026-10" } }]);
  });

  test("is stopped only when nobody waits for it any more, and leaves nothing behind", async () => {
    const other = await at.token("hq", undefined, "总部另一人");
    const { id } = await ask();
    await ask(other);
    expect((await giveUp(id)).status).toBe(204);
    expect((await look(id)).state).toBe("writing");
    await giveUp(id, other);
    expect((await look(id)).state).toBe("stopped");
    expect(gate.ended).toBe(1);
    await until(() => filesOnDisk().length === 0);
    expect((await at.get(`/files/${id}/content`, hq)).status).toBe(404);
    expect((await ask()).id).not.toBe(id);
  });

  test("is stopped when the only client that waits for it hangs up", async () => {
    const { hostname, port } = new URL(at.url);
    const call = request({
      hostname,
      port,
      path: "/api/v1/master.xlsx",
      headers: { Authorization: `Bearer ${hq}` },
    });
    call.on("error", () => undefined).end();
    await until(() => gate.begun === 1);
    call.destroy();
    await until(() => gate.ended === 1);
  });

  test("goes on for one who waits when another hangs up", async () => {
    const whole = at.get("/master.xlsx", hq);
    await until(() => gate.begun === 1);
    const hasty = new AbortController();
    const left = fetch(`${at.url}/api/v1/master.xlsx`, {
      headers: { Authorization: `Bearer ${hq}` },
      signal: hasty.signal,
    }).catch(() => "left");
    await new Promise((resolve) => setTimeout(resolve, 100));
    hasty.abort();
    expect(await left).toBe("left");
    gate.letGo();
    expect((await bytesOf(await whole)).subarray(0, 2).toString()).toBe("PK");
    expect([gate.begun, gate.ended]).toEqual([1, 0]);
  });

  test("is nobody's who may not read the master", async () => {
    const { id } = await ask();
    for (const path of [`/files/${id}`, `/files/${id}/content`]) {
      expect((await at.get(path, lead)).status).toBe(403);
    }
    expect((await giveUp(id, lead)).status).toBe(403);
    expect((await at.get("/files/00000000-0000-4000-8000-000000000000", hq)).status).toBe(404);
  });

  test("more than eight at a time are put off", async () => {
    for (let month = 1; month <= 8; month += 1) await ask(hq, { kind: "master", from: `2026-0${month}` });
    const ninth = await at.send("POST", "/files", hq, { kind: "master", from: "2026-09" });
    expect([ninth.status, ninth.headers.get("Retry-After")]).toEqual([503, "30"]);
  });
});

test("who asks and never looks again is taken for gone, and the file is stopped", async () => {
  gate = new Gate();
  let now = 0;
  await begin({ writer: gate, now: () => now, leaseMs: 60_000 });
  const { id } = await ask();
  now = 59_000;
  await look(id);
  now = 61_000;
  at.files.sweep();
  expect(at.files.byId(id)?.state).toBe("writing");
  now = 120_000;
  at.files.sweep();
  expect(at.files.byId(id)?.state).toBe("stopped");
});

test("kept files are removed by age, and the oldest first where they are too large together", async () => {
  let now = 0;
  await begin({ now: () => now, leaseMs: 1, keepMs: 1000, mostBytes: 40_000 });
  const written = async (from: string): Promise<FileRun> => {
    const { id } = await ask(hq, { kind: "master", from });
    await until(() => at.files.byId(id)?.state === "ready");
    now += 10;
    at.files.sweep();
    return FileRun.parse(at.files.byId(id)?.wire);
  };
  const first = await written("2026-01");
  const many = Math.floor(40_000 / first.bytes);
  for (let month = 2; month <= many + 1; month += 1) await written(`2026-${String(month).padStart(2, "0")}`);
  expect(at.files.byId(first.id)).toBeUndefined();
  await until(() => filesOnDisk().length === many);
  now += 1000;
  at.files.sweep();
  await until(() => filesOnDisk().length === 0);
});

describe("a download", () => {
  beforeEach(() => begin());

  test.each(["/master.xlsx", "/master.csv?sheet=purchases"])(
    "%s has an ETag; who has the file is told so until a row is pushed or a decision made",
    async (path) => {
      const first = await at.get(path, hq);
      const etag = first.headers.get("ETag") ?? "";
      expect(etag).toMatch(/^"[\w-]+"$/);
      await bytesOf(first);
      const known = { "If-None-Match": etag, "Cache-Control": "no-cache" };
      const again = await at.get(path, hq, known);
      expect([again.status, again.headers.get("ETag"), await again.text()]).toEqual([304, etag, ""]);
      await at.push(lead, aSubmission({ rows: [aPurchase()] }));
      const later = await at.get(path, hq, known);
      expect(later.status).toBe(200);
      expect(later.headers.get("ETag")).not.toBe(etag);
      await bytesOf(later);
    },
  );

  test("has another ETag once headquarters has decided something, or a unit is called otherwise", async () => {
    const admin = await at.token("hq-admin");
    const etag = async (): Promise<string> => {
      const response = await at.get("/master.xlsx", hq);
      await bytesOf(response);
      return response.headers.get("ETag") ?? "";
    };
    await at.push(lead, aSubmission({ rows: [aRow("carriers", { name: "顺达物流" })] }));
    const before = await etag();
    const entries = (await (await at.get("/entries?kind=carrier&limit=1000", hq)).json()) as {
      id: number;
      name: string;
    }[];
    const id = entries.find(({ name }) => name === "顺达物流")?.id;
    const decisions = [{ kind: "carrier", id, decision: "declined", reason: "重复" }];
    expect((await at.send("POST", "/entries/decisions", hq, { decisions })).status).toBe(200);
    const decided = await etag();
    expect(decided).not.toBe(before);
    await at.send("PUT", "/units/P01", admin, { name: "扬州新工厂" });
    expect(await etag()).not.toBe(decided);
  });

  test("that broke off goes on where it broke off, and begins anew where the file is another one by now", async () => {
    const whole = await at.get("/master.xlsx", hq);
    const etag = whole.headers.get("ETag") ?? "";
    const bytes = await bytesOf(whole);
    const rest = { Range: "bytes=1000-", "If-Range": etag };
    const part = await at.get("/master.xlsx", hq, rest);
    expect([part.status, part.headers.get("Content-Range")]).toEqual([
      206,
      `bytes 1000-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(await bytesOf(part)).toEqual(bytes.subarray(1000));
    await at.push(lead, aSubmission({ rows: [aPurchase()] }));
    const anew = await at.get("/master.xlsx", hq, rest);
    expect([anew.status, (await bytesOf(anew)).subarray(0, 2).toString()]).toEqual([200, "PK"]);
  });

  test("of a part that is not there is refused, with the file's length", async () => {
    const { length } = await bytesOf(await at.get("/master.xlsx", hq));
    const beyond = await at.get("/master.xlsx", hq, { Range: `bytes=${length}-` });
    expect([beyond.status, beyond.headers.get("Content-Range")]).toEqual([416, `bytes */${length}`]);
    expect(await beyond.json()).toMatchObject({ code: "range_impossible" });
  });

  test("of a file that is there already is its parts' bytes, CSV too: it is not packed on its way", async () => {
    const path = "/master.csv?sheet=purchases";
    const packed = { "Accept-Encoding": "gzip" };
    const bytes = await bytesOf(await at.get(path, hq, packed));
    const ready = await at.get(path, hq, packed);
    expect([ready.headers.get("Content-Encoding"), ready.headers.get("Content-Length")]).toEqual([
      null,
      String(bytes.length),
    ]);
    expect(await bytesOf(ready)).toEqual(bytes);
    const part = await at.get(path, hq, { ...packed, Range: "bytes=3-20" });
    expect([part.status, await bytesOf(part)]).toEqual([206, bytes.subarray(3, 21)]);
  });
});

test("a folder that cannot be written to is the service's trouble for the moment", async () => {
  const full: Gate["write"] = async () => {
    throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
  };
  await begin({ writer: { write: full, close: async () => undefined } });
  const refused = await at.get("/master.xlsx", hq);
  expect([refused.status, refused.headers.get("ETag"), await refused.json()]).toEqual([
    503,
    null,
    expect.objectContaining({ code: "unavailable" }),
  ]);
  const { id } = await ask();
  expect((await look(id)).state).toBe("failed");
});
