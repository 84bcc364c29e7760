import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { ask, type Connection } from "../../addin/sync/api.ts";
import { memoryDrawer } from "../../addin/sync/drawer.ts";
import { readRegister } from "../../addin/sync/register.ts";
import { ServiceProblem } from "../../addin/sync/trouble.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** A program at the other end that answers just so, for as long as `work` takes. */
async function talkingTo<T>(handler: Handler, work: (connection: Connection) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => handler(request, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await work({ origin: `http://127.0.0.1:${port}`, token: () => "dk_abc", language: () => "zh" });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const Answer = z.object({ ok: z.boolean() });

const troubleWith = (handler: Handler, timeoutMs?: number): Promise<ServiceProblem> =>
  talkingTo(handler, async (connection) => {
    const failed = await ask(connection, Answer, { path: "/x", ...(timeoutMs ? { timeoutMs } : {}) }).catch(
      (cause: unknown) => cause,
    );
    if (failed instanceof ServiceProblem) return failed;
    throw new Error("nothing went wrong");
  });

describe("a request", () => {
  test("carries the token and the user's language", async () => {
    let headers: IncomingMessage["headers"] = {};
    await talkingTo(
      (request, response) => {
        headers = request.headers;
        response.end('{"ok":true}');
      },
      (connection) => ask(connection, Answer, { path: "/session" }),
    );
    expect(headers).toMatchObject({ authorization: "Bearer dk_abc", "accept-language": "zh-CN" });
  });

  test("packs a large body, and the same bytes come out", async () => {
    const body = JSON.stringify({ rows: Array.from({ length: 2000 }, (_, n) => `大客户 ${n}`) });
    let received = "";
    await talkingTo(
      (request, response, bytes) => {
        expect(request.headers["content-encoding"]).toBe("gzip");
        received = gunzipSync(bytes).toString("utf8");
        response.end('{"ok":true}');
      },
      (connection) => ask(connection, Answer, { method: "POST", path: "/submissions", body }),
    );
    expect(received).toBe(body);
  });
});

describe("what goes wrong is told apart", () => {
  test("a problem of the service keeps its words", async () => {
    const problem = await troubleWith((_, response) => {
      response.writeHead(403, { "Content-Type": "application/problem+json" });
      response.end(
        JSON.stringify({ code: "unit_forbidden", title: "不能代单位 P02 填报。", detail: "请选择本单位。" }),
      );
    });
    expect(problem).toMatchObject({
      kind: "problem",
      code: "unit_forbidden",
      title: "不能代单位 P02 填报。",
    });
    expect(problem.answerIsLost).toBe(false);
  });

  test.each([429, 503])("%i says when to try again", async (status) => {
    const problem = await troubleWith((_, response) => {
      response.writeHead(status, { "Retry-After": "7" });
      response.end();
    });
    expect(problem).toMatchObject({ kind: "busy", retryAfter: 7 });
  });

  test("an ended sign-in is one", async () => {
    expect((await troubleWith((_, response) => response.writeHead(401).end())).kind).toBe("signedOut");
  });

  test("a connection that breaks before the answer leaves open whether the request was carried out", async () => {
    const problem = await troubleWith((request) => request.socket.destroy());
    expect(problem.kind).toBe("network");
    expect(problem.answerIsLost).toBe(true);
  });

  test("no answer in time does so too", async () => {
    const problem = await troubleWith(() => undefined, 50);
    expect(problem.kind).toBe("timeout");
    expect(problem.answerIsLost).toBe(true);
  });

  test("a sign-in page of the network in between is no answer", async () => {
    const problem = await troubleWith((_, response) => response.end("<html>欢迎使用无线网络</html>"));
    expect(problem.kind).toBe("garbled");
    expect(problem.answerIsLost).toBe(true);
  });
});

describe("the register", () => {
  const REGISTER = { accounts: [], branches: [{ account: "中石油", name: "中油运输" }], carriers: [] };

  test("is fetched again only when it changed", async () => {
    const drawer = memoryDrawer();
    const answered: number[] = [];
    await talkingTo(
      (request, response) => {
        const status = request.headers["if-none-match"] === '"v1"' ? 304 : 200;
        answered.push(status);
        response.writeHead(status, { ETag: '"v1"' });
        response.end(status === 200 ? JSON.stringify(REGISTER) : undefined);
      },
      async (connection) => {
        await readRegister(connection, drawer, "P01");
        expect(await readRegister(connection, drawer, "P01")).toEqual({ register: REGISTER, fresh: true });
      },
    );
    expect(answered).toEqual([200, 304]);
  });

  test("kept here does where the service cannot be reached", async () => {
    const drawer = memoryDrawer();
    const first = talkingTo(
      (_, response) => response.writeHead(200, { ETag: '"v1"' }).end(JSON.stringify(REGISTER)),
      (connection) => readRegister(connection, drawer, "P01"),
    );
    expect((await first).fresh).toBe(true);
    const second = talkingTo(
      (request) => request.socket.destroy(),
      (connection) => readRegister(connection, drawer, "P01"),
    );
    expect(await second).toEqual({ register: REGISTER, fresh: false });
  });
});
