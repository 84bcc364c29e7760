import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadXlsx } from "./load-xlsx.ts";
import { createHost } from "./node-host.ts";
import { saveXlsx } from "./save-xlsx.ts";

/** A Python 3 that has openpyxl. */
const PYTHON = process.env["PYTHON"] ?? "/usr/bin/python3";

/** What a program that knows nothing of the host reads out of the file. */
const READER = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
names = book.defined_names
named = names.values() if hasattr(names, "values") else names.definedName
out = {"names": {item.name: item.attr_text for item in named}, "active": book.active.title, "sheets": {}}
for sheet in book.worksheets:
    out["sheets"][sheet.title] = {
        "state": sheet.sheet_state,
        "freeze": sheet.freeze_panes,
        "protected": sheet.protection.sheet,
        "merges": [str(one) for one in sheet.merged_cells.ranges],
        "tables": {table.displayName: [table.ref, table.tableStyleInfo.name, table.autoFilter is not None] for table in sheet.tables.values()},
        "cells": {cell.coordinate: [cell.value if not hasattr(cell.value, "isoformat") else cell.value.isoformat(), cell.data_type, cell.number_format]
                  for row in sheet.iter_rows() for cell in row if cell.value is not None},
        "bold": [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.font.b],
        "validations": [[str(one.sqref), one.type, one.formula1, one.errorStyle or "stop", one.error, one.prompt, one.allow_blank] for one in sheet.data_validations.dataValidation],
        "conditional": [[str(key.sqref), [rule.formula for rule in rules]] for key, rules in sheet.conditional_formatting._cf_rules.items()],
        "hidden": [key for key, one in sheet.column_dimensions.items() if one.hidden],
        "width": round(sheet.column_dimensions["A"].width, 2),
        "charts": len(sheet._charts),
        "title_rows": sheet.print_title_rows,
    }
