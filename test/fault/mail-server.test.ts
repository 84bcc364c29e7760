/** A mail server that accepts and dies: at any point of a mail, again and again. */
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { type Chance, pick } from "../bench/chance.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { type AnOutbox, anOutbox, MINUTE } from "../notify/an-outbox.ts";
import { seeded } from "./seeded.ts";

const PUSHES = 20;

/** Where it can die: before its greeting, at a command, within a mail, or with a mail taken and its answer not given. */
const DEATHS = ["greeting", "MAIL", "RCPT", "DATA", "within", "taken", "answered"] as const;
type Death = (typeof DEATHS)[number];

/** Speaks as much SMTP as is needed, and drops the line where it is told. */
class ADyingMailServer {
  /** The ids of mails that it has taken for good. */
  readonly taken: string[] = [];
  /** How many it has taken and answered for. */
  answered = 0;
  readonly #server: Server;
  readonly #death: () => Death | null;

  constructor(death: () => Death | null) {
    this.#death = death;
    this.#server = createServer((socket) => this.#talk(socket));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}?from=dakehu@hq.example`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => void this.#server.close(() => resolve()));
  }

  #talk(socket: Socket): void {
    let death = this.#death();
    let mail: string | null = null;
    let heard = "";
    const dies = (at: Death): boolean => {
      if (death === at) socket.destroy();
      return death === at;
    };
    socket.on("error", () => undefined);
    if (dies("greeting")) return;
    socket.write("220 mail\r\n");
    socket.on("data", (chunk: Buffer) => {
      heard += chunk.toString("latin1");
      for (;;) {
        if (socket.destroyed) return;
        if (mail !== null) {
          if (heard.length > 200 && dies("within")) return;
          const end = heard.indexOf("\r\n.\r\n");
          if (end === -1) return;
          mail = heard.slice(0, end);
          heard = heard.slice(end + 5);
          this.taken.push(/^message-id:\s*(\S+)/im.exec(mail)?.[1] ?? "");
          mail = null;
          if (dies("taken")) return;
          this.answered += 1;
          socket.write("250 taken\r\n");
          if (dies("answered")) return;
          death = this.#death();
          continue;
        }
        const end = heard.indexOf("\r\n");
        if (end === -1) return;
        const [verb = ""] = heard.slice(0, end).toUpperCase().split(/[ :]/);
        heard = heard.slice(end + 2);
        if (verb === "MAIL" || verb === "RCPT" || verb === "DATA") if (dies(verb)) return;
        if (verb === "DATA") mail = "";
        socket.write(verb === "DATA" ? "354 go on\r\n" : verb === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
        if (verb === "QUIT") socket.end();
      }
    });
  }
}

let outbox: AnOutbox;
beforeEach(async () => {
  outbox = await anOutbox();
});
afterEach(() => outbox.close());

async function untilSettled(url: string, chance: Chance): Promise<void> {
  for (let round = 0; ; round += 1) {
    const copies = await outbox.copies();
    if (copies.every(({ state }) => state === "sent" || state === "failed")) return;
    if (round > 400) throw new Error(JSON.stringify(copies.map(({ state }) => state)));
    const sender = outbox.sender(url);
    await sender.recover();
    await sender.round();
    outbox.now += MINUTE * (1 + chance(30));
  }
}

seeded(
  "a mail server that dies at any point of a mail: no copy is lost, and none reaches it twice",
  async (chance) => {
    const mail = new ADyingMailServer(() => (chance(3) === 0 ? pick(DEATHS, chance) : null));
    const url = await mail.listen();
    try {
      for (let n = 0; n < PUSHES; n += 1) {
        const { counts } = await outbox.push(aSubmission({ rows: [aPurchase()] }));
        expect(counts.created).toBe(1);
      }
      await untilSettled(url, chance);
      const copies = await outbox.copies();
      expect(copies).toHaveLength(PUSHES * 2);
      expect(new Set(mail.taken).size).toBe(mail.taken.length);
      const sent = copies.filter(({ state }) => state === "sent");
      expect(sent).toHaveLength(mail.answered);
      // What the mail server may have had is shown to a person, who decides.
      for (const { error } of copies.filter(({ state }) => state === "failed")) {
        expect(error).toContain("可能已经收下");
      }
      expect(mail.taken.length).toBeGreaterThanOrEqual(sent.length);
    } finally {
      await mail.close();
    }
  },
  120_000,
);

test("a mail server that takes every mail and dies before its answer: each is sent once and shown as unsure", async () => {
  const mail = new ADyingMailServer(() => "taken");
  const url = await mail.listen();
  try {
    for (let n = 0; n < 5; n += 1) await outbox.push(aSubmission({ rows: [aPurchase()] }));
    await untilSettled(url, () => 0);
    expect(mail.taken).toHaveLength(10);
    expect(new Set(mail.taken).size).toBe(10);
    expect((await outbox.copies()).map(({ state }) => state)).toEqual(Array(10).fill("failed"));
  } finally {
    await mail.close();
  }
}, 60_000);
