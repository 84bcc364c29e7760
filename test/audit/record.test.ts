/** What the audit record says of calls: every write, sign-in, export and refusal, in the transaction of what it tells of. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { may } from "../../server/auth/roles.ts";
import { isExport } from "../../server/http/deeds.ts";
import { ROUTES } from "../../server/http/api.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import type { AuditEntry, AuditPage } from "../../shared/sync/audit.ts";
import type { Role } from "../../shared/sync/protocol.ts";
import type { PersonFound } from "../../shared/sync/personal.ts";
import { aWorld, type AWorld, PERSONS, type UnitCode } from "../auth/a-world.ts";
import { type Call, CALLS } from "../auth/calls.ts";
import { aPurchase, aRow, aSubmission } from "../intake/a-submission.ts";

let world: AWorld;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.at.stop());

const page = (query = ""): Promise<AuditPage> => world.json<AuditPage>(`/audit?limit=500${query}`);

/** What has been put down since, oldest first. */
async function since<T>(work: () => Promise<T>): Promise<{ entries: AuditEntry[]; result: T }> {
  const before = (await page()).head?.seq ?? 0;
  const result = await work();
  const { entries } = await page();
  return { entries: entries.filter(({ seq }) => seq > before).reverse(), result };
}

async function call(method: string, path: string, token: string, given: Call): Promise<Response> {
  const { params = {}, query = {}, body, type = "application/json" } = given;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const sends = method !== "get" && method !== "delete";
  const response = await fetch(`${world.at.url}/api/v1${filled}?${new URLSearchParams(query)}`, {
    method: method.toUpperCase(),
    headers: {
      ...(token !== "" && { Authorization: `Bearer ${token}` }),
      ...(sends && { "Content-Type": type }),
    },
    ...(sends && { body: type === "application/json" ? JSON.stringify(body ?? {}) : (body as BodyInit) }),
  });
  await response.arrayBuffer();
  return response;
}

const named = ROUTES.map((route) => ({ ...route, name: `${route.method.toUpperCase()} ${route.path}` }));
/** They write nothing that lasts: a file that is being drawn is put down when it goes out. */
const READING: readonly string[] = [
  "POST /rows/latest",
  "POST /workbooks/marked",
  "POST /files",
  "DELETE /files/{id}",
  "POST /personal-data/find",
];
const ORDER: readonly Role[] = ["hq-admin", "hq", "head", "lead"];
const roleFor = (access: (typeof ROUTES)[number]["access"]): Role =>
  ORDER.find((role) => access === "anyone" || may(role, access)) ?? "hq-admin";

describe("a call", () => {
  test.each(named.filter(({ method, name }) => method !== "get" && !READING.includes(name)))(
    "that writes is put down: $name",
    async ({ name, method, path, access, signsIn }) => {
      const role = roleFor(access);
      const given = await CALLS[name]?.call({ world, unit: "P01", role });
      if (!given) throw new Error(name);
      const token =
        name === "POST /sign-out"
          ? await world.at.token("hq-admin")
          : access === "anyone"
            ? ""
            : world.tokens[role];
      const { entries, result } = await since(() => call(method, path, token, given));
      expect([result.status < 300, name]).toEqual([true, name]);
      expect(entries.map(({ action }) => action)).toContain(name);
      for (const entry of entries) {
        expect(entry).toMatchObject({
          kind: signsIn ? "sign-in" : "write",
          who: expect.stringMatching(/^person:\d+$/),
        });
      }
    },
  );

  test.each(named.filter(isExport))(
    "that takes a file out is put down: $name",
    async ({ name, method, path, access }) => {
      const role = roleFor(access);
      const given = await CALLS[name]?.call({ world, unit: "P01", role });
      const { entries, result } = await since(() => call(method, path, world.tokens[role], given ?? {}));
      expect([result.status, name]).toEqual([200, name]);
      expect(entries).toMatchObject([{ kind: "export", action: name, person: { name: PERSONS[role].name } }]);
    },
  );

  test.each(named.filter(({ access }) => access !== "anyone" && !may("lead", access)))(
    "that is not for its caller is put down: $name",
    async ({ name, method, path }) => {
      const given = (await CALLS[name]?.call({ world, unit: "P01", role: "lead" })) ?? {};
      const { entries, result } = await since(() => call(method, path, world.tokens.lead, given));
      expect(result.status).toBe(403);
      expect(entries).toMatchObject([
        {
          kind: "refusal",
          action: name,
          person: { name: "李明", role: "lead", unit: "P01" },
          detail: { status: 403, code: "forbidden", count: 1 },
        },
      ]);
    },
  );

  test("that reads what a page shows is not put down, nor the change feed", async () => {
    const { entries } = await since(async () => {
      for (const path of ["/rows", "/register?unit=P01", "/units", "/periods", "/summary?period=2026-10"]) {
        await world.json(path);
      }
    });
    expect(entries).toEqual([]);
  });
});

