/** How the files are called that people save. */
export const FILE_NAMES = {
  template: (unit: string, period: string) => `大客户信息填报 ${unit} ${period}.xlsx`,
  master: (from: string | undefined, to: string | undefined) =>
    `大客户信息总表${[from, to].some(Boolean) ? ` ${from ?? ""}–${to ?? ""}` : ""}.xlsx`,
  masterCsv: (sheet: string) => `总表·${sheet}.csv`,
  summary: (period: string) => `大客户信息月报 ${period}.xlsx`,
  marked: (unit: string, period: string) => `大客户信息填报 ${unit} ${period} 待更正.xlsx`,
} as const;

/** Why a file cannot be read. */
export const FILE_FAULTS = {
  damaged: { zh: "文件已损坏或不完整。", en: "it is damaged or incomplete." },
  unsafe_names: {
    zh: "压缩包中的路径不正常(指向包外，或同名两份)。",
    en: "the paths within it are not sound (they lead out of it, or one occurs twice).",
  },
  entities: {
    zh: "其中有文档类型声明(DOCTYPE 或实体),表格程序不会写这些。",
    en: "it has a document type (DOCTYPE, entities), which no spreadsheet program writes.",
  },
} as const;

/** What a workbook may not bring along; by the names that `server/xlsx/unreadable.ts` gives. */
export const ACTIVE_CONTENT = {
  macros: { zh: "宏", en: "macros" },
  external_links: { zh: "指向其他文件或程序的外部链接", en: "links to other files or programs" },
  dde: { zh: "调用其他程序的公式(DDE)", en: "formulas that call other programs (DDE)" },
  embedded_objects: { zh: "嵌入的对象或控件", en: "embedded objects or controls" },
} as const;

/** What a file is that is no `.xlsx`; by the names that `server/xlsx/format.ts` gives. */
export const FILE_KINDS = {
  xlsb: { zh: "二进制工作簿(.xlsb)", en: "a binary workbook (.xlsb)" },
  ods: { zh: "OpenDocument 表格(.ods)", en: "an OpenDocument spreadsheet (.ods)" },
  word: { zh: "Word 或 PowerPoint 文档", en: "a Word or PowerPoint document" },
  pdf: { zh: "PDF 文档", en: "a PDF document" },
  archive: { zh: "压缩包", en: "an archive of files" },
  picture: { zh: "图片", en: "a picture" },
  web: { zh: "网页或 XML", en: "a web page or XML" },
  text: { zh: "文本或 CSV", en: "text or CSV" },
  other: { zh: "别的文件", en: "another kind of file" },
} as const;

/** What the corrected copy says of its rows. */
export const MARKED = {
  created: { zh: "可接收", en: "Will be taken" },
  updated: { zh: "可接收", en: "Will be taken" },
  merged: { zh: "可接收", en: "Will be taken" },
  deleted: { zh: "将删除", en: "Will be deleted" },
  unchanged: { zh: "已接收", en: "Taken already" },
  conflict: { zh: "有冲突", en: "In conflict" },
  rejected: { zh: "待更正", en: "To correct" },
  theirs: {
    zh: (value: string, by: string) => `已被 ${by} 改为“${value}”`,
    en: (value: string, by: string) => `${by} has changed it to “${value}”`,
  },
  from: {
    zh: (address: string) => `原文件第 ${address} 行`,
    en: (address: string) => `row ${address} of the file`,
  },
} as const;
