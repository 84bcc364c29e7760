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
  deleted: "已删除",
  late: "迟报",
  onTime: "正常",
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
