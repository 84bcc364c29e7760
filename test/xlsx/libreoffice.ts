/** LibreOffice as a second opinion: it opens a file, computes it and saves it in its own way. */
import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inFolder } from "./inspect.ts";

const run = promisify(execFile);
const SOFFICE = process.env["SOFFICE"] ?? "soffice";

/** The file as LibreOffice saves it in another format. */
export async function savedByLibreOffice(
  bytes: Uint8Array,
  format: "xlsx" | "pdf" | "xls" | "ods",
): Promise<Buffer> {
  return converted(bytes, format, async (out) => {
    const [file = ""] = await readdir(out);
    return readFile(join(out, file));
  });
}

/** What each sheet shows, as LibreOffice computes and formats it: rows of cells by the sheet's name. */
export async function shownByLibreOffice(bytes: Uint8Array): Promise<Map<string, string[][]>> {
  // Separator, quotes, UTF-8, from the first line, as shown, all sheets.
  const filter = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1";
  return converted(bytes, filter, async (out) => {
    const shown = new Map<string, string[][]>();
    for (const file of await readdir(out)) {
      const text = await readFile(join(out, file), "utf8");
      shown.set(
        file.replace(/^book-/, "").replace(/\.csv$/, ""),
        text
          .trimEnd()
          .split("\n")
          .map((line) => line.split("\t")),
      );
    }
    return shown;
  });
}

/** One for all conversions of a test file: making it takes LibreOffice longer than a conversion. */
const profile = join(tmpdir(), `dakehu-soffice-${process.pid}`);
afterAll(() => rm(profile, { recursive: true, force: true }));

async function converted<T>(
  bytes: Uint8Array,
  format: string,
  collect: (out: string) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    const file = join(folder, "book.xlsx");
    const out = join(folder, "out");
    await writeFile(file, bytes);
    await run(SOFFICE, [
      "--headless",
      `-env:UserInstallation=file://${profile}`,
      "--convert-to",
      format,
      "--outdir",
      out,
      file,
    ]);
    return collect(out);
  });
}
