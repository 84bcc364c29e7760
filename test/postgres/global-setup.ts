/** Before the tests on PostgreSQL: a server, and a database with all tables in it that each test gets a copy of. */
import pg from "pg";
import { openPostgresStore } from "../../server/store/postgres/postgres-store.ts";
import { type AServer, aServer } from "./a-server.ts";
import { KEEP, TEMPLATE } from "./template.ts";

let server: AServer | undefined;

export default async function setUp(): Promise<void> {
  // Another server, with a user who may create databases: CockroachDB, YugabyteDB, Citus, a managed one.
  if ((process.env.TEST_DATABASE_URL ?? "") !== "") return;
  server = await aServer();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/${TEMPLATE}`;
  const store = await openPostgresStore(url.href, "2026-11-03T02:00:00Z");
  await store.close();
  const filled = new pg.Client({ connectionString: url.href });
  await filled.connect();
  await filled.query(KEEP);
  await filled.end();
  process.env.TEST_POSTGRES_URL = server.url;
}

export async function takeDown(): Promise<void> {
  await server?.remove();
  server = undefined;
}
