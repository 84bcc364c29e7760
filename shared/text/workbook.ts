/** What Excel can refuse, what the pane writes into a workbook, and how both are said. Chinese first. */

interface Text {
  readonly zh: string;
  readonly en: string;
}

export interface FaultText {
  /** What happened. `{name}` is filled in. */
  readonly says: Text;
  /** What to do about it. */
  readonly remedy: Text;
}

const fault = (zh: string, en: string, zhRemedy: string, enRemedy: string): FaultText => ({
  says: { zh, en },
  remedy: { zh: zhRemedy, en: enRemedy },
});

export const WORKBOOK_FAULTS = {
  cell_edit: fault(
    "Excel 正在编辑单元格。",
    "A cell is being edited in Excel.",
    "请按回车或 Esc 结束编辑，再试一次。",
    "Press Enter or Esc to finish editing, then try again.",
  ),
  sheet_protected: fault(
    "工作表受保护，无法写入。",
    "The sheet is protected and cannot be written.",
    "请在“审阅”中撤销工作表保护，再试一次。",
    "Unprotect the sheet on the Review tab, then try again.",
  ),
  read_only: fault(
    "工作簿是只读的，或正处于受保护的视图。",
    "The workbook is read-only or in Protected View.",
    "请启用编辑，或另存为新文件后再试。",
    "Enable editing, or save it under another name, then try again.",
  ),
  too_large: fault(
    "一次写入或读取的内容过多。",
    "Too much was written or read at once.",
    "请重试；若仍出现，请在桌面版 Excel 中打开本工作簿。",
    "Try again; if it persists, open the workbook in desktop Excel.",
  ),
  not_supported: fault(
    "这个版本的 Excel 不支持此操作。",
    "This version of Excel cannot do this.",
    "请更新 Excel(2019 或以上),或在网页上填报。",
    "Update Excel (2019 or later), or report on the web page.",
  ),
  sheet_missing: fault(
    "没有找到工作表“{sheet}”。",
    "The sheet “{sheet}” was not found.",
    "请点“铺设模板”补上缺少的工作表。",
    "Choose Lay out template to put the missing sheet back.",
  ),
  in_the_way: fault(
    "有内容或表格占住了要写入的位置。",
    "Something stands where the sheet has to be written.",
    "请把表格下方或同名工作表中的内容移开，再试一次。",
    "Move what lies below the table or on the sheet of that name, then try again.",
  ),
  merged: fault(
    "有合并的单元格，无法写入。",
    "Merged cells are in the way.",
    "请取消合并单元格，再试一次。",
    "Unmerge the cells, then try again.",
  ),
  filtered: fault(
    "表格正在筛选，无法增删行。",
    "The table is filtered; rows cannot be added or removed.",
    "请清除筛选，再试一次。",
    "Clear the filter, then try again.",
  ),
  busy: fault(
    "Excel 正忙，没有完成此操作。",
    "Excel was busy and did not finish this.",
    "请稍后再试一次。",
    "Try again in a moment.",
  ),
  changed_meanwhile: fault(
    "工作簿在操作期间被改动了。",
    "The workbook was changed in the meantime.",
    "请再试一次。",
    "Try again.",
  ),
  outside_excel: fault(
    "这里没有打开的 Excel 工作簿。",
    "There is no Excel workbook here.",
    "请在 Excel 中打开本面板。",
    "Open this pane in Excel.",
  ),
  excel_failed: fault(
    "Excel 没有完成此操作({detail})。",
    "Excel did not finish this ({detail}).",
    "请再试一次；若仍出现，请保存工作簿后重新打开。",
    "Try again; if it persists, save the workbook and open it again.",
  ),
} as const satisfies Record<string, FaultText>;

export type WorkbookFaultCode = keyof typeof WORKBOOK_FAULTS;

/** What a checked row's status column says. */
export const MARK_STATUS = {
  error: { zh: "待更正", en: "To correct" },
  warning: { zh: "请核对", en: "Please review" },
} as const satisfies Record<string, Text>;

/** Titles of the notes that appear when a marked cell is selected; at most 32 characters. */
export const MARK_TITLE = {
  error: { zh: "需要更正", en: "Needs correction" },
  warning: { zh: "请核对", en: "Please review" },
} as const satisfies Record<string, Text>;
