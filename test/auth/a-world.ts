/** Three units that have reported, and somebody of every role: whom the walk over all routes calls as. */
import Database from "better-sqlite3";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import type { Author, PushedRow, Role } from "../../shared/sync/protocol.ts";
import type { Filing } from "../../shared/sync/screening.ts";
import { type AService, aService, UNITS } from "../http/a-service.ts";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";

export type UnitCode = (typeof UNITS)[number]["code"];

export const PERSONS: Readonly<Record<Role, Author>> = {
  lead: { name: "李明", role: "lead", unit: "P01" },
  head: { name: "赵主任", role: "head", unit: "P01" },
  hq: { name: "王志远", role: "hq", unit: null },
  "hq-admin": { name: "管理员", role: "hq-admin", unit: null },
};

export interface AWorld {
  readonly at: AService;
  readonly tokens: Readonly<Record<Role, string>>;
  /** A purchase that each unit has reported. */
  readonly rows: Readonly<Record<UnitCode, string>>;
  /** Rows of a unit, entered by headquarters. */
  tell(unit: UnitCode, row: PushedRow): Promise<string>;
  /** A filing of the unit that waits for an answer. */
  nomination(unit: UnitCode): Promise<string>;
  /** The number of a decision just made on a filing of the unit; for a plant's head its own endorsement where it has one. */
  decision(unit: UnitCode, role: Role): Promise<number>;
  json<T>(path: string): Promise<T>;
  send<T>(method: string, path: string, body: unknown, as?: Role): Promise<T>;
  /** Everything in the store, but for the audit record, and for when tokens were last used. */
  contents(): string;
}

let named = 0;
/** No two alike: likenesses are another matter. */
export const anyName = (): string => `${(named += 1)}号${"甲乙丙丁戊己庚辛壬癸"[named % 10]}运输`;

export async function aWorld(): Promise<AWorld> {
  const at = await aService();
  const tokens = Object.fromEntries(
    await Promise.all(
      Object.values(PERSONS).map(async ({ role, unit, name }) => [
        role,
        await at.token(role, unit ?? undefined, name),
      ]),
    ),
  ) as Record<Role, string>;
  const rows = Object.fromEntries(UNITS.map(({ code }) => [code, newId()])) as Record<UnitCode, string>;
  const read = async <T>(response: Response): Promise<T> => {
    const text = await response.text();
    if (response.status >= 300) throw new Error(`${response.url}: ${response.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
  const world: AWorld = {
    at,
    tokens,
    rows,
    async tell(unit, row) {
      const { outcomes } = await at.push(tokens.hq, aSubmission({ unit, channel: "phone", rows: [row] }));
      if (outcomes[0]?.outcome !== "created") throw new Error(JSON.stringify(outcomes));
      return row.rowId;
    },
    nomination: (unit) => world.tell(unit, aRow("accounts", { name: anyName() })),
    async decision(unit, role) {
      const rowId = await world.nomination(unit);
      const endorses = role === "head" && unit === "S01";
      const decision = { decision: endorses ? "endorsed" : "potential" };
      const path = `/filings/${rowId}/decision`;
      const { steps } = await world.send<Filing>("POST", path, decision, endorses ? "head" : "hq");
      return steps.at(-1)?.decisionId ?? 0;
    },
    json: async (path) => read(await at.get(path, tokens["hq-admin"])),
    send: async (method, path, body, as = "hq-admin") => read(await at.send(method, path, tokens[as], body)),
    contents() {
      const database = new Database(databaseFile(at.folder), { readonly: true });
      try {
        const tables = database
          .prepare<[], string>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'audit' AND sql NOT LIKE '%VIRTUAL%'",
          )
          .pluck()
          .all();
        return JSON.stringify(
          tables.map((table) => [table, database.prepare(`SELECT * FROM "${table}"`).all()]),
          (key, value: unknown) =>
            key === "last_used_at" || key === "expires_at"
              ? undefined
              : typeof value === "bigint"
                ? String(value)
                : value,
        );
      } finally {
        database.close();
      }
    },
  };
  for (const [unit, rowId] of Object.entries(rows)) {
    await world.tell(unit as UnitCode, aPurchase({}, { rowId }));
  }
  // A token's first use is noted: what is compared later is what a call writes beside that.
  for (const token of Object.values(tokens)) await at.get("/session", token);
  return world;
}
