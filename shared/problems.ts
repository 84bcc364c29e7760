/**
 * Every error the product can tell of, once: its stable code, its HTTP status, and for people what it says and
 * what to do about it, in Chinese and English. `{name}` in a text is filled in.
 */
export type Language = "zh" | "en";

interface Text {
  readonly zh: string;
  readonly en: string;
}

export interface ProblemEntry {
  readonly status: number;
  readonly title: Text;
  /** What to do about it. */
  readonly remedy: Text;
}

const entry = (status: number, zh: string, en: string, zhRemedy: string, enRemedy: string): ProblemEntry => ({
  status,
  title: { zh, en },
  remedy: { zh: zhRemedy, en: enRemedy },
});

/** What ends a request. */
export const PROBLEMS = {
  malformed: entry(
    400,
    "请求内容不符合约定：{detail}",
    "The request does not have the agreed shape: {detail}",
    "请更新插件或按接口文档检查所列字段。",
    "Update the add-in, or check the fields named against the API document.",
  ),
  not_json: entry(
    400,
    "请求内容不是有效的 JSON。",
    "The body is not valid JSON.",
    "请重新提交；若仍出现，请更新插件。",
    "Send again; if it persists, update the add-in.",
  ),
  unauthenticated: entry(
    401,
    "尚未登录，或登录已失效。",
    "Not signed in, or the sign-in is no longer valid.",
    "请用邀请码重新登录，或向总部管理员索取新的邀请码。",
    "Sign in again, or ask the HQ administrator for a new invitation.",
  ),
  invitation_invalid: entry(
    401,
    "邀请码不正确、已用过或已过期。",
    "The invitation is wrong, used up or expired.",
    "请核对八位邀请码，或向总部管理员索取新的邀请码。",
    "Check the eight characters, or ask the HQ administrator for a new one.",
  ),
  forbidden: entry(
    403,
    "您的角色不能进行此操作。",
    "Your role may not do this.",
    "如确有需要，请联系总部管理员。",
    "If you need it, ask the HQ administrator.",
  ),
  unit_forbidden: entry(
    403,
    "不能代单位 {unit} 填报。",
    "You may not report for unit {unit}.",
    "请选择本单位；主基地工厂只能代所属 4S 店填报。",
    "Choose your own unit; a main-base plant may write for its own shops only.",
  ),
  not_found: entry(
    404,
    "没有找到所请求的内容。",
    "Nothing is here by that name.",
    "请检查地址或编号。",
    "Check the address or the number.",
  ),
  unit_unknown: entry(
    404,
    "没有代码为 {unit} 的单位。",
    "There is no unit {unit}.",
    "请核对单位代码，或由总部管理员先建立该单位。",
    "Check the code, or have the HQ administrator add the unit.",
  ),
  method_not_allowed: entry(
    405,
    "此地址不支持 {method}。",
    "{method} is not supported here.",
    "请查看接口文档。",
    "See the API document.",
  ),
  submission_differs: entry(
    409,
    "同一个提交编号已用于另一份内容。",
    "This submission id was already used for other content.",
    "请换一个新的提交编号再提交。",
    "Send it again under a new submission id.",
  ),
  already_exists: entry(
    409,
    "{what} 已经存在。",
    "{what} already exists.",
    "请换一个代码或名称。",
    "Choose another code or name.",
  ),
  too_large: entry(
    413,
    "内容过大：一次最多 {rows} 行、{megabytes} MB。",
    "Too large: at most {rows} rows and {megabytes} MB at a time.",
    "请分几次提交；插件会自动分批。",
    "Send it in parts; the add-in does so by itself.",
  ),
  range_impossible: entry(
    416,
    "文件没有所请求的部分。",
    "The file has no such part.",
    "请重新下载整个文件。",
    "Download the whole file again.",
  ),
  unsupported_media: entry(
    415,
    "不支持这种文件或内容类型。",
    "This type of file or content is not supported.",
    "请用 .xlsx 工作簿(旧的 .xls、.et 请另存为 .xlsx)或 CSV。",
    "Use an .xlsx workbook (save .xls or .et as .xlsx) or CSV.",
  ),
  file_old_format: entry(
    415,
    "这是旧格式的表格(.xls 或 .et)。",
    "This is a spreadsheet of an old format (.xls or .et).",
    "请在 Excel 或 WPS 中打开，用“另存为”选择 .xlsx 后再试。",
    "Open it in Excel or WPS, choose Save As, .xlsx, and try again.",
  ),
  not_a_workbook: entry(
    415,
    "这不是 .xlsx 工作簿：{kind}",
    "This is no .xlsx workbook: {kind}",
    "请选择填好的工作簿；若是其他表格，请用“另存为”存成 .xlsx。",
    "Choose the filled workbook; save a spreadsheet of another kind as .xlsx.",
  ),
  file_unreadable: entry(
    422,
    "无法读取这个文件：{detail}",
    "The file cannot be read: {detail}",
    "请在 Excel 或 WPS 中打开后另存为 .xlsx,再试一次。",
    "Open it in Excel or WPS, save it as .xlsx and try again.",
  ),
  file_encrypted: entry(
    422,
    "工作簿设有打开密码。",
    "The workbook has a password to open.",
    "请填写密码，或去掉密码后再上传。",
    "Give the password, or remove it and upload again.",
  ),
  password_wrong: entry(
    422,
    "打开工作簿的密码不正确。",
    "The password does not open the workbook.",
    "请核对密码(注意大小写和全角字符)后再试。",
    "Check the password (case, full-width characters) and try again.",
  ),
  file_active_content: entry(
    422,
    "工作簿里有{what}，不予接收。",
    "The workbook holds {what}: it is not taken.",
    "请在 Excel 或 WPS 中删去(外部链接在“数据—编辑链接”中断开),另存为 .xlsx 后再传。",
    "Remove them in Excel or WPS (links: Data, Edit Links, Break Link), save as .xlsx and upload again.",
  ),
  file_expands: entry(
    413,
    "工作簿的内容过多：解压后超出所能读取的范围。",
    "The workbook holds too much: expanded, it is more than can be read.",
    "请删去无关的工作表、空白行和格式，或使用系统生成的模板，另存后再传。",
    "Remove sheets, blank rows and formats that are not needed, or use the system's template, and upload again.",
  ),
  file_too_slow: entry(
    422,
    "读取这个工作簿超过 {seconds} 秒，已停止。",
    "Reading the workbook took more than {seconds} seconds and was stopped.",
    "请在 Excel 或 WPS 中另存为 .xlsx,或把内容复制到系统生成的模板后再传。",
    "Save it as .xlsx in Excel or WPS, or copy its content into the system's template, and upload again.",
  ),
  workbook_of_other_unit: entry(
    409,
    "工作簿是单位 {found} 的，您选的是 {asked}。",
    "The workbook is unit {found}'s; you chose {asked}.",
    "请选 {found}，或换成 {asked} 的工作簿；确要记为 {asked} 的，请确认后再传(confirmed=true)。",
    "Choose {found}, or take {asked}'s workbook; if it is to count for {asked}, confirm it (confirmed=true).",
  ),
  workbook_of_other_period: entry(
    409,
    "工作簿是 {found} 的，您选的月份是 {asked}。",
    "The workbook is for {found}; you chose {asked}.",
    "请选 {found}，或下载 {asked} 的模板；确要按 {asked} 接收的，请确认后再传(confirmed=true)。",
    "Choose {found}, or download the template of {asked}; if it is to count for {asked}, confirm it (confirmed=true).",
  ),
  unit_not_named: entry(
    422,
    "工作簿没有写明是哪个单位的。",
    "The workbook does not say whose it is.",
    "请选择单位后再试。",
    "Choose the unit and try again.",
  ),
  period_not_named: entry(
    422,
    "工作簿没有写明是哪个月的。",
    "The workbook does not say which month it is for.",
    "请选择月份后再试。",
    "Choose the month and try again.",
  ),
  no_report_sheets: entry(
    422,
    "工作簿中没有找到任何填报表。",
    "No report sheet was found in the workbook.",
    "请使用系统生成的模板，不要改动工作表的列标题。",
    "Use the template made by the system and keep its column headings.",
  ),
  csv_headings: entry(
    422,
    "文件的列标题与“{sheet}”对不上。",
    "The headings of the file are not those of “{sheet}”.",
    "第一行应是列标题：{columns}。",
    "The first line must hold the headings: {columns}.",
  ),
  period_invalid: entry(
    400,
    "“{period}”不是月份。",
    "“{period}” is not a month.",
    "请按 2026-10 的格式填写。",
    "Write it as 2026-10.",
  ),
  template_newer: entry(
    422,
    "模板版本 {template} 比服务支持的版本 {supported} 新。",
    "Template version {template} is newer than the service's {supported}.",
    "请联系管理员升级服务。",
    "Ask the administrator to update the service.",
  ),
  reason_missing: entry(
    422,
    "请写明理由。",
    "A reason is needed.",
    "请填写理由或问题后再试。",
    "Write the reason or the question, then try again.",
  ),
  decision_impossible: entry(
    409,
    "“{subject}”现在不能这样处理：{detail}",
    "“{subject}” cannot be decided so now: {detail}",
    "请刷新后查看最新状态，再作处理。",
    "Refresh to see how it stands, then decide again.",
  ),
  policy_account: entry(
    409,
    "“{subject}”是制度列明的大客户，不能移除或并入其他客户。",
    "“{subject}” is one of the policy's own accounts: it can be neither removed nor merged away.",
    "如确是同一客户，请把另一个客户并入它。",
    "If the two are one, merge the other into it.",
  ),
  changed_meanwhile: entry(
    409,
    "“{subject}”在您查看之后又有改动。",
    "“{subject}” has been changed since you looked at it.",
    "请刷新后再作处理。",
    "Refresh, then try again.",
  ),
  too_many_requests: entry(
    429,
    "请求过于频繁。",
    "Too many requests.",
    "请稍后再试。",
    "Try again a little later.",
  ),
  internal: entry(
    500,
    "服务出错了，内容没有保存。",
    "Something went wrong in the service; nothing was saved.",
    "请稍后重试；若仍出现，请把编号 {id} 告诉管理员。",
    "Try again; if it persists, give the administrator the number {id}.",
  ),
  store_away: entry(
    503,
    "暂时连接不上数据库。",
    "The database cannot be reached at the moment.",
    "内容仍在您的工作簿中，请稍后再提交；已确认的提交都已保存。",
    "Your rows are still in your workbook; submit again a little later. What was acknowledged is stored.",
  ),
  unavailable: entry(
    503,
    "服务暂时不能写入。",
    "The service cannot write at the moment.",
    "内容仍在您的工作簿中，请稍后再提交。",
    "Your rows are still in your workbook; submit again a little later.",
  ),
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEMS;

const issue = (zh: string, en: string): Text => ({ zh, en });

/** What is wrong with one cell or row. */
export const ISSUES = {
  required: issue("必填项未填写", "Required"),
  too_short: issue("至少 {min} 个字，现有 {length} 个", "At least {min} characters; it has {length}"),
  too_long: issue("最多 {max} 个字，现有 {length} 个", "At most {max} characters; it has {length}"),
  number_invalid: issue("“{text}”不是数字", "“{text}” is not a number"),
  not_whole: issue("“{text}”不是整数", "“{text}” is not a whole number"),
  out_of_range: issue("“{text}”应在 {min} 到 {max} 之间", "“{text}” must lie between {min} and {max}"),
  too_many_decimals: issue("“{text}”超过两位小数", "“{text}” has more than two decimals"),
  date_invalid: issue("“{text}”不是日期，请按 2026-11-03 填写", "“{text}” is not a date; write 2026-11-03"),
  date_future: issue("日期 {date} 晚于今天", "{date} lies in the future"),
  due_before_event: issue(
    "期限 {due} 早于发生日期 {happened}",
    "Due {due} is before it happened, {happened}",
  ),
  period_invalid: issue("“{text}”不是月份，请按 2026-10 填写", "“{text}” is not a month; write 2026-10"),
  period_other: issue(
    "本行月份 {period} 与填报月份 {expected} 不同",
    "This row's month {period} is not the report's, {expected}",
  ),
  period_closed: issue("{period} 已关账，不再接收", "{period} is closed and takes no more rows"),
  period_late: issue("{period} 已过截止时间，按迟报记录", "{period} is past its deadline; recorded as late"),
  not_on_list: issue("“{text}”不在下拉列表中", "“{text}” is not on the list"),
  unknown_account: issue(
    "“{text}”不在大客户名录中，请先在“大客户备案”表填写",
    "“{text}” is not a registered account; file it on the first sheet",
  ),
  account_missing: issue(
    "先填大客户，再选分支机构或承运商",
    "Choose the account before its branch or carrier",
  ),
  branch_proposed: issue("“{text}”是新的分支机构，已报总部确认", "“{text}” is a new branch, proposed to HQ"),
  carrier_proposed: issue("“{text}”是新的承运商，已报总部确认", "“{text}” is a new carrier, proposed to HQ"),
  side_without_name: issue("涉及方是“{side}”，请填写是哪一家", "The side is “{side}”: say which one"),
  units_zero: issue("数量为 0 时请在备注中说明原因", "With 0 units the remark must say why"),
  email_invalid: issue("“{text}”不是邮箱地址", "“{text}” is not an e-mail address"),
  phone_odd: issue("“{text}”不像电话号码，请核对", "“{text}” does not look like a telephone number"),
  two_people: issue("“{text}”像是两个人，请一人一行", "“{text}” looks like two people: one row each"),
  review_doubled: issue(
    "{account} 在 {period} 已有评述，每月一条",
    "{account} already has a review for {period}: one a month",
  ),
  name_doubled: issue("“{text}”在本表中已有一行", "“{text}” already has a row on this sheet"),
  value_type: issue("这里不能是这种内容", "This kind of value cannot stand here"),
  cell_error: issue("单元格是错误值 {text}", "The cell holds the error {text}"),
  cell_formula: issue("单元格是公式，按其结果上报", "The cell is a formula; its result is reported"),
  formula_uncomputed: issue(
    "公式还没有算出结果：请在 Excel 或 WPS 中打开，保存后再传",
    "The formula has not been computed: open the file in Excel or WPS, save it and send it again",
  ),
  cell_merged: issue(
    "合并的单元格：请取消合并，每行单独填写",
    "Merged cells: unmerge them and fill each row",
  ),
  column_unknown: issue(
    "没有“{text}”这一列，其内容未上报",
    "There is no column “{text}”; its content is not reported",
  ),
  column_missing: issue("缺少必填列“{text}”", "The required column “{text}” is missing"),
  sheet_unknown: issue("没有“{text}”这张表", "There is no sheet “{text}”"),
  row_id_invalid: issue("行标识不正确", "The row's identity is not valid"),
  contact_erased: issue(
    "这里的个人信息已应本人要求删除。请在表中改掉或删去这一行的个人信息，再提交",
    "What this says of a person was erased at that person's request: take it out of the sheet, then send again",
  ),
  row_id_doubled: issue("同一行标识出现了两次", "The same row identity occurs twice"),
  row_of_other_unit: issue("这一行属于另一个单位", "This row belongs to another unit"),
  row_of_other_sheet: issue("这个行标识已用于另一张表", "This row identity is used on another sheet"),
  base_revision_unknown: issue(
    "本行的版本号比服务中的还新，请先同步",
    "This row's revision is newer than the service's; refresh first",
  ),
  row_shape: issue("这一行的格式不正确", "The row does not have the agreed shape"),
} as const satisfies Record<string, Text>;

export type IssueCode = keyof typeof ISSUES;

export type Params = Readonly<Record<string, string | number>>;

/** `fill("最多 {max} 行", { max: 5000 })`; an unknown name is left out. */
const fill = (text: string, params: Params): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));

