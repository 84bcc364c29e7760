/** The files to import: those named, and in folders every spreadsheet, however deep. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { CommandFault } from "./command.ts";
import { typedPath } from "./typed-path.ts";

/** Old formats too: to be refused by name is better than to be passed over. */
const SPREADSHEET = /\.(?:xlsx|xlsm|xltx|xls|et|ett)$/i;
/** What Excel, WPS and LibreOffice leave beside a file that is open. */
const LOCK = /^(?:~\$|\.~|\._)/;

/**
 * In the order given, a folder's own by name; each once.
 *
 * @throws CommandFault where there is nothing of that name, or nothing in it
 */
export async function workbooksAt(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const file = typedPath(path);
    const there = await stat(file).catch(() => undefined);
    if (!there) throw new CommandFault(inBoth(ADMIN.noSuchFile, { file }));
    const files = there.isDirectory() ? await spreadsheetsIn(file) : [file];
    if (files.length === 0) throw new CommandFault(inBoth(ADMIN.noWorkbooks, { file }));
    for (const one of files) found.add(one);
  }
  return [...found];
}

async function spreadsheetsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && SPREADSHEET.test(entry.name) && !LOCK.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
