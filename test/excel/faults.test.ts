import { asFault, WorkbookFault } from "../../addin/excel/fault.ts";
import { WORKBOOK_FAULTS } from "../../shared/text/workbook.ts";
import { open } from "./open.ts";
import { aContact, aSmallTemplate, rowId } from "./workbooks.ts";

const fault = async (doing: Promise<unknown>): Promise<WorkbookFault> => {
  const error: unknown = await doing.then(
    () => new Error("it did not fail"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkbookFault)) throw error;
  return error;
};

describe("what Excel refuses", () => {
  it("while a cell is being edited the user is told to finish, and then it works", async () => {
    const { host, workbook } = open();
    host.beginEdit();
    const refused = await fault(workbook.state());
    expect(refused.code).toBe("cell_edit");
    expect(refused.says("zh")).toBe("Excel 正在编辑单元格。");
    expect(refused.remedy("en")).toContain("Esc");
    host.endEdit();
    await expect(workbook.state()).resolves.toMatchObject({ report: null });
  });

  it("a protected sheet is named as the reason, with what to do", async () => {
    const { host, workbook } = open();
    await workbook.replace(aSmallTemplate({ rows: [aContact(1)] }));
    host.protect("关键联系人");
    const refused = await fault(
      workbook.update([{ sheet: "contacts", row: 1, rowId: rowId(1), status: "已提交" }]),
    );
    expect(refused).toMatchObject({ code: "sheet_protected", retry: "after-fix" });
  });

  it("a missing sheet is named in the user's language", async () => {
    const { workbook } = open();
    const refused = await fault(workbook.show("events", 1, "body"));
    expect(refused.says("zh")).toBe("没有找到工作表“重要动态”。");
    expect(refused.retry).toBe("after-fix");
  });

  it("outside Excel it says so", async () => {
    const { workbook } = open();
    Reflect.deleteProperty(globalThis, "Excel");
    expect((await fault(workbook.state())).code).toBe("outside_excel");
  });

  it("every code of Excel's becomes one fault, an unknown one too, with its name", () => {
    const of = (code: string) => asFault(Object.assign(new Error("x"), { code })).code;
    expect(of("InvalidOperationInCellEditMode")).toBe("cell_edit");
    expect(of("RequestPayloadSizeLimitExceeded")).toBe("too_large");
    expect(of("ApiNotFound")).toBe("not_supported");
    expect(of("InsertDeleteConflict")).toBe("in_the_way");
    expect(of("FilteredRangeConflict")).toBe("filtered");
    expect(asFault(Object.assign(new Error("x"), { code: "NeverHeardOf" })).says("zh")).toContain(
      "NeverHeardOf",
    );
    expect(asFault("a string").says("en")).toContain("a string");
  });

  it("each fault says what happened and what to do, in Chinese and English", () => {
    for (const { says, remedy } of Object.values(WORKBOOK_FAULTS)) {
      expect(says.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(remedy.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(says.en).toMatch(/[a-z]{3}/i);
      expect(remedy.en).toMatch(/[a-z]{3}/i);
    }
  });
});
