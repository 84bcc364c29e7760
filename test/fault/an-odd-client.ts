/** A client that speaks HTTP over a bare socket, and so can be as slow and as rude as it likes. */
import { connect, type Socket } from "node:net";
import { pause } from "./a-process.ts";

export class AnOddClient {
  readonly #socket: Socket;
  #heard = "";

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => (this.#heard += chunk.toString("latin1")));
    // Being cut off is what some of them are there for.
    socket.on("error", () => undefined);
  }

  static async connect(url: string): Promise<AnOddClient> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    return new AnOddClient(socket);
  }

  /** What came back so far. */
  get heard(): string {
    return this.#heard;
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d+)/.exec(this.#heard)?.[1] ?? 0);
  }

  say(text: string | Uint8Array): void {
    this.#socket.write(text);
  }

  /** Piece by piece, with a pause after each. */
  async drip(text: string, pieces: number, ms: number): Promise<void> {
    const bytes = Buffer.from(text);
    const size = Math.ceil(bytes.length / pieces);
    for (let at = 0; at < bytes.length; at += size) {
      this.say(bytes.subarray(at, at + size));
      await pause(ms);
    }
  }

  /** Takes nothing more of what is sent to it. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** Breaks the connection off, as a computer that loses its network. */
  hangUp(): void {
    this.#socket.resetAndDestroy();
  }
}

/** A request's head for a body of so many bytes. */
export const headOf = (method: string, path: string, token: string, type: string, bytes: number): string =>
  [
    `${method} /api/v1${path} HTTP/1.1`,
    "Host: dakehu",
    `Authorization: Bearer ${token}`,
    ...(bytes > 0 ? [`Content-Type: ${type}`, `Content-Length: ${bytes}`] : []),
    "Connection: close",
    "\r\n",
  ].join("\r\n");
