/**
 * The mail server of `SMTP_URL`, and whom mails come from: `smtp://user:password@host:587?from=sender@example.com`.
 * Without `from` it is the user where that is an address, else `dakehu@` and the host. TLS is begun where the server
 * offers it; `smtps:` demands it from the start. What nodemailer's connection takes may stand in the query too, such
 * as `requireTLS=true` or `socketTimeout=60000`.
 */
import { parseConnectionUrl } from "nodemailer/lib/shared";
import type { SMTPConnectionAuth, SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { MAIL } from "../../shared/text/mail.ts";

export interface MailServer {
  readonly connection: SMTPConnectionOptions;
  readonly auth: SMTPConnectionAuth | null;
  readonly from: Sender;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/**
 * Milliseconds. A mail server that says nothing for that long is given up; after a mail's end it may have taken the
 * mail all the same, so it is given longer than people are used to.
 */
const PATIENCE = {
  dnsTimeout: 15_000,
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 120_000,
};

export function mailServerOf(smtpUrl: string): MailServer {
  const { auth, from, ...options } = parseConnectionUrl(smtpUrl);
  const user = auth?.user ?? "";
  return {
    connection: { ...PATIENCE, ...options },
    auth: auth ? { user: auth.user, pass: auth.pass } : null,
    from: senderOf(typeof from === "string" ? from : "", user, options.host ?? "localhost"),
  };
}

/** `address`, or `name <address>`. */
function senderOf(from: string, user: string, host: string): Sender {
  const [, name = "", address = from] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  if (address.includes("@")) return { name: name || MAIL.sender, address: address.trim() };
  return { name: MAIL.sender, address: user.includes("@") ? user : `${user || "dakehu"}@${host}` };
}
