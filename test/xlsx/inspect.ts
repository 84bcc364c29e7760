/** Describes what is in an `.xlsx`. openpyxl reads it, not the library that wrote it, so that none flatters itself. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { DrawnWorkbook } from "./drawn.ts";

const run = promisify(execFile);
/** A Python 3 that has openpyxl. */
const PYTHON = process.env["PYTHON"] ?? "/usr/bin/python3";

export async function inspectWorkbook(bytes: Uint8Array): Promise<DrawnWorkbook> {
  return inFolder(async (folder) => {
    const file = join(folder, "book.xlsx");
    await writeFile(file, bytes);
    const described = await run(PYTHON, [join(__dirname, "describe.py"), file], { maxBuffer: 1 << 28 });
    const drawn: DrawnWorkbook = JSON.parse(described.stdout);
    return drawn;
  });
}

/** Runs a Python script that saves a workbook to `path`. Its body is written in the test that needs it. */
export async function savedByPython(body: string): Promise<Buffer> {
  return inFolder(async (folder) => {
    const path = join(folder, "book.xlsx");
    await run(PYTHON, ["-c", `path = ${JSON.stringify(path)}\n${body}`]);
    return readFile(path);
  });
}

/** A folder of its own, gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "dakehu-xlsx-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