/** What somebody pasted into a cell by mistake need not be told back as a whole, nor kept with the answer. */
const MOST_TOLD = 200;

export const issueText = (code: IssueCode, params: Params, language: Language): string =>
  fill(
    ISSUES[code][language],
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name, told(value)])),
  );

const told = (value: string | number): string | number =>
  typeof value === "string" && value.length > MOST_TOLD
    ? `${value.slice(0, MOST_TOLD)}…`.toWellFormed()
    : value;

/**
 * A text that was made in one language, said in the other: an answer is kept in the language in which it was asked for.
 * `issueAgain("number_invalid", "“若干”不是数字", "zh", "en")` is `“若干” is not a number`. What cannot be told is left as it is.
 */
export function issueAgain(code: string, said: string, from: Language, to: Language): string {
  const text: Text | undefined = Object.hasOwn(ISSUES, code) ? ISSUES[code as IssueCode] : undefined;
  if (!text) return said;
  const names: string[] = [];
  const pattern = text[from]
    .split(/\{(\w+)\}/)
    .map((piece, at) => {
      if (at % 2 === 0) return piece.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
      names.push(piece);
      return "(.*?)";
    })
    .join("");
  const found = new RegExp(`^${pattern}$`, "su").exec(said);
  if (!found) return said;
  return fill(text[to], Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ""])));
}

/** Thrown to end a request; `server/http` turns it into `application/problem+json`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Params;

  constructor(code: ProblemCode, params: Params = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = "Problem";
    this.code = code;
    this.params = params;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** RFC 9457 as this service writes it. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
}

export function problemDocument(problem: Problem, language: Language): ProblemDocument {
  const { status, title, remedy } = PROBLEMS[problem.code];
  return {
    type: `urn:dakehu:problem:${problem.code}`,
    title: fill(title[language], problem.params),
    status,
    detail: fill(remedy[language], problem.params),
    code: problem.code,
  };
}
