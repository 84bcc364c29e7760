/** What is done about copies: saved as mails, sent again, their settings. */
import type { Copy, CopySettings } from "../../../shared/sync/copies.ts";
import type { Pane } from "../pane.ts";
import { download } from "./download.ts";

export const saveCopy = (pane: Pane, { id, subject }: Copy): Promise<void> =>
  download(pane, { path: `copies/${id}/message.eml`, query: {}, name: `${fileName(subject)}.eml` });

/** Signs that a file's name must not have on some system. */
const fileName = (text: string): string => text.replaceAll(/[\\/:*?"<>|]/g, " ").trim();

/** Asks first where an attempt has failed: the mail may have arrived all the same. */
export const sendAgain = (pane: Pane, copy: Copy, onDone: (now: Copy) => void): Promise<void> =>
  pane.run("copies", async () => {
    const { copies } = pane.texts;
    if (copy.state === "failed") {
      const agreed = await pane.ask("confirm", {
        title: copies.retry,
        paragraphs: [copy.subject, ...(copy.error === null ? [] : [copy.error]), copies.retryAsk],
        go: copies.retry,
      });
      if (!agreed) return;
    }
    const now = await pane.surroundings.service.retryCopy(copy.id);
    onDone(now);
    pane.set({ notice: now.state === "no-address" ? copies.stillNoAddress : copies.retried });
  });

export const saveCopySettings = (
  pane: Pane,
  settings: CopySettings,
  onDone: (saved: CopySettings) => void,
): Promise<void> =>
  pane.run("copies", async () => {
    onDone(await pane.surroundings.service.setCopySettings(settings));
    pane.set({ notice: pane.texts.copies.saved });
  });
