/** What the admin commands say, Chinese first. `{name}` is filled in. */
import type { ServiceText } from "./service.ts";

const text = (zh: string, en: string): ServiceText => ({ zh, en });

export const ADMIN = {
  usage: text(
    `用法:npm run -s admin -- 命令 [--json]

  unit add --code P01 --name 名称 --kind plant|shop [--base P01] [--head-email 邮箱]
  unit change --code P01 [--name 名称] [--base P02] [--head-email 邮箱] [--active true|false]
  unit list
  token create --role hq-admin|hq|head|lead [--unit P01] --name 姓名 [--days 天数]
  token list
  token revoke --id 编号
  account add --account 公司账号 --role hq-admin|hq|head|lead [--unit P01] --name 姓名
  account list
  account remove --id 编号
  invite --role hq-admin|hq|head|lead [--unit P01] --name 姓名
  demo load --period 2026-10|2026-08..2026-10
  import 文件或文件夹… [--unit P01] [--period 2026-10] [--channel email] [--by 姓名] [--password 密码]
         [--confirmed] [--dry-run] [--master 总表.xlsx]
  master --to 总表.xlsx    把现有全部数据写成总表
  backup --to 文件
  backup --to 文件夹 --keep 48 [--every 1h]   按编号备份，只保留最近若干份；加 --every 则定时进行，直到停止
  restore --from 文件      服务须先停止
  move --to postgres://…   把数据目录中的 SQLite 搬到 PostgreSQL；中断后再运行一次即继续
  person-data find --find 姓名或电话或邮箱 [--to 文件]         某个联系人的全部个人信息
  person-data erase --find … --reason 理由 [--confirm 核对码]   应本人要求删除；先不加 --confirm 核对
  person-data scour        整理数据文件，不留残余
  verify [--head 序号:校验值]   逐行核对历史，并核对操作记录；--head 是以前抄存的最新一条

数据目录由环境变量 DATA_DIR 指定(默认 ./data)。退出码:0 成功,1 失败,2 用法不对。`,
    `Usage: npm run -s admin -- COMMAND [--json]

  unit add --code P01 --name NAME --kind plant|shop [--base P01] [--head-email ADDRESS]
  unit change --code P01 [--name NAME] [--base P02] [--head-email ADDRESS] [--active true|false]
  unit list
  token create --role hq-admin|hq|head|lead [--unit P01] --name NAME [--days N]
  token list
  token revoke --id N
  account add --account ACCOUNT --role hq-admin|hq|head|lead [--unit P01] --name NAME
  account list
  account remove --id N
  invite --role hq-admin|hq|head|lead [--unit P01] --name NAME
  demo load --period 2026-10|2026-08..2026-10
  import FILES OR FOLDERS… [--unit P01] [--period 2026-10] [--channel email] [--by NAME] [--password PASSWORD]
         [--confirmed] [--dry-run] [--master MASTER.xlsx]
  master --to MASTER.xlsx  everything as it is now, as the master workbook
  backup --to FILE
  backup --to FOLDER --keep 48 [--every 1h]   numbered, the last ones kept; with --every again and again, until stopped
  restore --from FILE      with the service stopped
  move --to postgres://…   from SQLite in the data folder to PostgreSQL; broken off, it goes on when run again
  person-data find --find NAME OR PHONE OR E-MAIL [--to FILE]   all that is held of a contact
  person-data erase --find … --reason WHY [--confirm CODE]      at the person's request; look first, without --confirm
  person-data scour        writes the data file anew, without remains
  verify [--head N:HASH]   every row against its history, and the audit record; --head: an entry written down earlier

The data folder is named by DATA_DIR (./data). Exit codes: 0 done, 1 failed, 2 wrong usage.`,
  ),
  unknownCommand: text("没有这个命令：{command}", "There is no such command: {command}"),
  unknownOption: text("没有这个选项：{option}", "There is no such option: {option}"),
  missingOption: text("缺少选项 {option}", "Option {option} is missing"),
  badOption: text("选项 {option} 的值不对：{value}", "Option {option} has a wrong value: {value}"),
  unitAdded: text("已建立单位 {code} {name}", "Unit {code} {name} added"),
  unitChanged: text("已修改单位 {code} {name}", "Unit {code} {name} changed"),
  tokenOnce: text("令牌只显示这一次:", "The token is shown this once:"),
  revoked: text("已撤销登录 {id}", "Token {id} revoked"),
  accountAdded: text("公司账号 {account} 可登录为 {name}", "Company account {account} may sign in as {name}"),
  accountRemoved: text(
    "已移除公司账号 {id}，并撤销此人的登录",
    "Company account {id} taken off, and its person's sign-ins ended",
  ),
  invited: text("邀请码 {code}，{expires} 前有效；链接:", "Invitation {code}, valid until {expires}; link:"),
  none: text("没有。", "None."),
  demoLoaded: text(
    "示例数据 {period}：{units} 个单位、{rows} 行(新增 {created}，冲突 {conflict}),写入 {written} 个版本。",
    "Demo month {period}: {units} units, {rows} rows ({created} created, {conflict} in conflict), {written} revisions written.",
  ),
  importedBy: text("总部导入", "Imported by HQ"),
  noSuchFile: text("没有这个文件或文件夹：{file}", "There is no such file or folder: {file}"),
  noWorkbooks: text("没有找到工作簿(.xlsx)：{file}", "No workbook (.xlsx) found: {file}"),
  importedFile: text(
    "{file}：{unit} {period}，接收 {accepted} 行，已有 {unchanged} 行，冲突 {conflicts} 行，退回 {rejected} 行",
    "{file}: {unit} {period}, {accepted} rows taken, {unchanged} known, {conflicts} in conflict, {rejected} refused",
  ),
  refusedFile: text("{file}：未接收", "{file}: not taken"),
  importHeadings: text(
    "文件\t单位\t月份\t接收\t已有\t冲突\t退回\t",
    "file\tunit\tmonth\ttaken\tknown\tconflict\trefused\t",
  ),
  importIgnored: text("  {sheet}：未读取的列 {columns}", "  {sheet}: columns not read: {columns}"),
  importLacking: text("  {sheet}：缺少的列 {columns}", "  {sheet}: columns missing: {columns}"),
  moreFaults: text("  …另有 {count} 处，见 --json", "  …and {count} more, see --json"),
  importTotals: text(
    "{files} 个文件：接收 {taken} 个，未接收 {refused} 个；{rows} 行：接收 {accepted}，已有 {unchanged}，冲突 {conflicts}，退回 {rejected}；错误 {errors} 处，提示 {warnings} 处；用时 {seconds} 秒。",
    "{files} files: {taken} taken, {refused} not; {rows} rows: {accepted} taken, {unchanged} known, {conflicts} in conflict, {rejected} refused; {errors} errors, {warnings} warnings; {seconds} s.",
  ),
  triedOnly: text("只是试读，没有写入。", "Tried out only; nothing was written."),
  backedUp: text(
    "已备份到 {file}({bytes} 字节)；操作记录到 {head}",
    "Backed up to {file} ({bytes} bytes); audit record up to {head}",
  ),
  backupMade: text("已备份到 {file}({bytes} 字节)", "Backed up to {file} ({bytes} bytes)"),
  backupsMade: text("共备份 {made} 次。", "{made} backups made."),
  restored: text(
    "已从 {file} 恢复；原来的数据留在 {kept}",
    "Restored from {file}; what was there before is kept in {kept}",
  ),
  restoredFresh: text("已从 {file} 恢复。", "Restored from {file}."),
  moved: text(
    "已搬 {tables} 张表、{rows} 行到 PostgreSQL，逐行核对一致。请设置 DATABASE_URL 后启动服务；原文件仍在 {file}。",
    "{tables} tables, {rows} rows moved to PostgreSQL; every row agrees with its original. Set DATABASE_URL and start the service; the file is still {file}.",
  ),
  moving: text("{table}：{rows} 行", "{table}: {rows} rows"),
  targetTaken: text(
    "目标库中已有其他内容（{detail}），没有改动。请换一个空库。",
    "The target holds something else ({detail}); nothing was changed. Use an empty database.",
  ),
  movedOtherwise: text(
    "核对不一致：{detail}。请勿使用目标库；清空后再搬一次。",
    "Not the same on both sides: {detail}. Do not use the target; empty it and move again.",
  ),
  noFile: text("{file} 不存在。", "{file} does not exist."),
  fileOnly: text(
    "数据库由 DATABASE_URL 指定：请用 pg_dump 备份，用 pg_restore 恢复（见 docs/postgresql.md）。",
    "The store is the database of DATABASE_URL: back it up by pg_dump, restore it by pg_restore (docs/postgresql.md).",
  ),
  inUse: text("服务正在使用这个数据目录，请先停止。", "The service uses this data folder; stop it first."),
  notABackup: text("{file} 不是完好的备份：{detail}", "{file} is not a sound backup: {detail}"),
  cannotWrite: text("无法写入 {file}：{detail}", "{file} cannot be written: {detail}"),
  fileExists: text("{file} 已经存在。", "{file} exists already."),
  masterWritten: text(
    "总表已写入 {file}（{rows} 行）",
    "The master has been written to {file} ({rows} rows)",
  ),
  sound: text(
    "{rows} 行、{revisions} 个版本、{submissions} 次提交，全部一致。",
    "{rows} rows, {revisions} revisions, {submissions} submissions: all agree.",
  ),
  chainSound: text(
    "操作记录 {entries} 条，前后相连。最新一条 {head}，请另行抄存。",
    "{entries} entries of the audit record follow from each other. Newest {head}: write it down elsewhere.",
  ),
  faultsFound: text("发现 {count} 处不一致:", "{count} faults found:"),
} as const satisfies Record<string, ServiceText>;
