/** What was erased leaves PostgreSQL's own files, or it is said why not and what its administrator is to do. */
import pg from "pg";
import { openPostgresStore } from "../../server/store/postgres/postgres-store.ts";
import type { SqlStore } from "../../server/store/sql/sql-store.ts";
import { takeIn } from "../../server/intake/intake.ts";
import { AConsole } from "../admin/a-console.ts";
import { UNITS } from "../http/a-service.ts";
import { aRow, aSubmission } from "../intake/a-submission.ts";
import { LEAD } from "../intake/a-store.ts";
import { allBytes } from "../personal/all-bytes.ts";
import { type ADatabase, aDatabase } from "../store/a-database.ts";

const AT = "2026-11-03T02:00:00Z";
const PERSON = { name: "张三丰", phone: "13812345678" };

let database: ADatabase;
let store: SqlStore;
let url: string;
beforeEach(async () => {
  database = await aDatabase();
  url = database.url ?? "";
  store = await database.open(AT);
  for (const unit of UNITS) await store.units.add({ ...unit, headEmail: null, active: true });
  await takeIn(
    store,
    { person: LEAD, language: "zh", at: Date.parse(AT) },
    aSubmission({
      rows: [PERSON, { name: "周芷若", phone: "13900000001" }, { name: "宋远桥", phone: "13900000002" }].map(
        (one) => aRow("contacts", one),
      ),
    }),
  );
});
afterEach(async () => {
  await store.close();
  await database.remove();
});

async function erase(): Promise<void> {
  const { fingerprint } = await store.personal.find(PERSON.name);
  const by = { name: "管理员", unit: null, role: "hq-admin" } as const;
  await store.personal.erase({ sought: PERSON.name, fingerprint, by, at: AT, reason: "本人来函" });
}

test("an older snapshot in which rows may still be seen as they were is said, though it locks no table", async () => {
  const reader = new pg.Client({ connectionString: url });
  await reader.connect();
  await reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT version FROM migrations");
  await erase();
  expect(await store.personal.scour()).toEqual({ outcome: "read" });
  await reader.query("COMMIT");
  await reader.end();
  expect(await store.personal.scour()).toEqual({ outcome: "clean" });
});

test("samples that the server keeps for its planner are gone, too", async () => {
  await database.run("ANALYZE");
  const samples = () =>
    database.all("SELECT 1 FROM pg_stats WHERE histogram_bounds::text LIKE '%' || ? || '%'", [PERSON.phone]);
  expect(await samples()).not.toEqual([]);
  await erase();
  expect(await store.personal.scour()).toEqual({ outcome: "clean" });
  expect(await samples()).toEqual([]);
  expect(await allBytes(database)).not.toContain(PERSON.phone);
});

test("a user who does not own the tables is told what the administrator of the database runs, and that SQL does it", async () => {
  await erase();
  const guest = `guest_${process.pid}`;
  await database.run(
    `CREATE USER ${guest} PASSWORD 'guest'; GRANT CREATE, USAGE ON SCHEMA public TO ${guest};
     GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${guest}`,
  );
  const theirs = new URL(url);
  theirs.username = guest;
  theirs.password = "guest";
  const limited = await openPostgresStore(theirs.href, AT);
  const scoured = await limited.personal.scour();
  await limited.close();
  await database.run(`DROP OWNED BY ${guest}; DROP USER ${guest}`);
  expect(scoured).toMatchObject({
    outcome: "denied",
    sql: expect.stringContaining("VACUUM (FULL, ANALYZE)"),
  });
  const sql = "sql" in scoured ? scoured.sql : "";
  for (const one of sql.split(";").filter((text) => text.trim() !== "")) await database.run(one);
});

test("at the console a contact is found and erased, and what is not the service's to clear is named", () => {
  const at = new AConsole({ DATABASE_URL: url });
  const about = ["--find", PERSON.phone, "--reason", "本人来函"];
  const { fingerprint } = at.json("person-data", "erase", ...about);
  const done = at.admin("person-data", "erase", ...about, "--confirm", String(fingerprint));
  expect([done.code, done.out]).toEqual([0, expect.stringContaining("没有残余")]);
  expect(done.out).toContain("WAL");
  expect(at.admin("person-data", "find", "--find", PERSON.phone).out).toContain("没有找到");
  expect(at.json("person-data", "scour")).toEqual({ scoured: true, copies: [] });
  at.remove();
});
