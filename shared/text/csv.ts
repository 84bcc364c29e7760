/** Why a CSV file cannot be read. */
export const CSV_FAULTS = {
  unclosed: {
    zh: (line: number) => `第 ${line} 行开始的单元格缺少后引号，其后的内容无法分行。`,
    en: (line: number) => `the cell that begins on line ${line} has no closing quotation mark.`,
  },
} as const;
