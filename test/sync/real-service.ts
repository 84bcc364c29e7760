/** The real service on a store of its own, with a line to it that can be cut. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Role } from "../../shared/sync/protocol.ts";
import { hashOf, newToken } from "../../server/auth/secret.ts";
import { foldersIn } from "../../server/config.ts";
import type { FilesOptions } from "../../server/files/files.ts";
import { filesOf } from "../../server/files/files-of.ts";
import { serve } from "../../server/serve.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";

export interface RealService {
  /** Of the line, not of the service itself. */
  readonly origin: string;
  readonly line: Line;
  /** A token for somebody of the unit; null for headquarters. */
  person(name: string, role: Role, unit: string | null): Promise<string>;
  stop(): Promise<void>;
}

export interface Line {
  /** The service gets the next push and answers it, but the answer does not come through. */
  loseNextReceipt(): void;
  /** Bodies of the pushes that went through, as the service got them. */
  readonly pushes: readonly string[];
}

/** Units: the plants P01 深圳工厂 and P02 芜湖工厂. `now`: what time it is for the service. */
export async function aRealService(now: number, writing: Partial<FilesOptions> = {}): Promise<RealService> {
  const folder = mkdtempSync(join(tmpdir(), "dakehu-pane-"));
  const at = new Date(now).toISOString();
  const store = openSqliteStore(databaseFile(folder), at);
  for (const [code, name] of [
    ["P01", "深圳工厂"],
    ["P02", "芜湖工厂"],
  ] as const) {
    await store.units.add({ code, name, kind: "plant", base: null, headEmail: null, active: true });
  }
  const config = {
    port: 0,
    host: "127.0.0.1",
    dataDir: folder,
    databaseUrl: null,
    publicUrl: null,
    trustProxy: false as const,
    callsPerMinute: 0,
    tokenDays: 90,
    oidc: null,
    tls: null,
    smtpUrl: null,
    metricsToken: null,
    backup: null,
    logLevel: "silent" as const,
    folders: foldersIn(process.cwd()),
  };
  const files = filesOf(config, store, writing);
  const serving = await serve({ store, config, clock: () => now, log: pino({ level: "silent" }), files });
  const line = await aLine(serving.port);
  return {
    origin: line.origin,
    line,
    async person(name, role, unit) {
      const token = newToken();
      await store.people.addToken({ hash: hashOf(token), person: { name, role, unit }, at, expiresAt: null });
      return token;
    },
    async stop() {
      await line.stop();
      await serving.stop();
      await files.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function aLine(port: number): Promise<Line & { origin: string; stop(): Promise<void> }> {
  const pushes: string[] = [];
  let cutNext = false;
  const server = createServer((request, response) => {
    const isPush = request.url === "/api/v1/submissions";
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      if (isPush) pushes.push(body.toString("utf8"));
      const cut = isPush && cutNext;
      if (cut) cutNext = false;
      const { method = "GET", url: path = "/", headers } = request;
      const onward = forward({ port, host: "127.0.0.1", method, path, headers, agent: false }, (answer) => {
        if (!cut) {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
          return;
        }
        answer.resume();
        answer.on("end", () => request.socket.destroy());
      });
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${own}`,
    pushes,
    loseNextReceipt: () => (cutNext = true),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
