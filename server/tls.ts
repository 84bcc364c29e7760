/** The certificate that the service shows: taken up anew when its files on disk change, without a restart. */
import { readFileSync } from "node:fs";
import type { Server } from "node:https";
import { createSecureContext } from "node:tls";
import { X509Certificate } from "node:crypto";
import type { Logger } from "pino";

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface Pair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Renewal tools replace the files once in two months or so. Looked at by content: links and clocks deceive. */
const LOOK_EVERY_MS = 30_000;

/** @throws where a file cannot be read, or certificate and key do not belong together */
export function readPair({ certFile, keyFile }: TlsFiles): Pair {
  const pair = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  createSecureContext(pair);
  return pair;
}

/**
 * Shows the files' new content to whoever connects from then on; connections that stand go on. A pair that does not
 * fit (one file replaced, the other not yet) is left until it does.
 *
 * @returns ends the looking
 */
export function renewing(
  server: Server,
  tls: TlsFiles & Pair,
  log: Logger,
  everyMs = LOOK_EVERY_MS,
): () => void {
  let shown: Pair = tls;
  let complained = "";
  const timer = setInterval(() => {
    try {
      const found = readPair(tls);
      if (found.cert.equals(shown.cert) && found.key.equals(shown.key)) return;
      server.setSecureContext(found);
      shown = found;
      complained = "";
      log.info({ validTo: new X509Certificate(found.cert).validTo }, "certificate renewed");
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== complained) log.warn({ err: error }, "new certificate not usable; the old one stays");
      complained = reason;
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