describe("a submission", () => {
  const rows = [aPurchase(), aPurchase()];
  const submission = aSubmission({ unit: "P01", rows });

  test("is put down with its unit, month, id and counts, and nothing out of its rows", async () => {
    const { entries } = await since(() => world.at.push(world.tokens.lead, submission));
    expect(entries).toMatchObject([
      {
        kind: "write",
        action: "POST /submissions",
        said: { zh: "提交一批行" },
        person: { name: "李明", unit: "P01" },
        unit: "P01",
        subject: submission.period,
        detail: { submission: submission.submissionId, channel: "excel", revisions: 2, conflicts: 0 },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain("招商");
  });

  test("that comes again, or is only tried, writes nothing and is not put down again", async () => {
    const { entries } = await since(async () => {
      await world.at.push(world.tokens.lead, submission);
      const workbook = await CALLS["POST /workbooks"]?.call({ world, unit: "P01", role: "lead" });
      const query = { ...workbook?.query, dryRun: "true" };
      expect((await call("post", "/workbooks", world.tokens.lead, { ...workbook, query })).status).toBe(200);
    });
    // The template that the workbook is made from was taken out.
    expect(entries.filter(({ kind }) => kind === "write")).toEqual([]);
  });

  test("that cannot be stored leaves no entry behind, as it leaves no row", async () => {
    const { entries } = await since(async () => {
      const differs = { ...submission, rows: [aPurchase()] };
      const answer = await world.at.send("POST", "/submissions", world.tokens.lead, differs);
      expect(answer.status).toBe(409);
    });
    expect(entries).toEqual([]);
  });
});

describe("an erasure", () => {
  const contactOf = (unit: UnitCode, name: string) => world.tell(unit, aRow("contacts", { name }));
  const erased = async (find: string): Promise<AuditEntry[]> => {
    const { fingerprint } = await world.send<PersonFound>("POST", "/personal-data/find", { find });
    const { entries } = await since(() =>
      world.send("POST", "/personal-data/erase", { find, fingerprint, reason: "本人来函" }),
    );
    return entries;
  };

  test("in the rows of several units is put down for each of them, with all of them and what it took out in all", async () => {
    await contactOf("P02", "章丘生");
    await contactOf("P01", "章丘生");
    const body = "已与章丘生约定下月再谈。";
    await world.tell("S01", aRow("events", { body }));
    const entries = await erased("章丘生");
    expect(entries).toMatchObject(
      ["P01", "P02", "S01"].map((unit) => ({
        kind: "write",
        action: "POST /personal-data/erase",
        person: { name: "管理员" },
        unit,
        detail: { rows: 2, revisions: 2, units: "P01, P02, S01" },
      })),
    );
    // The same erasure; to each unit its own submission tells of it.
    expect(new Set(entries.map(({ subject }) => subject)).size).toBe(1);
    expect(new Set(entries.map(({ detail }) => detail.submission)).size).toBe(3);
    for (const unit of ["P01", "P02", "S01"]) {
      const [newest] = (await page(`&unit=${unit}`)).entries;
      expect(newest).toMatchObject({ action: "POST /personal-data/erase", unit });
    }
    expect((await world.at.store.verify()).faults).toEqual([]);
  });

  test("in the rows of one unit is one entry", async () => {
    await contactOf("P02", "鲁大海");
    const entries = await erased("鲁大海");
    expect(entries).toMatchObject([{ unit: "P02", detail: { rows: 1, revisions: 1 } }]);
    expect(entries[0]?.detail).not.toHaveProperty("units");
  });
});

describe("a sign-in", () => {
  test("that succeeds is the person's, with the address; the code is not told", async () => {
    const person = { name: "周敏", role: "lead", unit: "P02" };
    const { code } = await world.send<{ code: string }>("POST", "/invitations", person);
    const { entries } = await since(() => world.at.send("POST", "/sign-in", "", { code }));
    expect(entries).toMatchObject([
      {
        kind: "sign-in",
        action: "POST /sign-in",
        person,
        unit: "P02",
        detail: { address: "127.0.0.1", role: "lead" },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(code);
  });

  test("that fails is put down with the address, however often in a minute as one", async () => {
    const { entries } = await since(async () => {
      for (let tries = 0; tries < 3; tries += 1) {
        await world.at.send("POST", "/sign-in", "", { code: "ZZZZ9999" });
      }
    });
    expect(entries).toMatchObject([
      {
        kind: "sign-in",
        who: "nobody",
        person: null,
        detail: { outcome: "failed", code: "invitation_invalid", address: "127.0.0.1", count: 3 },
      },
    ]);
  });
});

describe("whoever has no token", () => {
  test("is put down by address, without what was asked for", async () => {
    const { entries } = await since(async () => {
      for (let n = 0; n < 5; n += 1) await world.at.get(`/rows/${n}-secret/history?unit=x${n}`, "dk_wrong");
    });
    expect(entries).toMatchObject([
      {
        kind: "refusal",
        who: "nobody",
        unit: null,
        subject: "",
        detail: { status: 401, address: "127.0.0.1", count: 5 },
      },
    ]);
  });
});

describe("the record", () => {
  test("is paged from the newest, and found by person, unit, kind, action and time", async () => {
    const first = await world.json<AuditPage>("/audit?limit=2");
    expect(first.entries).toHaveLength(2);
    expect(first.entries[0]?.seq).toBe(first.head?.seq);
    const second = await world.json<AuditPage>(`/audit?limit=2&before=${first.before}`);
    expect(second.entries[0]?.seq).toBe((first.entries[1]?.seq ?? 0) - 1);

    for (const { person } of (await page("&who=李明")).entries) expect(person?.name).toBe("李明");
    for (const { unit } of (await page("&unit=P02")).entries) expect(unit).toBe("P02");
    for (const { kind } of (await page("&kind=export")).entries) expect(kind).toBe("export");
    await world.send("PUT", "/periods/2026-04", { state: "closed" });
    const closed = (await page("&action=put%20/periods/")).entries;
    expect(closed.length).toBeGreaterThan(0);
    for (const { action } of closed) expect(action).toBe("PUT /periods/{period}");
    expect((await page("&who=%25")).entries).toEqual([]);
    expect((await page("&to=2026-11-01T00:00:00Z")).entries).toEqual([]);
    expect((await page("&from=2026-11-01T08:00:00%2B08:00")).entries.length).toBeGreaterThan(0);
  });

  test("is sound, and goes out as a file that a spreadsheet opens", async () => {
    const answer = await world.at.get("/audit.csv?kind=sign-in", world.tokens["hq-admin"]);
    const csv = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
    expect(csv.slice(0, 20)).toBe("\ufeff序号,时间,人员编号,姓名,角色,人员");
    expect(csv.split("\r\n").length).toBe((await page("&kind=sign-in")).entries.length + 2);
    const { audit, faults } = await world.at.store.verify();
    expect(faults).toEqual([]);
    expect(audit.head).toEqual((await page()).head);
  });

  test("keeps refusals when the store is closed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dakehu-audit-"));
    const open = () => openSqliteStore(databaseFile(folder), "2026-11-03T02:00:00Z");
    try {
      const store = open();
      store.audit.refused({
        at: "2026-11-03T02:00:00.000Z",
        who: "nobody",
        unit: null,
        kind: "refusal",
        action: "GET /master.xlsx",
        subject: "",
        detail: { status: 401 },
      });
      await store.close();
      const again = open();
      expect(await again.audit.page({ limit: 10 })).toMatchObject([
        { seq: 1, detail: { status: 401, count: 1 } },
      ]);
      await again.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
