/** A whole service on a store of its own: real files, real sockets, a clock that stands where it is put. */
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { type Logger, pino } from "pino";
import { createApp } from "../../server/app.ts";
import { hashOf, newToken } from "../../server/auth/secret.ts";
import type { Files, FilesOptions } from "../../server/files/files.ts";
import { filesOf } from "../../server/files/files-of.ts";
import { type Config, foldersIn } from "../../server/config.ts";
import type { SqlStore } from "../../server/store/sql/sql-store.ts";
import type { Author, Role, Submission, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { type ADatabase, aDatabase } from "../store/a-database.ts";

/** P01 and P02 are plants, S01 is P01's shop. */
export const UNITS = [
  { code: "P01", name: "扬州工厂", kind: "plant", base: null },
  { code: "P02", name: "深圳工厂", kind: "plant", base: null },
  { code: "S01", name: "南京4S店", kind: "shop", base: "P01" },
] as const;

export interface AService {
  readonly app: Express;
  readonly url: string;
  readonly store: SqlStore;
  readonly database: ADatabase;
  readonly folder: string;
  readonly files: Files;
  /** Milliseconds; tests move it. */
  clock: number;
  /** A token for somebody of that role; `unit` where the role has one. */
  token(role: Role, unit?: string, name?: string): Promise<string>;
  get(path: string, token: string, headers?: Record<string, string>): Promise<Response>;
  send(
    method: string,
    path: string,
    token: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
  push(token: string, submission: Submission): Promise<SubmissionAnswer>;
  stop(): Promise<void>;
}

interface Around {
  readonly database?: ADatabase;
  readonly log?: Logger;
}

/**
 * @param settings what is configured otherwise than is usual in tests
 * @param writing how long files are written and kept
 * @param around what else it works with
 */
export async function aService(
  at = "2026-11-03T02:00:00Z",
  settings: Partial<Config> = {},
  writing: Partial<FilesOptions> = {},
  { database: given, log = pino({ level: "silent" }) }: Around = {},
): Promise<AService> {
  const database = given ?? (await aDatabase());
  const { folder } = database;
  const store = await database.open(at);
  for (const unit of UNITS) await store.units.add({ ...unit, headEmail: null, active: true });
  const state = { clock: Date.parse(at) };
  const files = filesOf({ dataDir: folder, databaseUrl: database.url }, store, writing);
  const app = createApp({
    store,
    files,
    clock: () => state.clock,
    log,
    config: {
      port: 0,
      host: "127.0.0.1",
      dataDir: folder,
      databaseUrl: database.url,
      publicUrl: null,
      trustProxy: false,
      callsPerMinute: 0,
      tokenDays: 90,
      oidc: null,
      tls: null,
      smtpUrl: null,
      metricsToken: null,
      backup: null,
      logLevel: "silent",
      folders: foldersIn(process.cwd()),
      ...settings,
    },
  });
  const server = app.listen(0, "127.0.0.1");
  // Never: a test that runs another program stands still, and its next call must find the line open.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${address.port}`;
  const bearer = (token: string): Record<string, string> =>
    token === "" ? {} : { Authorization: `Bearer ${token}` };

  const service: AService = {
    app,
    url,
    store,
    database,
    folder,
    files,
    get clock() {
      return state.clock;
    },
    set clock(to) {
      state.clock = to;
    },
    async token(role, unit, name = `${role} ${unit ?? "HQ"}`) {
      const token = newToken();
      const person: Author = { name, role, unit: unit ?? null };
      await store.people.addToken({ hash: hashOf(token), person, at, expiresAt: null });
      return token;
    },
    get: (path, token, headers = {}) =>
      fetch(`${url}/api/v1${path}`, { headers: { ...bearer(token), ...headers }, redirect: "manual" }),
    send: (method, path, token, body, headers = {}) =>
      fetch(`${url}/api/v1${path}`, {
        method,
        headers: { ...bearer(token), "Content-Type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    async push(token, submission) {
      const response = await service.send("POST", "/submissions", token, submission);
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as SubmissionAnswer;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await files.close();
      await store.close();
      await database.remove();
    },
  };
  return service;
}
