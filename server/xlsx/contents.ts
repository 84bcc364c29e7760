/** What a workbook consists of: its sheets, where they lie, and how it counts days. */
import { posix } from "node:path";
import { attribute, decoded, tags } from "./markup.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

/** By their paths in lower case. */
export type Parts = Pick<ReadonlyMap<string, Buffer>, "get">;

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly path: string;
}

export interface Contents {
  readonly date1904: boolean;
  /** Sheets with cells; chart sheets and the like are left out. */
  readonly sheets: readonly SheetPart[];
  readonly strings: string | undefined;
}

/** @throws UnreadableWorkbook where the workbook does not say what it consists of */
export function contentsOf(parts: Parts): Contents {
  const path = targets(parts, "").find(({ kind }) => kind === "officeDocument")?.path ?? "xl/workbook.xml";
  const part = find(parts, path);
  if (!part) throw new UnreadableWorkbook("damaged", "there is no workbook in it");
  const xml = decoded(part);
  const related = targets(parts, path);
  const byId = new Map(related.map((one) => [one.id, one]));
  const sheets: SheetPart[] = [];
  const seen = new Set<string>();
  for (const tag of tags(xml, "sheet")) {
    const target = byId.get(attribute(tag, "id") ?? "");
    // What the list of relations does not know stands for a part that was lost.
    if (!target) throw new UnreadableWorkbook("damaged", "a sheet is not where the workbook says");
    if (target.kind !== "worksheet") continue;
    if (seen.has(target.path)) throw new UnreadableWorkbook("damaged", "two sheets are one part");
    seen.add(target.path);
    const state = attribute(tag, "state");
    const hidden = state === "hidden" || state === "veryHidden";
    sheets.push({ name: attribute(tag, "name") ?? "", hidden, path: target.path });
  }
  const [properties = ""] = tags(xml, "workbookPr");
  return {
    date1904: /^(?:1|true)$/.test(attribute(properties, "date1904") ?? ""),
    sheets,
    strings: related.find(({ kind }) => kind === "sharedStrings")?.path,
  };
}

/** The tables of a sheet, with their ranges as written. */
export function tablesOf(parts: Parts, sheet: string): { name: string; range: string }[] {
  const paths = targets(parts, sheet).flatMap(({ kind, path }) => (kind === "table" ? [path] : []));
  return [...new Set(paths)].flatMap((path) => {
    const part = find(parts, path);
    const [tag] = part ? tags(decoded(part), "table") : [];
    if (tag === undefined) return [];
    const name = attribute(tag, "displayName") ?? attribute(tag, "name") ?? "";
    const range = (attribute(tag, "ref") ?? "").replaceAll("$", "");
    return RANGE.test(range) ? [{ name, range }] : [];
  });
}

const RANGE = /^[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?$/i;

/** A part by its path: programs differ in case. */
export const find = (parts: Parts, path: string): Buffer | undefined => parts.get(path.toLowerCase());

interface Target {
  readonly id: string;
  /** The last word of the relation's type: `worksheet`, `table`. */
  readonly kind: string;
  readonly path: string;
}

/** What a part refers to; "" is the file as a whole. */
function targets(parts: Parts, from: string): Target[] {
  const { dir, base } = posix.parse(from);
  const part = find(parts, posix.join(dir, "_rels", `${base}.rels`));
  if (!part) return [];
  return [...tags(decoded(part), "Relationship")].map((tag) => {
    const target = attribute(tag, "Target") ?? "";
    const path = target.startsWith("/") ? target.slice(1) : posix.join(dir, target);
    return {
      id: attribute(tag, "Id") ?? "",
      kind: (attribute(tag, "Type") ?? "").split("/").at(-1) ?? "",
      path,
    };
  });
}
