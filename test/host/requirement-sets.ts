/**
 * Which requirement set a member of Office.js came with, as the doc comments of @types/office-js say it. Needs the
 * TypeScript compiler and the type definitions, so it runs in node only; a page is given the finished list.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";
import { isLater } from "./set-order.ts";

/** `Range.sort` → `ExcelApi 1.2`. */
export type RequirementSets = Readonly<Record<string, string>>;

const SET = /\[Api set:\s*(\w+ \d+(?:\.\d+)?)/;

/** The sets of the members of namespace `Excel`. */
export function excelRequirementSets(root = process.cwd()): RequirementSets {
  const file = officeTypes(root);
  // Doc comments are read as text: parsing them all takes seconds.
  const languageVersion = ts.ScriptTarget.ES2022;
  const options = { languageVersion, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const source = ts.createSourceFile(file, excelPart(readFileSync(file, "utf8")), options, false);
  const found: Record<string, string> = {};
  for (const statement of source.statements) {
    if (!ts.isModuleDeclaration(statement) || statement.name.text !== "Excel") continue;
    if (!statement.body || !ts.isModuleBlock(statement.body)) continue;
    for (const declaration of statement.body.statements) {
      if (ts.isClassDeclaration(declaration) && declaration.name) collect(declaration, source, found);
    }
  }
  return found;
}

/** The namespaces named `Excel` out of the types of all Office applications. */
const excelPart = (text: string): string =>
  text
    .split(/^(?=declare namespace )/m)
    .filter((part) => part.startsWith("declare namespace Excel "))
    .join("");

function collect(
  declaration: ts.ClassDeclaration,
  source: ts.SourceFile,
  found: Record<string, string>,
): void {
  for (const member of declaration.members) {
    if (!member.name || !ts.isIdentifier(member.name)) continue;
    const key = `${declaration.name?.text ?? ""}.${member.name.text}`;
    const set = setIn(source.text.slice(member.getFullStart(), member.getStart(source)));
    // Of overloads the earliest counts.
    if (set !== null && (found[key] === undefined || isLater(found[key], set))) found[key] = set;
  }
}

/** The set a doc comment names. */
export const setIn = (comment: string): string | null => SET.exec(comment)?.[1] ?? null;

const officeTypes = (root: string): string =>
  join(
    dirname(createRequire(join(root, "package.json")).resolve("@types/office-js/package.json")),
    "index.d.ts",
  );
