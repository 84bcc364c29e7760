/** One good call for each route of the API. A route without one fails the walk: say here what it takes. */
import type { Role } from "../../shared/sync/protocol.ts";
import type { Entry } from "../../shared/sync/screening.ts";
import type { AService } from "../http/a-service.ts";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { anyName, type AWorld, PERSONS, type UnitCode } from "./a-world.ts";

export interface Case {
  readonly world: AWorld;
  /** The unit that the call is about. */
  readonly unit: UnitCode;
  readonly role: Role;
}

export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** With bytes or text as a body. */
  readonly type?: string;
}

export interface Example {
  /** A unit's own matter; or everybody's alike. */
  readonly about: "unit" | "all";
  /** What is in the answer exactly where the unit is within reach: routes that leave out what is not to be seen. */
  readonly shows?: (one: Case) => string;
  /** What another unit's matter is refused with, where not by 403: that it exists is not to be learnt. */
  readonly hidden?: true;
  /** The service of the walk does not offer it: 404 for everybody. */
  readonly notSetUp?: true;
  readonly call: (one: Case) => Call | Promise<Call>;
}

const ofAll = (call: Example["call"] = () => ({})): Example => ({ about: "all", call });
const ofUnit = (call: Example["call"]): Example => ({ about: "unit", call });
const hidden = (call: Example["call"]): Example => ({ about: "unit", call, hidden: true });
const shown = (shows: (one: Case) => string, call: Example["call"] = () => ({})): Example => ({
  about: "unit",
  shows,
  call,
});

/** The walk's service has no company's sign-in: that is test/auth/company.test.ts. */
const notSetUp = (call: Example["call"] = () => ({})): Example => ({ about: "all", notSetUp: true, call });

const PERIOD = "2026-10";
const inMonth = ofAll(() => ({ query: { period: PERIOD } }));
const ofMonth = ofAll(() => ({ params: { period: PERIOD } }));
const report = ofAll(async ({ world }) => ({ params: { number: await issued(world) } }));

const longFile = ofAll(async ({ world }) => ({
  params: { id: (await world.send<{ id: string }>("POST", "/files", { kind: "master" })).id },
}));

async function issued(world: AWorld): Promise<string> {
  const all = await world.json<{ number: string }[]>("/reports");
  if (all[0]) return all[0].number;
  return (await world.send<{ number: string }>("POST", "/reports", { period: PERIOD })).number;
}

async function newestToken(world: AWorld, ...person: Parameters<AService["token"]>): Promise<string> {
  await world.at.token(...person);
  const all = await world.json<{ id: number }[]>("/tokens");
  return String(Math.max(...all.map(({ id }) => id)));
}

const anAccount = () => ({ account: `${newId()}@corp.example`, name: anyName(), role: "lead", unit: "P02" });

async function copyOf({ world, unit }: Case): Promise<string> {
  await world.nomination(unit);
  const page = await world.json<{ copies: { id: number }[] }>(`/copies?unit=${unit}&limit=1`);
  return String(page.copies[0]?.id);
}

