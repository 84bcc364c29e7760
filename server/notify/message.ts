/** A copy as a mail, ready for a mail server or for a file. */
import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { periodInChinese } from "../../shared/report/dates.ts";
import { MAIL } from "../../shared/text/mail.ts";
import type { StoredCopy, StoredReport } from "../store/copies-store.ts";
import { drawInThread } from "../xlsx/draw-in-thread.ts";
import { type LetterSources, letterOf } from "./content-of.ts";
import { htmlOf } from "./html.ts";
import type { Sender } from "./mail-server.ts";
import { plainOf } from "./plain.ts";
import { workbookOf } from "./rows.ts";
import { subjectOf } from "./subject.ts";

export interface MessageParts {
  /** null: an unsent draft, which a mail program sends as its own user (`X-Unsent`, as Outlook has it). */
  readonly from: Sender | null;
  readonly to: readonly string[];
  /** Milliseconds. */
  readonly at: number;
  /** The service's public address. */
  readonly publicUrl: string | null;
}

/** The bytes of the mail; undefined where what the copy is about is no longer there. */
export async function messageOf(
  sources: LetterSources,
  copy: StoredCopy,
  { from, to, at, publicUrl }: MessageParts,
): Promise<Buffer | undefined> {
  const letter = await letterOf(sources, copy, publicUrl === null ? null : `${publicUrl}/`);
  if (!letter) return undefined;
  const { content, attached } = letter;
  const urgent = copy.told.kind === "urgent";
  const composer = new MailComposer({
    ...(from === null ? {} : { from }),
    to: [...to],
    subject: subjectOf(copy),
    date: new Date(at),
    messageId: messageIdOf(copy, from?.address ?? ""),
    text: plainOf(content),
    html: htmlOf(content),
    attachments: attached ? [await attachmentOf(attached)] : [],
    textEncoding: "B",
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(urgent ? { "X-Priority": "1 (Highest)", Importance: "high" } : {}),
      ...(from === null ? { "X-Unsent": "1" } : {}),
    },
  });
  return composer.compile().build();
}

/**
 * The same for the same copy whenever it is sent, so that a mail server can tell a mail that it has; and no other
 * copy's, of this store or another.
 */
function messageIdOf({ cause, to, createdAt }: StoredCopy, from: string): string {
  const name = [cause, to.role, to.unit ?? "", createdAt].join("\n");
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 32);
  return `<${digest}@${from.split("@")[1] ?? "dakehu.invalid"}>`;
}

const attachmentOf = async (report: StoredReport) => ({
  filename: MAIL.attachment(report.unitName, periodInChinese(report.period)),
  content: Buffer.from(await drawInThread(workbookOf(report))),
  contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
});
