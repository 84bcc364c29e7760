/** What the service and its commands say on the console, Chinese first. `{name}` is filled in. */

export interface ServiceText {
  readonly zh: string;
  readonly en: string;
}

const text = (zh: string, en: string): ServiceText => ({ zh, en });

export const SERVICE = {
  serving: text("大客户通已启动：{url}", "Dakehu is serving: {url}"),
  addIn: text("加载项清单：{url}/manifest.xml", "Add-in manifest: {url}/manifest.xml"),
  firstAdministrator: text(
    "还没有人登录过。请用下面的一次性链接登录为总部管理员({days} 天内有效),或在面板中输入邀请码 {code}:",
    "Nobody has signed in yet. The first HQ administrator signs in by this one-time link (valid {days} days), or with the code {code} in the pane:",
  ),
  administrator: text("总部管理员", "HQ administrator"),
  stopping: text("正在停止…", "Stopping…"),
  stopped: text("已停止。", "Stopped."),
  portTaken: text("端口 {port} 已被占用。", "Port {port} is taken."),
  storeTooNew: text(
    "数据由更新的版本写入(第 {version} 步，本版本只到第 {known} 步),没有改动。请安装更新的版本，或恢复升级前的副本。",
    "The store was written by a later release (step {version}; this one knows {known}). Nothing was changed. Install the later release, or restore the copy made before its upgrade.",
  ),
  storeForeign: text(
    "数据文件不是大客户通的数据({detail}),没有改动。",
    "The database file is not Dakehu's ({detail}). Nothing was changed.",
  ),
  storeDamaged: text(
    "数据文件已损坏({detail}),没有改动。请停止服务，用 npm run -s admin -- restore --from 备份 恢复；损坏的文件会留在旁边。",
    "The database file is damaged ({detail}). Nothing was changed. With the service stopped, restore a backup: npm run -s admin -- restore --from BACKUP; the damaged file is kept beside it.",
  ),
  storeNotKept: text(
    "升级前须先保存一份副本，但无法保存，因此没有升级，数据没有改动：{detail}",
    "Before an upgrade the store is kept as a copy. That could not be made, so nothing was upgraded or changed: {detail}",
  ),
  storeUpgraded: text(
    "数据已从第 {from} 步升级到第 {to} 步；升级前的副本在 {file}",
    "The store was upgraded from step {from} to step {to}; a copy from before is kept in {file}",
  ),
  backupEveryFault: text(
    "BACKUP_EVERY 应为备份间隔，如 30m、1h、1d，最长 7d",
    "BACKUP_EVERY must be how often a backup is made, such as 30m, 1h or 1d, at most 7d",
  ),
  backupKeepFault: text(
    "BACKUP_KEEP 应为 1–10000 的整数",
    "BACKUP_KEEP must be a whole number from 1 to 10000",
  ),
  backupElsewhere: text(
    "BACKUP_EVERY 只用于 SQLite；使用 PostgreSQL 时请用 pg_dump 备份",
    "BACKUP_EVERY is for SQLite; with PostgreSQL make backups by pg_dump",
  ),
  backingUp: text(
    "每 {every} 备份到 {folder}，保留 {keep} 份",
    "A backup goes to {folder} every {every}; {keep} are kept",
  ),
  configuration: text("配置有误:", "The configuration is wrong:"),
  cannotStart: text("无法启动：{detail}", "Cannot start: {detail}"),
  portFault: text("PORT 应为 0–65535 的整数", "PORT must be a whole number from 0 to 65535"),
  databaseFault: text(
    "DATABASE_URL 应为 postgres://用户:密码@主机:5432/库名；不设置则使用 DATA_DIR 中的 SQLite",
    "DATABASE_URL must read postgres://user:password@host:5432/name; leave it unset to use SQLite in DATA_DIR",
  ),
  publicUrlFault: text(
    "PUBLIC_URL 应为 http:// 或 https:// 地址，不带路径",
    "PUBLIC_URL must be an http:// or https:// address without a path",
  ),
  proxyFault: text(
    "TRUST_PROXY 应为反向代理的层数，或其地址(如 loopback、10.1.0.0/16),用逗号分隔",
    "TRUST_PROXY must be the number of reverse proxies, or their addresses (such as loopback, 10.1.0.0/16) with commas between",
  ),
  callsFault: text(
    "CALLS_PER_MINUTE 应为 0–1000000 的整数，0 表示不限",
    "CALLS_PER_MINUTE must be a whole number from 0 to 1000000; 0 is without a limit",
  ),
  tokenDaysFault: text("TOKEN_DAYS 应为 1–365 的整数", "TOKEN_DAYS must be a whole number from 1 to 365"),
  issuerFault: text(
    "OIDC_ISSUER 应为 https:// 地址(本机可用 http://localhost)",
    "OIDC_ISSUER must be an https:// address (on this computer http://localhost will do)",
  ),
  scopesFault: text("OIDC_SCOPES 应包含 openid", "OIDC_SCOPES must contain openid"),
  oidcFault: text(
    "用公司账号登录需同时设置 OIDC_ISSUER、OIDC_CLIENT_ID 和 PUBLIC_URL",
    "Sign-in by the company needs OIDC_ISSUER, OIDC_CLIENT_ID and PUBLIC_URL together",
  ),
  tlsFault: text(
    "TLS_CERT 和 TLS_KEY 应同时设置，文件可读，且证书与私钥相配",
    "TLS_CERT and TLS_KEY must be set together and name readable files that belong together",
  ),
  levelFault: text(
    "LOG_LEVEL 应为 silent、fatal、error、warn、info、debug 或 trace",
    "LOG_LEVEL must be silent, fatal, error, warn, info, debug or trace",
  ),
  metricsTokenFault: text(
    "METRICS_TOKEN 应至少 16 个字符，不含空格",
    "METRICS_TOKEN must have at least 16 characters, and no blanks",
  ),
  smtpFault: text(
    "SMTP_URL 应为 smtp:// 或 smtps:// 地址",
    "SMTP_URL must be an smtp:// or smtps:// address",
  ),
} as const satisfies Record<string, ServiceText>;

const fill = (template: string, params: Readonly<Record<string, string | number>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));

/** Two lines, Chinese first. */
export const inBoth = (
  { zh, en }: ServiceText,
  params: Readonly<Record<string, string | number>> = {},
): string => `${fill(zh, params)}\n${fill(en, params)}`;
