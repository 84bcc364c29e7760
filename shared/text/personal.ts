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
  copies: text(
    "以前的副本仍含有这些内容，请按企业规定销毁：{files}",
    "Copies made before still hold it; destroy them as your rules say: {files}",
  ),
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
  stillRead: text(
    "数据文件中可能还有残余：有人正在读取。请稍后运行 person-data scour。",
    "The data file may still hold remains, since somebody is reading: run person-data scour later.",
  ),
  scourDenied: text(
    "数据库没有为本服务的用户重写这些表，其文件中可能还有残余。请数据库管理员运行：{sql}",
    "The database did not write these tables anew for the service's user, and its files may still hold remains. Let the database's administrator run: {sql}",
  ),
  scourFailed: text(
    "已删除，但数据文件没有整理好，其中可能还有残余：{why}。排除后请运行 person-data scour。",
    "Erased, but the data file could not be written anew and may still hold remains: {why}. When that is mended, run person-data scour.",
  ),
  scoured: text("数据文件已整理，没有残余。", "The data file has been written anew; nothing is left in it."),
  logLeft: text(
    "PostgreSQL 的预写日志(WAL)及其归档、备库由数据库管理员负责：旧内容在日志轮换之前仍在其中。",
    "PostgreSQL's write-ahead log, its archive and standbys are the database administrator's: until the log has gone round, they hold what was erased.",
  ),
} as const satisfies Record<string, ServiceText>;
