/** A hundred workbooks filled in by openpyxl, some saved once more by LibreOffice, with faults as people make them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import type { Value } from "../../shared/report/value.ts";
import { REGISTER } from "./register.ts";
import { type BenchRow, report } from "./report.ts";
import { NOW, PERIOD, unitsOf } from "./units.ts";

export const ROWS = 200;
/** Every so many rows has a fault, and every so many files comes from LibreOffice. */
const FAULT_EVERY = 40;
const LIBRE_EVERY = 5;

type CellValue = Value | { readonly date: string };

/** Of this folder, in the sources: scripts are not compiled. */
export const script = (name: string): string => join(process.cwd(), "test", "bench", name);
export const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";

export async function fillFolder(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const units = unitsOf(count);
  const template = join(folder, "..", "template.xlsx");
  const plan = templatePlan({
    unit: { code: units[0]?.code ?? "", name: units[0]?.name ?? "" },
    period: PERIOD,
    register: REGISTER,
    rows: [],
    language: "zh",
  });
  writeFileSync(template, await drawWorkbook(plan));
  const filled = units.map(({ code, name }) => ({
    code,
    name,
    rows: report({ unit: code, period: PERIOD, rows: ROWS, reviews: true, at: NOW }).map(typed),
  }));
  execFileSync(PYTHON, [script("consolidate-fill.py"), template, folder], { input: JSON.stringify(filled) });
  const again = units.filter((_, i) => i % LIBRE_EVERY === 0).map(({ code }) => `${code}.xlsx`);
  savedByLibreOffice(folder, again);
}

/** What a person types: by heading, dates as dates; now and then wrongly. */
function typed({ sheet, values }: BenchRow, index: number): [string, Record<string, CellValue>] {
  const { zh, columns } = sheetOf(sheet);
  const cells: Record<string, CellValue> = {};
  for (const { key, zh: heading, type } of columns) {
    const value = values[key] ?? null;
    if (value === null) continue;
    cells[heading] = type === "date" && typeof value === "string" ? { date: value } : value;
  }
  if (index % FAULT_EVERY === FAULT_EVERY - 1) misspelt(cells, index / FAULT_EVERY);
  return [zh, cells];
}

/** Wrong in the row's own way: a required cell left out, words for a number, an account nobody knows. */
function misspelt(cells: Record<string, CellValue>, turn: number): void {
  const number = Object.keys(cells).find((heading) => heading.includes("台"));
  const account = Object.keys(cells).find((heading) => heading.endsWith("大客户"));
  if (number !== undefined) cells[number] = "很多";
  else if (account !== undefined) cells[account] = turn % 2 < 1 ? "查无此客户" : null;
}

function savedByLibreOffice(folder: string, files: readonly string[]): void {
  const out = join(folder, "..", "saved");
  const profile = join(folder, "..", "profile");
  execFileSync(
    process.env.SOFFICE ?? "soffice",
    [
      "--headless",
      `-env:UserInstallation=file://${profile}`,
      "--convert-to",
      "xlsx",
      "--outdir",
      out,
      ...files.map((file) => join(folder, file)),
    ],
    { stdio: "ignore" },
  );
  for (const file of files) renameSync(join(out, file), join(folder, file));
  for (const left of [out, profile]) rmSync(left, { recursive: true, force: true });
}
