/** One connection to a mail server, over which mails go one after the other. */
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { MailServer } from "./mail-server.ts";

/** What became of a mail. */
export type Delivery =
  | { readonly kind: "accepted"; readonly refused: readonly Refusal[] }
  /** Nobody has it, and nobody will: the mail server's answer is final. */
  | { readonly kind: "refused"; readonly words: string }
  /** Nobody has it yet. `fault`: with this mail, with the mail server, or with the line between, which may be either. */
  | { readonly kind: "delayed"; readonly words: string; readonly fault: "mail" | "server" | "line" }
  /** It was sent to its end, and no answer came. */
  | { readonly kind: "unsure"; readonly words: string }
  /** Somebody else sends it. */
  | { readonly kind: "taken" };

export interface Refusal {
  readonly address: string;
  readonly words: string;
  /** It may be tried again. */
  readonly later: boolean;
}

export interface Parcel {
  readonly to: readonly string[];
  readonly message: Buffer;
  /** Called before the mail's end goes out; false: it must not. */
  readonly handOver: () => Promise<boolean>;
}

/** The mail server cannot be reached, or does not let us in. */
export class LineFault extends Error {
  override readonly name = "LineFault";
}

export class Line {
  readonly #connection: SMTPConnection;
  readonly #from: string;
  #broken = false;

  private constructor(connection: SMTPConnection, from: string) {
    this.#connection = connection;
    this.#from = from;
    connection.on("error", () => (this.#broken = true));
    connection.on("end", () => (this.#broken = true));
  }

  /** @throws LineFault */
  static async open({ connection: options, auth, from }: MailServer): Promise<Line> {
    const connection = new SMTPConnection(options);
    const line = new Line(connection, from.address);
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once("error", reject);
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      if (auth) {
        await new Promise<void>((resolve, reject) => {
          connection.login(auth, (error) => (error ? reject(error) : resolve()));
        });
      }
    } catch (fault) {
      connection.close();
      throw new LineFault(wordsOf(fault));
    }
    return line;
  }

  get broken(): boolean {
    return this.#broken;
  }

  async send({ to, message, handOver }: Parcel): Promise<Delivery> {
    let handed = false;
    let taken = false;
    // Read only after the mail server has asked for it; its end goes out once the store has been told.
    const body = Readable.from(
      (async function* () {
        yield message;
        if (!(await handOver())) {
          taken = true;
          throw new Error("taken");
        }
        handed = true;
      })(),
    );
    try {
      const { rejectedErrors = [] } = await new Promise<{ rejectedErrors?: readonly Fault[] | undefined }>(
        (resolve, reject) => {
          this.#connection.send(
            { from: this.#from, to: [...to], size: message.length },
            body,
            (error, info) => (error ? reject(error) : resolve(info ?? {})),
          );
        },
      );
      return { kind: "accepted", refused: rejectedErrors.map(refusalOf) };
    } catch (fault) {
      // Whatever went wrong: the next mail begins on a line of its own.
      const answer = isFault(fault) ? answered(fault) : undefined;
      this.#broken = true;
      if (answer) this.#connection.quit();
      else this.#connection.close();
      if (answer) return answer;
      if (taken) return { kind: "taken" };
      const words = wordsOf(fault);
      return handed ? { kind: "unsure", words } : { kind: "delayed", words, fault: "line" };
    }
  }

  close(): void {
    if (!this.#broken) this.#connection.quit();
  }
}

/** What nodemailer adds to an error. */
interface Fault {
  readonly message: string;
  readonly code?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
  readonly recipient?: string | undefined;
  readonly rejectedErrors?: readonly Fault[] | undefined;
}

const isFault = (cause: unknown): cause is Fault => cause instanceof Error;

const TOO_LARGE = 552;
const CLOSING = 421;

/**
 * What a mail server's no means: about a recipient and about the mail itself it is final from 500 on (RFC 5321,
 * 4.2.1), about the sender it is a matter of the configuration. Undefined where there was no answer.
 */
function answered(fault: Fault): Delivery | undefined {
  const { responseCode, command, code } = fault;
  const words = wordsOf(fault);
  // Found out before anything was sent: an address that is none, or a mail above the server's limit.
  if (!responseCode)
    return code === "EENVELOPE" || code === "EMESSAGE" ? { kind: "refused", words } : undefined;
  const ofMail = command === "RCPT TO" || command === "DATA" || responseCode === TOO_LARGE;
  if (ofMail && responseCode >= 500) return { kind: "refused", words };
  return { kind: "delayed", words, fault: ofMail && responseCode !== CLOSING ? "mail" : "server" };
}

const refusalOf = (fault: Fault): Refusal => ({
  address: fault.recipient ?? "",
  words: wordsOf(fault),
  later: (fault.responseCode ?? 0) < 500,
});

/** The mail server's own words where it had any. */
const wordsOf = (cause: unknown): string =>
  (isFault(cause) ? (cause.response ?? cause.message) : String(cause)).slice(0, 500);
