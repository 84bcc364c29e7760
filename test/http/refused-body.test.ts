import { request } from "node:http";
import { aService, type AService } from "./a-service.ts";

let at: AService;
beforeAll(async () => {
  at = await aService();
});
afterAll(() => at.stop());

/** Sends a body over a connection that is closed after it, as scripts do; the status and code of the answer. */
function sendOnce(token: string, body: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${at.url}/api/v1/submissions`,
      {
        method: "POST",
        agent: false,
        headers: {
          Authorization: `Bearer ${token}`,
          "Content-Type": "application/json",
          "Content-Length": body.length,
          Connection: "close",
        },
      },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on("data", (piece: Buffer) => pieces.push(piece));
        answer.on("end", () => {
          const { code } = JSON.parse(Buffer.concat(pieces).toString("utf8")) as { code: string };
          resolve(`${answer.statusCode} ${code}`);
        });
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}

describe("a client that sends everything before it listens, and closes the connection then", () => {
  it.each([6, 40])("is told that %d MB are too many, instead of finding the line cut", async (megabytes) => {
    const lead = await at.token("lead", "P01");
    expect(await sendOnce(lead, Buffer.alloc(megabytes * 1024 * 1024, "x"))).toBe("413 too_large");
  });

  it("is told that its token is not valid, whatever it sends", async () => {
    expect(await sendOnce("nobody", Buffer.alloc(6 * 1024 * 1024, "x"))).toBe("401 unauthenticated");
  });
});
