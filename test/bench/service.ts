/** The other end of `serving.ts`: starts a service, asks it over HTTP, ends it. */
import { Agent, type IncomingMessage, request, type RequestOptions } from "node:http";
import { z } from "zod";
import { Done, messageOf, startStep } from "./process.ts";

const Port = z.object({ port: z.int() });
const Used = z.object({ cpuSeconds: z.number() });

export interface Answer {
  readonly body: Buffer;
  /** From the request's beginning to the answer's last byte. */
  readonly ms: number;
}

export interface Ask {
  readonly path: string;
  readonly token: string;
  /** Posted where it is there. */
  readonly body?: Buffer;
  /** The answer is let go by as it comes: to put a large one together takes this process longer than many a push. */
  readonly unread?: boolean;
  /** Of the body; JSON where left out. A file may be refused, which is an answer as well. */
  readonly type?: string;
}

export class RunningService {
  readonly #child;
  readonly #port: number;
  readonly #agent: Agent;

  private constructor(child: ReturnType<typeof startStep>, port: number) {
    this.#child = child;
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true });
  }

  /** @param databaseUrl of PostgreSQL; SQLite in the folder where left out */
  static async start(data: string, databaseUrl?: string): Promise<RunningService> {
    const child = startStep("serve", { data, databaseUrl });
    const { port } = Port.parse(await messageOf(child, "serve"));
    return new RunningService(child, port);
  }

  /** Connections are kept and used again: as many are open as there are questions at a time. */
  async ask({ path, token, body, type, unread = false }: Ask): Promise<Answer> {
    const began = performance.now();
    const headers = {
      Authorization: `Bearer ${token}`,
      ...(body && { "Content-Type": type ?? "application/json", "Content-Length": body.length }),
    };
    const { status, body: answer } = await answerTo(
      {
        host: "127.0.0.1",
        port: this.#port,
        path: `/api/v1${path}`,
        method: body ? "POST" : "GET",
        agent: this.#agent,
        headers,
      },
      body,
      unread,
    );
    const ms = performance.now() - began;
    const refused = type !== undefined && status >= 400 && status < 500;
    if ((status < 200 || status > 299) && !refused)
      throw new Error(`${path} ${status}: ${answer.toString("utf8").slice(0, 500)}`);
    return { body: answer, ms };
  }

  /** What the service used in its life. */
  async stop(): Promise<{ peakMemoryMiB: number; cpuSeconds: number }> {
    this.#agent.destroy();
    const last = messageOf(this.#child, "serve");
    this.#child.send("stop");
    const { value, peakMemoryMiB } = Done.parse(await last);
    return { peakMemoryMiB, ...Used.parse(value) };
  }
}

function answerTo(
  options: RequestOptions,
  body: Buffer | undefined,
  unread: boolean,
): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const take = (response: IncomingMessage): void => {
      const chunks: Buffer[] = [];
      if (unread) response.resume();
      else response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
    };
    request(options, take).once("error", reject).end(body);
  });
}
