/** What is said where personal data are found or erased, Chinese first. `{name}` is filled in. */
import type { ServiceText } from "./service.ts";

const text = (zh: string, en: string): ServiceText => ({ zh, en });

export const PERSONAL = {
  reason: text("应本人要求删除个人信息", "Personal data erased at the person's request"),
  subject: text("此人的个人信息", "What is held of this person"),
  found: text(
    "{rows} 行、{revisions} 个版本，另有 {mentions} 处文字提到。",
    "{rows} rows with {revisions} revisions, and {mentions} texts that speak of it.",
  ),
  nothing: text("没有找到。", "Nothing found."),
  written: text("已写入 {file}", "Written to {file}"),
  dryRun: text(
    "只是查找，什么也没有删除。核对以上内容后，加上 --confirm {fingerprint} 执行。",
    "Only looked; nothing was erased. If that is what is meant, add --confirm {fingerprint}.",
  ),
  changed: text(
    "现在找到的与核对时不同，什么也没有删除，请重新核对。",
    "What is found now is not what was looked at: nothing was erased. Look again.",
  ),
  erased: text(
    "已删除（第 {id} 号）：{rows} 行、{revisions} 个版本、{mentions} 处文字。以前的备份仍含有这些内容。",
    "Erased (number {id}): {rows} rows, {revisions} revisions, {mentions} texts. Backups made before still hold it.",
  ),
  notScoured: text(
    "数据文件中可能还有残余：有人正在读取。请稍后运行 person-data scour。",
    "The data file may still hold remains, since somebody is reading: run person-data scour later.",
  ),
  scoured: text("数据文件已整理，没有残余。", "The data file has been written anew; nothing is left in it."),
} as const satisfies Record<string, ServiceText>;
