/** Words about CSV files that are not only the pane's. */

/** Why a CSV file cannot be read. */
export const CSV_FAULTS = {
  unclosed: {
    zh: (line: number) => `第 ${line} 行开始的单元格缺少后引号，其后的内容无法分行。`,
    en: (line: number) => `the cell that begins on line ${line} has no closing quotation mark.`,
  },
} as const;

/** A list of faults as a file. */
export const FAULT_LIST = {
  zh: { headings: ["行", "列", "程度", "问题"], error: "错误", warning: "提醒" },
  en: { headings: ["Line", "Column", "Severity", "What is wrong"], error: "Error", warning: "Warning" },
} as const;
