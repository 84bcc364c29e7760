/** What the master's own columns say. */
export const MASTER = {
  title: "大客户信息总表",
  prefix: "总表·",
  unit: "单位",
  unitName: "单位名称",
  state: "状态",
  by: "填报人",
  channel: "渠道",
  at: "收到时间",
  revision: "版本",
  differs: "有分歧的列",
  deleted: "已删除",
  /** Its rows are told in another line now. */
  merged: "已合并",
  disputed: "有分歧",
  late: "迟报",
  onTime: "正常",
} as const;

/** Between units, and between the headings of columns, in one cell. */
export const MASTER_COMMA = "、";

/** The note on a cell that several units tell of. */
export const SOURCES_NOTE = {
  author: "大客户通",
  blank: "（空）",
  value: (value: string): string => `「${value}」`,
  source: (unit: string, by: string, channel: string, at: string): string =>
    `· ${unit} ${by} ${channel} ${at}`,
  chosen: "（总部选定）",
  more: (count: number): string => `…另有 ${count} 处来源`,
} as const;

/** How a submission came in. */
export const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  excel: "Excel",
  web: "网页",
  csv: "CSV",
  phone: "电话",
  fax: "传真",
  email: "邮件",
};
