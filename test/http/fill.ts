/** Workbooks filled in by openpyxl: as far from our own painter as can be. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Step =
  | {
      readonly sheet: string;
      readonly row: number;
      readonly values: Readonly<Record<string, string | number>>;
    }
  | { readonly sheet: string; readonly merge: string };

const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";

export function fill(workbook: Uint8Array, steps: readonly Step[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "dakehu-fill-"));
  try {
    const [source, target] = [join(folder, "in.xlsx"), join(folder, "out.xlsx")];
    writeFileSync(source, workbook);
    execFileSync(PYTHON, [join(__dirname, "fill.py"), source, target], { input: JSON.stringify(steps) });
    return new Uint8Array(readFileSync(target));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
