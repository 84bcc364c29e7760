/** Workbooks and rows for the tests of this folder. */
import type { TemplateInput, ReportRow } from "../../shared/plan/inputs.ts";
import { cellAddress, LAST_ROW, parseRange, type Rect } from "../../shared/plan/address.ts";
import type { Cell, WorkbookPlan } from "../../shared/plan/plan.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import type { Register } from "../../shared/sync/protocol.ts";
import type { HostCell, HostSheet, HostTable, HostWorkbook, Validation } from "../host/workbook/state.ts";
import type { Look } from "../host/workbook/look.ts";

const REGISTER: Register = {
  accounts: ["招商物流", "中石油", "围绕可口可乐项目的客户群"].map((name) => ({
    name,
    aliases: [],
    category: null,
    level: "集团大客户",
    note: "",
  })),
  branches: [
    { account: "招商物流", name: "招商物流 华南(广州)" },
    { account: "中石油", name: "中油运输" },
  ],
  carriers: [{ account: "招商物流", name: "顺达车队" }],
};

export const rowId = (n: number): string => `01933b1e-0000-7000-8000-${String(n).padStart(12, "0")}`;

export const aTemplate = (input: Partial<TemplateInput> = {}): WorkbookPlan =>
  templatePlan({
    unit: { code: "P01", name: "深圳工厂" },
    period: "2026-10",
    register: REGISTER,
    rows: [],
    language: "zh",
    ...input,
  });

/**
 * The template's contacts and branches with their lists, without what the list sheet computes: drawn in a moment,
 * for tests that are not about the lists.
 */
export function aSmallTemplate(input: Partial<TemplateInput> = {}): WorkbookPlan {
  const plan = aTemplate(input);
  const computes = (cell: Cell): boolean => typeof cell === "object" && cell !== null;
  return {
    ...plan,
    sheets: plan.sheets
      .filter(({ key }) => ["branches", "contacts", "_lists"].includes(key))
      .map((sheet) => ({
        ...sheet,
        blocks: sheet.blocks.filter(({ cells }) => !cells.flat().some(computes)),
      })),
    active: "关键联系人",
  };
}

/** A contact of the unit, the n-th. */
export const aContact = (n: number, values: ReportRow["values"] = {}): ReportRow => ({
  sheet: "contacts",
  rowId: rowId(n),
  revision: 1,
  values: {
    account: "招商物流",
    side: "总部",
    name: `联系人${n}`,
    title: "经理",
    role: "采购",
    phone: "013800138000",
    strength: 3,
    ...values,
  },
});

export function sheetOf(workbook: HostWorkbook, name: string): HostSheet {
  const sheet = workbook.sheets.find((one) => one.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

export function tableOf(workbook: HostWorkbook, name: string): HostTable {
  const table = workbook.sheets.flatMap(({ tables }) => tables).find((one) => one.name === name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
}

function cellAt(sheet: HostSheet, address: string): HostCell | undefined {
  const { row, column } = parseRange(address);
  return sheet.cells.find((cell) => cell.row === row && cell.column === column);
}

export const valueAt = (workbook: HostWorkbook, sheet: string, address: string): HostCell["value"] | null =>
  cellAt(sheetOf(workbook, sheet), address)?.value ?? null;

/** A column's values, top to bottom, from row 2 to the last row given. */
export const column = (
  workbook: HostWorkbook,
  sheet: string,
  letter: string,
  last: number,
): (HostCell["value"] | null)[] =>
  Array.from({ length: last - 1 }, (_, i) => valueAt(workbook, sheet, `${letter}${i + 2}`));

/** Whole columns too: `H:J`. */
const rectOf = (range: string): Rect => parseRange(range.replace(/^([A-Z]+):([A-Z]+)$/, `$11:$2${LAST_ROW}`));

const covers = (range: string, address: string): boolean => {
  const { row, column: at } = parseRange(address);
  return range.split(",").some((part) => {
    const rect = rectOf(part);
    return (
      row >= rect.row && row < rect.row + rect.rows && at >= rect.column && at < rect.column + rect.columns
    );
  });
};

export const lookAt = (workbook: HostWorkbook, sheet: string, address: string): Look =>
  sheetOf(workbook, sheet).looks.findLast(({ range }) => covers(range, address))?.look ?? {};

export const validationAt = (
  workbook: HostWorkbook,
  sheet: string,
  address: string,
): Validation | undefined =>
  sheetOf(workbook, sheet).validations.findLast(({ range }) => covers(range, address))?.validation;

/** The letter of a report column in the sheet as it stands: by its heading in row `header`. */
export function letterOf(workbook: HostWorkbook, sheet: string, heading: string, header = 1): string {
  const found = sheetOf(workbook, sheet).cells.find(
    (cell) => cell.row === header - 1 && cell.value === heading,
  );
  if (!found) throw new Error(`no column ${heading} on ${sheet}`);
  return cellAddress(0, found.column).slice(0, -1);
}
