import { parseRange } from "../../shared/plan/address.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import { STYLES } from "../../shared/plan/styles.ts";

const plan = templatePlan({
  unit: { code: "P01", name: "深圳工厂" },
  period: "2026-10",
  register: {
    accounts: [{ name: "招商物流", aliases: [], category: null, level: "集团大客户", note: "" }],
    branches: Array.from({ length: 300 }, (_, i) => ({ account: "招商物流", name: `分公司${i}` })),
    carriers: [],
  },
  rows: [
    {
      sheet: "events",
      rowId: "01933b1e-0000-7000-8000-000000000001",
      revision: 2,
      values: { happenedOn: "2026-10-03", body: "=发布招标" },
    },
  ],
  language: "zh",
});
const reportSheets = plan.sheets.filter((sheet) => sheet.tables.length > 0);
const validations = reportSheets.flatMap((sheet) =>
  sheet.tables.flatMap((table) =>
    table.columns.flatMap((column) =>
      column.validation ? [{ sheet: sheet.name, header: column.header, validation: column.validation }] : [],
    ),
  ),
);

describe("the template's plan", () => {
  it("lays down the seven sheets under their names and tables, and hides and protects the lists", () => {
    expect(reportSheets.map(({ name, tables }) => [name, tables[0]?.name])).toEqual(
      SHEETS.map(({ zh, table }) => [zh, table]),
    );
    expect(plan.sheets.at(-1)).toMatchObject({ name: "_lists", visibility: "hidden", protected: true });
    expect(reportSheets.every((sheet) => !sheet.protected)).toBe(true);
  });

  it("stays within Excel's limits for dropdowns, messages and names", () => {
    for (const { header, validation } of validations) {
      const { rule } = validation;
      if (rule.kind === "list") expect(`${header} ${rule.formula.length <= 255}`).toBe(`${header} true`);
      expect(validation.errorTitle.length).toBeLessThanOrEqual(32);
      expect(validation.errorMessage.length).toBeLessThanOrEqual(225);
      expect((validation.promptTitle ?? "").length).toBeLessThanOrEqual(32);
      expect((validation.promptMessage ?? "").length).toBeLessThanOrEqual(255);
    }
    expect(validations.length).toBeGreaterThan(40);
  });

  it("takes every list from the hidden sheet or its names, never from INDIRECT or an inline list", () => {
    const lists = validations.flatMap(({ validation: { rule } }) =>
      rule.kind === "list" ? [rule.formula] : [],
    );
    for (const formula of lists) expect(formula).toMatch(/^=(_lists!\$|OFFSET\(ka_)/);
    expect(lists.join()).not.toContain("INDIRECT");
  });

  it("carries the unit's rows with their identities, text as text and dates as serial numbers", () => {
    const table = plan.sheets.find(({ key }) => key === "events")?.tables[0];
    const cells = Object.fromEntries(
      table?.columns.map(({ key }, index) => [key, table.rows[0]?.[index]]) ?? [],
    );
    expect(cells).toMatchObject({
      happenedOn: 46298,
      body: "=发布招标",
      rowId: "01933b1e-0000-7000-8000-000000000001",
      baseRevision: 2,
    });
  });

  it("hides the two identity columns and no others, and leaves long text out of the text format, which Excel shows as ####", () => {
    for (const sheet of reportSheets) {
      const hidden = sheet.columns.flatMap(({ hidden: is }, index) =>
        is ? [sheet.tables[0]?.columns[index]?.key] : [],
      );
      expect(hidden).toEqual(["rowId", "baseRevision"]);
      const long =
        SHEETS.find(({ key }) => key === sheet.key)?.columns.filter(({ type }) => type === "longText") ?? [];
      for (const { key } of long) {
        const column = sheet.tables[0]?.columns.find((candidate) => candidate.key === key);
        expect(column && "format" in STYLES[column.style]).toBe(false);
      }
    }
  });

  it("no block of the list sheet lies over another", () => {
    const lists = plan.sheets.at(-1);
    const columns = lists?.blocks.map(({ column }) => column) ?? [];
    expect(new Set(columns).size).toBe(columns.length);
    expect(plan.names.every(({ formula }) => parseRange(formula.slice("=_lists!".length)).rows >= 1)).toBe(
      true,
    );
  });
});
