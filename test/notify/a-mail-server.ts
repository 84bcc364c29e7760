/** A mail server on a port of its own, that keeps what it has accepted and can be told to misbehave. */
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface Received {
  readonly from: string;
  /** Of the envelope. */
  readonly to: readonly string[];
  readonly mail: Email;
  readonly raw: string;
}

/** What the server says to a recipient or to a mail; undefined: yes. */
type Answer = { readonly code: number; readonly words: string } | undefined;

export interface AMailServer {
  readonly url: string;
  readonly port: number;
  /** In the order in which they were accepted. */
  readonly received: Received[];
  /** Connections that were made. */
  connections: number;
  answerRecipient: (address: string) => Answer;
  answerMail: () => Answer;
  /** Called when a mail is complete, before it is answered. */
  beforeAnswer: () => Promise<void>;
  /** Breaks every connection off and listens no more. */
  stop(): Promise<void>;
}

const refusal = (answer: Answer): Error | null =>
  answer === undefined ? null : Object.assign(new Error(answer.words), { responseCode: answer.code });

/** @param port 0: any */
export async function aMailServer(port = 0): Promise<AMailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    closeTimeout: 100,
    onConnect: (_, done) => {
      mailServer.connections += 1;
      done();
    },
    onRcptTo: ({ address }, _, done) => done(refusal(mailServer.answerRecipient(address))),
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => void take(Buffer.concat(pieces)).then(done, done));
      const take = async (raw: Buffer): Promise<Error | null> => {
        const no = refusal(mailServer.answerMail());
        if (no) return no;
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          mail: await PostalMime.parse(raw),
          raw: raw.toString("utf8"),
        });
        await mailServer.beforeAnswer();
        return null;
      };
    },
  });
  // Connections that a test breaks off are no news.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.server.address() as AddressInfo;
  const mailServer: AMailServer = {
    url: `smtp://127.0.0.1:${address.port}?from=dakehu@hq.example`,
    port: address.port,
    received,
    connections: 0,
    answerRecipient: () => undefined,
    answerMail: () => undefined,
    beforeAnswer: async () => undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
  return mailServer;
}
