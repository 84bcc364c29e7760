/**
 * Reads an `.xlsx` into a grid of raw cells, whoever saved it. The file may come from anyone: what it expands to
 * is bounded, and whatever is wrong with it ends in an UnreadableWorkbook.
 */
import type { SheetGrid, WorkbookGrid } from "../../shared/report/grid.ts";
import { refuseActivePath, refuseActiveTypes } from "./active-content.ts";
import { contentsOf, find, type Parts, tablesOf } from "./contents.ts";
import { unlocked } from "./decrypt.ts";
import { formatOf } from "./format.ts";
import { decoded } from "./markup.ts";
import { sharedStrings } from "./shared-strings.ts";
import { headOf, sheetCells } from "./sheet-cells.ts";
import { UnreadableWorkbook } from "./unreadable.ts";
import { type Archive, openArchive, type UnzipLimits } from "./unzip.ts";

export { UnreadableWorkbook } from "./unreadable.ts";

const MEBIBYTE = 1024 * 1024;
/** A workbook of 5 MB, the most a request carries, expands to some 50 MB; strings cost most memory once read. */
const LIMITS: UnzipLimits = {
  entries: 2_000,
  total: 64 * MEBIBYTE,
  part: (path) => (/sharedStrings/i.test(path) ? 24 : 64) * MEBIBYTE,
};

export interface ReadOptions {
  readonly password?: string;
  /** Of these sheets, by name, only so many rows are wanted: the rest of a long one takes longest to read. */
  readonly heads?: Readonly<Record<string, number>>;
}

/**
 * A file that brings macros, external links, embedded objects or DDE is refused, whatever else it holds.
 *
 * Values as the file has them: dates stay serial numbers, formulas keep their cached value. Blank rows and columns
 * around what a sheet holds are left out. A formula whose cached result is an error reads as that error.
 *
 * @throws UnreadableWorkbook
 */
export async function readWorkbook(
  bytes: Uint8Array,
  { password, heads = {} }: ReadOptions = {},
): Promise<WorkbookGrid> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const archive = unlocked(file, password);
  if (archive.length < 22 || archive.readUInt16BE(0) !== 0x504b)
    throw new UnreadableWorkbook("not_xlsx", "not an archive", { format: formatOf(archive) });
  const parts = partsOf(await openArchive(archive, isWanted, LIMITS));
  const types = find(parts, "[Content_Types].xml");
  const kind = types ? decoded(types) : "";
  if (!SPREADSHEET.test(kind))
    throw new UnreadableWorkbook("not_xlsx", "an archive of another kind", {
      format: formatOf(archive, kind),
    });
  refuseActiveTypes(kind);

  const { date1904, sheets, strings: stringsPath } = contentsOf(parts);
  const strings = sharedStrings(stringsPath === undefined ? undefined : find(parts, stringsPath));
  const grids = sheets.map(({ name, hidden, path }): SheetGrid => {
    const head = Object.hasOwn(heads, name) ? heads[name] : undefined;
    const begun = head === undefined ? undefined : headOf(parts.beginning(path) ?? NOTHING, head);
    const part = begun ?? find(parts, path);
    if (!part) throw new UnreadableWorkbook("damaged", "a sheet is missing");
    const cells = sheetCells(part, { strings, date1904, ...(head !== undefined && { head }) });
    return { name, hidden, ...cells, tables: tablesOf(parts, path) };
  });
  parts.expandRest();
  return { date1904, sheets: grids };
}

const NOTHING = Buffer.alloc(0);

/** Workbooks and templates, also of the kind that may hold macros; not the binary `.xlsb`. */
const SPREADSHEET =
  /application\/vnd\.(?:openxmlformats-officedocument\.spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.macroEnabled)\.main\+xml/;

/** By their paths in lower case; each is expanded when it is asked for. */
function partsOf(archive: Archive): Parts & Pick<Archive, "beginning" | "expandRest"> {
  const paths = new Map(archive.paths.map((path) => [path.toLowerCase(), path]));
  const named = (path: string): string => paths.get(path.toLowerCase()) ?? "";
  return {
    get: (path) => archive.part(named(path)),
    beginning: (path) => archive.beginning(named(path)),
    expandRest: () => archive.expandRest(),
  };
}

function isWanted(path: string): boolean {
  refuseActivePath(path);
  return holdsData(path);
}

/** Pictures, charts, pivot tables and the like are not even expanded. */
const holdsData = (path: string): boolean =>
  /\.(?:xml|rels)$/i.test(path) &&
  !/(?:^|\/)(?:docProps|customXml|theme|media|drawings|charts|pivotTables|pivotCache|externalLinks|slicers|slicerCaches|threadedComments|persons|printerSettings)\/|calcChain|styles\.xml$|comments\d*\.xml$/i.test(
    path,
  );