/** The template with the unit's rows in it, as the service draws it. */
async function workbook({ world, unit }: Case): Promise<Call> {
  const path = `/template.xlsx?unit=${unit}&period=${PERIOD}`;
  const drawn = await world.at.get(path, world.tokens.hq);
  return {
    query: { unit },
    body: new Uint8Array(await drawn.arrayBuffer()),
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
}

async function proposed(world: AWorld): Promise<Entry> {
  const name = anyName();
  await world.tell("P01", aRow("carriers", { name }));
  const found = (await world.json<Entry[]>("/entries?kind=carrier&limit=1000")).find(
    (one) => one.name === name,
  );
  if (!found) throw new Error(name);
  return found;
}

/** A carrier whose fleet two units put at different numbers. */
async function choice(world: AWorld) {
  const name = anyName();
  await world.tell("P01", aRow("carriers", { name, fleetSize: 30 }));
  await world.tell("P02", aRow("carriers", { name, fleetSize: 45 }));
  const found = (await world.json<Entry[]>("/entries?kind=carrier&limit=1000")).find(
    (one) => one.name === name,
  );
  return { kind: "carrier", id: found?.id, column: "fleetSize", value: 30 };
}

const CSV_HEADINGS = { headings: [{ heading: "车辆数", column: "units" }] };

/** By the document's own words: `METHOD /path`. */
export const CALLS: Readonly<Record<string, Example>> = {
  "POST /sign-in": ofAll(async ({ world }) => {
    const person = { name: "新人", role: "lead", unit: "P01" };
    const { code } = await world.send<{ code: string }>("POST", "/invitations", person);
    return { body: { code } };
  }),
  // Ending the walk's own sign-in would end the walk: it is called with one made for it (see every-route.test.ts).
  "POST /sign-out": ofAll(),
  "GET /session": ofAll(),
  "GET /session/tokens": ofAll(),
  "DELETE /session/tokens/{id}": ofAll(async ({ world, role }) => {
    const { name, unit } = PERSONS[role];
    return { params: { id: await newestToken(world, role, unit ?? undefined, name) } };
  }),
  "GET /company-sign-in": ofAll(),
  "GET /company-sign-in/start": notSetUp(() => ({ query: { page: "desk" } })),
  "GET /company-sign-in/return": notSetUp(),

  "POST /submissions": ofUnit(({ unit }) => ({ body: aSubmission({ unit, rows: [aPurchase()] }) })),
  "POST /workbooks": ofUnit(workbook),
  "POST /workbooks/marked": ofUnit(workbook),
  "POST /csv": ofUnit(({ unit }) => ({
    query: { unit, sheet: "purchases", period: PERIOD },
    body: "大客户,产品类别,供应商,数量(台)\n招商物流,半挂车,本集团,3\n",
    type: "text/csv",
  })),
  "GET /csv/mapping": ofUnit(({ unit }) => ({ query: { unit, sheet: "purchases" } })),
  "PUT /csv/mapping": ofUnit(({ unit }) => ({ query: { unit, sheet: "purchases" }, body: CSV_HEADINGS })),
  "POST /periods/{period}/quiet": ofUnit(({ unit }) => ({
    params: { period: PERIOD },
    body: { submissionId: newId(), unit, ratings: [{ account: "招商物流", rating: 4 }] },
  })),

  "GET /register": ofUnit(({ unit }) => ({ query: { unit } })),
  "GET /rows": ofUnit(({ unit }) => ({ query: { unit } })),
  "GET /rows/{rowId}/history": hidden(({ world, unit }) => ({ params: { rowId: world.rows[unit] } })),
  "POST /rows/latest": shown(
    ({ world, unit }) => world.rows[unit],
    ({ world }) => ({ body: { rowIds: Object.values(world.rows) } }),
  ),
  "GET /template.xlsx": ofUnit(({ unit }) => ({ query: { unit, period: PERIOD } })),
  "GET /units": shown(({ unit }) => `"code":"${unit}"`),
  "POST /units": ofAll(() => ({ body: { code: `N${newId().slice(-8)}`, name: "新厂", kind: "plant" } })),
  "PUT /units/{code}": ofAll(() => ({ params: { code: "P02" }, body: { name: "深圳工厂" } })),

  "GET /periods": ofAll(),
  "GET /periods/{period}": ofMonth,
  "GET /periods/{period}/changes": ofMonth,
  "PUT /periods/{period}": ofAll(() => ({ params: { period: "2026-05" }, body: { state: "closed" } })),
  "GET /periods/{period}/completeness": shown(
    ({ unit }) => `"${unit}"`,
    () => ({ params: { period: PERIOD } }),
  ),
  "POST /periods/{period}/reminders": ofAll(() => ({ params: { period: PERIOD }, body: { units: ["P02"] } })),

  "GET /filings": ofUnit(({ unit }) => ({ query: { unit } })),
  "GET /filings/{rowId}": hidden(async ({ world, unit }) => ({
    params: { rowId: await world.nomination(unit) },
  })),
  "POST /filings/{rowId}/decision": hidden(async ({ world, unit, role }) => ({
    params: { rowId: await world.nomination(unit) },
    body: { decision: role === "head" || role === "lead" ? "endorsed" : "accepted" },
  })),
  "POST /decisions/{id}/undo": ofUnit(async ({ world, unit, role }) => ({
    params: { id: String(await world.decision(unit, role)) },
    body: { reason: "弄错了" },
  })),
  "GET /decisions": ofAll(),
  "GET /accounts": ofAll(),
  "GET /entries": ofAll(),
  "POST /entries/decisions": ofAll(async ({ world }) => {
    const { kind, id } = await proposed(world);
    return { body: { decisions: [{ kind, id, decision: "accepted" }] } };
  }),
  "GET /matches": ofAll(),
  "POST /differences/decisions": ofAll(async ({ world }) => ({ body: { choices: [await choice(world)] } })),

  "GET /master.xlsx": ofAll(),
  "GET /master.csv": ofAll(() => ({ query: { sheet: "purchases" } })),
  "POST /files": ofAll(() => ({ body: { kind: "master" } })),
  "GET /files/{id}": longFile,
  "GET /files/{id}/content": longFile,
  "DELETE /files/{id}": longFile,
  "GET /merged": ofAll(() => ({ query: { sheet: "carriers" } })),
  "GET /merged/{rowId}": ofAll(async ({ world }) => ({
    params: { rowId: await world.tell("P02", aRow("carriers", { name: anyName() })) },
  })),
  "GET /differences": ofAll(),
  "GET /replica": ofAll(() => ({ query: { from: PERIOD } })),
  "GET /summary": inMonth,
  "GET /summary.xlsx": inMonth,
  "GET /summary/rows": ofAll(() => ({ query: { sheet: "purchases", period: PERIOD } })),
  "GET /coverage": inMonth,
  "GET /summary/words": inMonth,
  "GET /summary/words/{period}/{section}": ofAll(() => ({ params: { period: PERIOD, section: "events" } })),
  "PUT /summary/words/{period}/{section}": ofAll(async ({ world }) => ({
    params: { period: PERIOD, section: "events" },
    body: { text: "本月要闻。", baseRevision: await revisionOfWords(world) },
  })),
  "POST /reports": ofAll(() => ({ body: { period: PERIOD } })),
  "GET /reports": ofAll(),
  "GET /reports/{number}": report,
  "GET /reports/{number}/summary.xlsx": report,

  "GET /copies": ofUnit(({ unit }) => ({ query: { unit } })),
  "GET /copies/settings": ofAll(),
  "PUT /copies/settings": ofAll(() => ({ body: { hqAddresses: ["hq@example.com"], remindDays: [3] } })),
  "GET /copies/{id}/message.eml": hidden(async (one) => ({ params: { id: await copyOf(one) } })),
  "POST /copies/{id}/retry": ofAll(async (one) => ({ params: { id: await copyOf(one) } })),

  "POST /invitations": ofAll(() => ({ body: { name: "新人", role: "lead", unit: "P01" } })),
  "GET /invitations": ofAll(),
  "DELETE /invitations/{id}": ofAll(async ({ world }) => {
    await world.send("POST", "/invitations", { name: anyName(), role: "lead", unit: "P01" });
    const open = await world.json<{ id: string }[]>("/invitations");
    return { params: { id: open.at(-1)?.id ?? "" } };
  }),
  "GET /tokens": ofAll(),
  "POST /personal-data/find": ofAll(() => ({ body: { find: "刘志峰" } })),
  "POST /personal-data/erase": ofAll(async ({ world }) => {
    const find = `${anyName()}之友`;
    await world.tell("P01", aRow("contacts", { name: find }));
    const { fingerprint } = await world.send<{ fingerprint: string }>("POST", "/personal-data/find", {
      find,
    });
    return { body: { find, fingerprint, reason: "本人来函" } };
  }),
  "GET /personal-data/erasures": ofAll(),
  "GET /audit": ofAll(),
  "GET /audit.csv": ofAll(),
  "DELETE /tokens/{id}": ofAll(async ({ world }) => {
    return { params: { id: await newestToken(world, "lead", "P02", anyName()) } };
  }),
  "GET /company-accounts": ofAll(),
  "POST /company-accounts": ofAll(() => ({ body: anAccount() })),
  "DELETE /company-accounts/{id}": ofAll(async ({ world }) => {
    const { id } = await world.send<{ id: number }>("POST", "/company-accounts", anAccount());
    return { params: { id: String(id) } };
  }),
};

async function revisionOfWords(world: AWorld): Promise<number> {
  const all = await world.json<{ section: string; revision: number }[]>(`/summary/words?period=${PERIOD}`);
  return all.find(({ section }) => section === "events")?.revision ?? 0;
}
