/** Every member of Office.js that the add-in uses is one that Excel has, in a set that the manifest may ask for. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { listMembers, type UsedMember } from "../host/members.ts";
import { isLater } from "../host/set-order.ts";
import { membersPage } from "./members-page.ts";

const ROOT = process.cwd();
const UNIT = "ExcelApi 1.8";

/** Only the folder that knows Office.js is compiled: the whole add-in would take a minute. */
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(ROOT, folder, file));

const program = ts.createProgram(filesIn("addin/excel"), {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2023.d.ts", "lib.esnext.string.d.ts", "lib.dom.d.ts"],
  types: ["office-js"],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
});
const members = listMembers(program, (file) => file.includes("/addin/excel/"));
const where = ({ member, set, file, line }: UsedMember): string =>
  `${member} (${set ?? "no set"}) ${file.slice(ROOT.length + 1)}:${line}`;

it("finds the members the add-in uses", () => {
  const names = new Set(members.map(({ member }) => member));
  for (const member of ["Excel.Range.dataValidation", "Excel.Table.resize", "Excel.PageLayout.zoom"]) {
    expect(names).toContain(member);
  }
});

it("what came after ExcelApi 1.8 is used only where Excel was asked for it", () => {
  const later = members.filter(({ set }) => set?.startsWith("ExcelApi ") && isLater(set, UNIT));
  expect(later.length).toBeGreaterThan(0);
  expect(later.filter(({ isGuarded }) => !isGuarded).map(where)).toEqual([]);
});

it("nothing is used that only one platform has, or that is not released", () => {
  const odd = members.filter(({ set }) => set !== null && /Online|Desktop|Preview|BETA/i.test(set));
  expect(odd.map(where)).toEqual([]);
});

it("only addin/excel knows Office.js", () => {
  const others = filesIn("addin").filter((file) => !file.includes("/addin/excel/"));
  const knowing = others.filter((file) => /\b(?:Excel|Office|OfficeExtension)\.\w/.test(code(file)));
  expect(others.length).toBeGreaterThan(5);
  expect(knowing.map((file) => file.slice(ROOT.length + 1))).toEqual([]);
});

/** Without comments and texts, in which Excel is spoken of. */
const code = (file: string): string =>
  readFileSync(file, "utf8")
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replaceAll(/"[^"\n]*"|`[^`]*`/g, '""');

it("docs/office-api.md lists them", () => {
  const path = join(ROOT, "docs/office-api.md");
  if (process.env["WRITE_DOCS"]) writeFileSync(path, membersPage(members));
  expect(readFileSync(path, "utf8")).toBe(membersPage(members));
});
