/** What a workbook's dropdowns offer once LibreOffice has computed it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * @param ask sheet and address of each dropdown
 * @param fill cells to fill in first, by sheet and address
 * @returns by `sheet!address`: the choices, top down
 */
export function offered(
  workbook: Uint8Array,
  ask: readonly (readonly [string, string])[],
  fill: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Record<string, string[]> {
  const work = mkdtempSync(join(tmpdir(), "dakehu-lists-"));
  try {
    writeFileSync(join(work, "workbook.xlsx"), workbook);
    writeFileSync(join(work, "spec.json"), JSON.stringify({ fill, ask }));
    const script = join(import.meta.dirname, "dropdowns.py");
    const out = execFileSync(process.env.PYTHON ?? "/usr/bin/python3", [
      script,
      join(work, "workbook.xlsx"),
      join(work, "spec.json"),
      work,
    ]);
    return JSON.parse(out.toString("utf8")) as Record<string, string[]>;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
