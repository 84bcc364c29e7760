/**
 * A long JSON text as the store keeps it: gzip, in base64 since its columns are texts. A report of a million rows is
 * 69 MB as it is and 6 MB packed, and whoever writes waits for the one a second and more, for the other some hundredths.
 */
import { gunzipSync, gzipSync } from "node:zlib";

export const packed = (json: string): string => gzipSync(json).toString("base64");

/** Also what was kept as it is, by a release of before. No packed text begins like JSON of a record. */
export const unpacked = (kept: string): string =>
  isPacked(kept) ? gunzipSync(Buffer.from(kept, "base64")).toString("utf8") : kept;

const isPacked = (kept: string): boolean => !kept.startsWith("{");
