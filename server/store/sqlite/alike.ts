/** Whether two files are the same, byte by byte; memory does not grow with them. */
import { closeSync, openSync, readSync, statSync } from "node:fs";

const AT_ONCE = 1 << 20;

export function areAlike(one: string, other: string): boolean {
  if (statSync(one).size !== statSync(other).size) return false;
  const handles = [openSync(one, "r"), openSync(other, "r")] as const;
  const parts = [Buffer.alloc(AT_ONCE), Buffer.alloc(AT_ONCE)] as const;
  try {
    for (;;) {
      const read = readSync(handles[0], parts[0], 0, AT_ONCE, null);
      if (readSync(handles[1], parts[1], 0, AT_ONCE, null) !== read) return false;
      if (read === 0) return true;
      if (!parts[0].subarray(0, read).equals(parts[1].subarray(0, read))) return false;
    }
  } finally {
    for (const handle of handles) closeSync(handle);
  }
}
