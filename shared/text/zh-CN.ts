/** Every word of the pane in Chinese. English has exactly the same keys (`en-US.ts`). */
import type { CompanyFault } from "../sync/company.ts";
import type { Outcome, Role } from "../sync/protocol.ts";
import { zh as reportPage } from "./pages/report.ts";
import { zh as audit } from "./pages/audit.ts";
import { zh as copies } from "./pages/copies.ts";
import { zh as csv } from "./pages/csv.ts";
import { zh as access } from "./pages/access.ts";
import { zh as desk } from "./pages/desk.ts";
import { zh as months } from "./pages/months.ts";
import { zh as offlinePage } from "./pages/offline.ts";
import { zh as history } from "./pages/history.ts";
import { zh as grid } from "./pages/grid.ts";
import { zh as personal } from "./pages/personal.ts";
import { zh as phone } from "./pages/phone.ts";
import { zh as coverage } from "./pages/coverage.ts";
import { zh as screening } from "./pages/screening.ts";
import { zh as sources } from "./pages/sources.ts";
import { zh as upload } from "./pages/upload.ts";

export const zhCN = {
  language: "zh" as "zh" | "en",
  tag: "zh-CN",
  product: "大客户通",
  colon: "：",
  semicolon: "；",
  comma: "、",

  /** Names fixed by the contract: tests and manuals call the buttons by them. */
  actions: {
    signIn: "登录",
    lay: "铺设模板",
    check: "检查",
    submit: "提交",
    refreshMaster: "刷新总表",
    report: "生成月报",
  },

  common: {
    cancel: "取消",
    close: "关闭",
    retry: "重试",
    stop: "停止",
    loading: "正在打开…",
    showAll: (n: number) => `显示全部 ${n} 条`,
    row: (n: number) => `第 ${n} 行`,
    goTo: (where: string) => `转到 ${where}`,
    error: "错误",
    warning: "提醒",
    empty: "（空）",
    language: "English",
    languageHint: "Switch to English",
    more: "更多",
    download: "下载",
  },

  signIn: {
    title: "登录大客户通",
    hint: "请输入总部管理员发给您的八位邀请码，也可以粘贴整个邀请链接。",
    label: "邀请码",
    invalid: "邀请码是八位字母和数字，请核对后再输入。",
    oneUse: "每个邀请码只能使用一次。没有邀请码的，请联系总部管理员。",
    company: "用公司账号登录",
    orInvitation: "或者使用邀请码：",
    companyFault: {
      unreachable: "暂时无法打开公司的登录页，请稍后再试，或用邀请码登录。",
      refused: "公司账号登录没有完成，请再试一次，或用邀请码登录。",
      unverified: "公司没有提供经核实的账号名称，请联系总部管理员。",
      unknown: "这个公司账号还没有对应到人员。请联系总部管理员添加，或用邀请码登录。",
      expired: "登录用时过长，请再试一次。",
    } satisfies Record<CompanyFault, string>,
    signOut: "退出登录",
    signOutAsk: "确定退出登录吗？",
    signOutBody: "下次登录需要新的邀请码。",
    signOutPending: (n: number) =>
      `还有 ${n} 份提交没有收到回执。建议先重新发送，再退出。退出后它们仍保存在这台电脑上，您再次登录后可以继续发送。`,
    welcome: (name: string) => `${name}，您好。`,
    ended: "登录已失效，请用新的邀请码重新登录。表中内容不受影响。",
    hq: "总部营销管理部",
  },

  role: { lead: "销售人员", head: "销售负责人", hq: "总部", "hq-admin": "总部管理员" } satisfies Record<
    Role,
    string
  >,

  period: {
    label: "填报月份",
    unit: "填报单位",
    closed: "已关账",
    dueBy: (date: string) => `截止 ${date}`,
    late: (date: string) => `已过截止日 ${date}，提交将记为迟报`,
    isClosed: "本月已关账，不再接收新的填报。如需补报，请联系总部。",
  },

  workbook: {
    title: "当前工作簿",
    reading: "正在查看工作簿…",
    none: "还没有填报表。请点“铺设模板”开始。",
    ready: (unit: string, period: string) => `${unit} ${period} 的填报表已就绪。`,
    other: (unit: string, period: string) => `此工作簿是 ${unit} ${period} 的填报表，与上面所选不同。`,
    useIts: "按工作簿选择",
    missing: (sheets: string) => `缺少工作表：${sheets}。点“铺设模板”补齐，已填内容不会改动。`,
    layFirst: "请先铺设模板。",
  },

  lay: {
    confirmTitle: "铺设模板",
    keeps: "已经填写的行都会保留，只补上缺少的工作表、列和下拉列表。",
    changes: (unit: string, period: string) =>
      `工作簿将改为 ${unit} ${period} 的填报表。请确认这不是上个月还要用的文件。`,
    inTheWay: (sheets: string) =>
      `以下工作表与模板同名，但不是本系统所建，其内容将被覆盖：${sheets}。如要保留，请先改名。`,
    overwrite: "覆盖并铺设",
    go: "铺设",
    fetching: "正在读取名录和已报内容…",
    drawing: (sheet: string) => `正在铺设 ${sheet}`,
    done: "模板已铺好，可以开始填写。",
    doneRows: (n: number) => `模板已铺好，并放入已报的 ${n} 行。`,
    offlineLists: "连接不到服务，下拉列表用的是上次保存的名录。",
  },

  check: {
    reading: "正在读取工作表…",
    none: "没有问题",
    noneBody: (rows: number) => `共检查 ${rows} 行，可以提交。`,
    empty: "还没有填写任何内容。",
    summary: (errors: number, warnings: number) => `${errors} 处错误，${warnings} 处提醒`,
    errorsHint: "有错误的行不会提交。点击一条即可转到该单元格。",
    warningsHint: "提醒不影响提交，请核对。",
    mended: (columns: string) => `以下位置的下拉列表因粘贴而丢失，现已恢复：${columns}`,
    sheetCounts: (errors: number, warnings: number) =>
      [errors ? `${errors} 处错误` : "", warnings ? `${warnings} 处提醒` : ""].filter(Boolean).join("，") ||
      "没有问题",
    wholeRow: "整行",
    title: "检查结果",
  },

  submit: {
    preparing: "正在准备提交…",
    sending: (done: number, all: number) => `正在提交，第 ${done} 批，共 ${all} 批`,
    waiting: (seconds: number) => `服务繁忙，${seconds} 秒后自动重试。`,
    stopping: "本批完成后停止…",
    stopped: "已停止。没有发出的行仍在表中，再点“提交”即可继续。",
    faultyTitle: "有些行还有错误",
    faulty: (bad: number, good: number) => `${bad} 行有错误，暂不提交；其余 ${good} 行可以提交。现在提交吗？`,
    faultyGo: (good: number) => `提交其余 ${good} 行`,
    fixFirst: "先去修改",
    allFaulty: (bad: number) => `${bad} 行都有错误，请先按下面的提示修改，然后再提交。`,
    vanishedTitle: "有些行不在表中了",
    vanished: "以下各行以前提交过，现在表中没有了。勾选的将从总部记录中删除，未勾选的会放回表中。",
    vanishedGo: "继续",
    vanishedAll: "全部勾选",
    nothing: "没有需要提交的内容，所有行都已是最新。",
    done: "提交完成",
    doneAt: (time: string) => `回执时间 ${time}`,
    skipped: (n: number) => `${n} 行与上次提交相同，未重复提交`,
    leftOut: (n: number) => `${n} 行有错误，未提交`,
    pulled: (n: number) => `从总部取回 ${n} 行新内容，已放入表中`,
    pullFailed: "提交已完成，但取回总部新内容时出错，下次提交时会再取。",
    rejectedTitle: (n: number) => `${n} 行未被接收`,
    noticeTitle: (n: number) => `${n} 行已接收，有提醒`,
    notInSheet: "已不在表中",
    lost: "没有收到回执。内容已保存在这台电脑上，重新发送不会重复。",
  },

  outcome: {
    created: "新增",
    updated: "更新",
    merged: "已合并",
    unchanged: "无变化",
    deleted: "已删除",
    conflict: "有冲突",
    rejected: "未接收",
  } satisfies Record<Outcome, string>,

  pending: {
    title: "上次提交还没有收到回执",
    volatile: "浏览器不允许保存数据：请在收到回执之前不要关闭此窗格。",
  },

  conflicts: {
    title: (n: number) => `${n} 行有冲突`,
    body: "您和别人改了同一处。请逐处选择保留哪一个，然后重新提交。",
    by: (name: string, unit: string, time: string) => `${name}（${unit}）于 ${time} 修改`,
    mine: "我的",
    theirs: "对方的",
    keepMine: "保留我的",
    takeTheirs: "采用对方的",
    allMine: "全部保留我的",
    allTheirs: "全部采用对方的",
    theyDeleted: "对方已删除此行。",
    iDeleted: "您删除了此行，对方做了修改。",
    send: "按选择重新提交",
    left: (n: number) => `还有 ${n} 处没有选择`,
    note: (name: string, columns: string) => `与 ${name} 的修改冲突：${columns}`,
    column: (label: string) => `${label}：选择保留哪一个`,
    wholeRow: "整行",
  },

  offline: {
    title: "目前离线",
    body: "可以继续填写、检查和提交。提交的内容在恢复网络后自动发送。",
  },

  trouble: {
    network: "连接不到服务",
    networkFix: "请检查网络后重试。表中内容不受影响。",
    timeout: "服务没有及时答复",
    timeoutFix: "网络可能较慢，请稍后重试。重复发送不会产生重复的行。",
    busy: "服务繁忙",
    busyFix: (seconds: number) => `请约 ${seconds} 秒后重试。`,
    busyFixSoon: "请稍后重试。",
    garbled: "收到的答复无法识别",
    garbledFix: "可能是网络中的登录页或代理所致。请刷新窗格后重试；若仍出现，请联系管理员。",
    signedOut: "登录已失效",
    signedOutFix: "请用新的邀请码重新登录。表中内容不受影响。",
    unknown: "出错了",
    unknownFix: "请重试；若仍出现，请关闭窗格后重新打开。",
  },

  quiet: {
    title: "本月无动态",
    hint: (n: number) => `还有 ${n} 家大客户本月没有评述。`,
    go: "本月无动态",
    ask: (n: number) =>
      `为以下 ${n} 家大客户各加一行评述“本月无动态”，较上月持平。评级沿用上次的，没有的请选择。`,
    rating: (account: string) => `${account} 的关系评级`,
    add: "加入评述",
    remark: "本月无动态，与客户保持正常联系。",
    done: (n: number) => `已加入 ${n} 行评述。请检查后提交。`,
  },

  master: {
    hint: "把各单位新报的内容写入当前工作簿的总表。",
    laying: "正在建立总表…",
    reading: (rows: number) => `已读取 ${rows} 行`,
    writing: (sheet: string) => `正在写入 ${sheet}`,
    done: "总表已刷新",
    counts: (added: number, changed: number, deleted: number) =>
      `新增 ${added} 行，更新 ${changed} 行，删除 ${deleted} 行`,
    nothing: "总表已是最新。",
    none: "此工作簿还没有总表，首次刷新将建立。",
    ready: "此工作簿有总表，刷新时只取新内容。",
    confirm: "首次刷新将在此工作簿中建立总表的各个工作表。",
    inTheWay: (sheets: string) => `以下工作表的内容将被覆盖：${sheets}`,
    notes: "您在表右侧添加的列和备注会跟随各行保留。",
  },

  report: {
    hint: (period: string) => `在当前工作簿中生成 ${period} 的月报，已有的同名月报会被替换。`,
    computing: "正在汇总…",
    drawing: "正在绘制月报…",
    done: (name: string) => `月报已生成：${name}`,
    figures: "主要数字",
    ours: "本集团（台）",
    rivals: "竞争对手（台）",
    share: "本集团占比",
    amount: "本集团金额（万元）",
    news: "有动态的大客户",
    events: "重要动态",
    rating: "平均评级",
    filed: "已报单位",
  },

  invite: {
    title: "邀请人员",
    unit: "单位",
    role: "角色",
    name: "姓名",
    make: "生成邀请码",
    made: (name: string) => `已为 ${name} 生成邀请码。请现在就转发，关闭后不再显示。`,
    code: "邀请码",
    link: "邀请链接",
    copy: "复制链接",
    copied: "已复制",
    nameMissing: "请填写姓名。",
    until: (time: string) => `有效期至 ${time}，只能使用一次。`,
    noUnits: "还没有单位。请管理员先用命令添加单位。",
  },

  access,
  desk,
  months,
  history,
  coverage,
  audit,
  personal,
  copies,
  offlinePage,
  csv,
  upload,
  screening,
  sources,
  phone,
  grid,

  longFile: {
    waiting: "正在排队生成文件…",
    writing: (rows: string, of: string) => `正在生成文件：已写入 ${rows} 行，共 ${of} 行`,
    fetching: (name: string) => `正在下载 ${name}`,
    stopping: "正在停止…",
    stopped: "已停止，没有保存文件。",
    failed: "文件没有生成。",
    failedFix: "请稍后重试；若仍出现，请联系总部管理员查看服务端磁盘空间和日志。",
  },

  browser: {
    invitation: (code: string) =>
      `如要在 Excel 中填报，请不要在这里登录，而是在 Excel 的“大客户通”窗格中输入邀请码 ${code}。`,
    oldExcel: "此版本的 Excel 不支持在窗格中填报",
    title: "未在 Excel 中打开",
    body: "检查和提交需要在 Excel 的“大客户通”窗格中进行。在这里可以下载文件，在 Excel 或 WPS 中填写。",
    template: "下载填报模板",
    master: "下载总表",
    summary: "下载月报",
    desk: "打开网页填报",
    files: "文件下载",
  },

  reportPage,
};

export type Texts = typeof zhCN;