print(json.dumps(out, ensure_ascii=False))
`;

function readByOpenpyxl(bytes: Uint8Array): unknown {
  const folder = mkdtempSync(join(tmpdir(), "host-file-"));
  try {
    writeFileSync(join(folder, "book.xlsx"), bytes);
    writeFileSync(join(folder, "read.py"), READER);
    const text = execFileSync(PYTHON, [join(folder, "read.py"), join(folder, "book.xlsx")], {
      encoding: "utf8",
      env: { ...process.env, PYTHONIOENCODING: "utf-8" },
    });
    return JSON.parse(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A workbook with one of everything, made as an add-in makes it. */
async function aWorkbook() {
  const host = createHost();
  await host.Excel.run(async (context) => {
    const { worksheets, names } = context.workbook;
    const sheet = worksheets.getFirst();
    sheet.name = "大客户备案";
    sheet.getRange("A1").values = [["填报说明"]];
    sheet.getRange("A1:C1").merge();
    sheet.getRange("A1").format.font.bold = true;
    Object.assign(sheet.getRange("B4:B1048576"), { numberFormat: "@" });
    sheet.getRange("A3:D3").values = [["客户名称", "电话", "备案日期", "rowId"]];
    const table = sheet.tables.add("A3:D5", true);
    table.name = "ka_accounts";
    table.style = "TableStyleLight9";
    sheet.getRange("A4:D5").values = [
      ["招商物流 (总)", "0755-1", "2026-11-3", "r1"],
      ["'=1+1", "=2+2", "#N/A", "r2"],
    ];
    sheet.getRange("D:D").columnHidden = true;
    sheet.getRange("A:A").format.columnWidth = 120;
    const { dataValidation } = sheet.getRange("A4:A1048576");
    dataValidation.rule = {
      list: { inCellDropDown: true, source: "=OFFSET(_lists!$A$1,0,0,COUNTA(_lists!$A:$A),1)" },
    };
    dataValidation.errorAlert = { showAlert: true, style: "Warning", title: "新客户", message: "名单里没有" };
    dataValidation.prompt = { showPrompt: true, title: "客户", message: "请选择" };
    const mark = sheet.getRange("A4:D99").conditionalFormats.add("Custom");
    mark.custom.rule.formula = '=$B4=""';
    mark.custom.format.fill.color = "#FDE7E9";
    sheet.freezePanes.freezeRows(3);
    sheet.pageLayout.setPrintTitleRows("3:3");
    const lists = worksheets.add("_lists");
    lists.getRange("A1:B3").values = [
      ["招商物流", 3],
      ["中外运", 2],
      ["中石油", 1],
    ];
    names.add("accounts", lists.getRange("A1:A3"));
    lists.charts.add("ColumnClustered", lists.getRange("A1:B3"), "Columns").title.text = "采购";
    lists.protection.protect();
    lists.visibility = "Hidden";
    await context.sync();
  });
  return host;
}

describe("files", () => {
  test("a workbook saved from the host holds what the host holds, as another program reads it", async () => {
    const host = await aWorkbook();
    const read = readByOpenpyxl(await saveXlsx(host.state()));
    expect(read).toEqual({
      active: "大客户备案",
      names: { accounts: "_lists!$A$1:$A$3" },
      sheets: {
        大客户备案: {
          state: "visible",
          freeze: "A4",
          protected: false,
          merges: ["A1:C1"],
          tables: { ka_accounts: ["A3:D5", "TableStyleLight9", true] },
          cells: {
            A1: ["填报说明", "s", "General"],
            A3: ["客户名称", "s", "General"],
            B3: ["电话", "s", "General"],
            C3: ["备案日期", "s", "General"],
            D3: ["rowId", "s", "General"],
            A4: ["招商物流 (总)", "s", "General"],
            B4: ["0755-1", "s", "@"],
            C4: ["2026-11-03T00:00:00", "d", "yyyy/m/d"],
            D4: ["r1", "s", "General"],
            A5: ["=1+1", "s", "General"],
            B5: ["=2+2", "s", "@"],
            C5: ["#N/A", "e", "General"],
            D5: ["r2", "s", "General"],
          },
          bold: ["A1"],
          validations: [
            [
              "A4:A1048576",
              "list",
              "OFFSET(_lists!$A$1,0,0,COUNTA(_lists!$A:$A),1)",
              "warning",
              "名单里没有",
              "请选择",
              true,
            ],
          ],
          conditional: [["A4:D99", [['$B4=""']]]],
          hidden: ["D"],
          width: 22.86,
          charts: 0,
          title_rows: "$3:$3",
        },
        _lists: expect.objectContaining({
          state: "hidden",
          protected: true,
          charts: 1,
          cells: expect.objectContaining({ B3: [1, "n", "General"] }),
        }),
      },
    });
  });

  test("a saved workbook opened again is the same workbook", async () => {
    const host = await aWorkbook();
    const before = host.state();
    const after = await loadXlsx(await saveXlsx(before));
    const facts = ({ sheets, names }: typeof before) => ({
      names: names.map(({ name, formula }) => [name, formula]),
      sheets: sheets.map((sheet) => ({
        name: sheet.name,
        visibility: sheet.visibility,
        cells: sheet.cells,
        freeze: sheet.freeze,
        isProtected: sheet.protection !== null,
        merges: sheet.merges,
        tables: sheet.tables.map(({ name, range, columns }) => [
          name,
          range,
          columns.map((column) => column.name),
        ]),
        validations: sheet.validations,
        conditionals: sheet.conditionals.map(({ range, formula, fill }) => [range, formula, fill]),
        hidden: sheet.columns.filter(({ hidden }) => hidden).map(({ column }) => column),
        charts: sheet.charts.map(({ title, series }) => [title, series.map(({ values }) => values)]),
      })),
    });
    expect(facts(after)).toEqual(facts(before));
    const other = createHost();
    other.load(after);
    expect(other.type("大客户备案", "A4", "没有的", { onWarning: "refuse" })).toBe(
      "withdrawn after a warning",
    );
    expect(other.shown("大客户备案", "C4").text).toBe("2026/11/3");
  });
});
