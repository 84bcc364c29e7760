/** The audit record as it is read on: page after page, all in one list. */
import type { AuditEntry, AuditPage } from "../../../shared/sync/audit.ts";

/** So many pages, newest first, with the last one's `before`. */
export async function readRecord(
  page: (before: { readonly before?: number }) => Promise<AuditPage>,
  pages: number,
): Promise<AuditPage> {
  let last = await page({});
  const { head } = last;
  const entries: AuditEntry[] = [...last.entries];
  for (let read = 1; read < pages && last.before !== null; read += 1) {
    last = await page({ before: last.before });
    entries.push(...last.entries);
  }
  return { ...last, entries, head };
}
