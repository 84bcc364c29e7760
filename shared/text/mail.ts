/** What the copies say. They are in Chinese: they go to the group's own people. */
import type { Role } from "../sync/protocol.ts";

/** How a decision on a filing is told. */
export type DecisionTold = "accepted" | "potential" | "declined" | "asked";

const DECISIONS = {
  accepted: "已列入大客户名录",
  potential: "列为潜在大客户",
  declined: "未予列入",
  asked: "请补充说明",
} satisfies Record<DecisionTold, string>;

const ROLES = {
  lead: "销售人员",
  head: "销售负责人",
  hq: "总部",
  "hq-admin": "总部管理员",
} satisfies Record<Role, string>;

export const MAIL = {
  sender: "大客户通",
  hq: "总部营销管理部",
  empty: "（空）",
  greeting: "您好：",

  subject: {
    submission: (unit: string, month: string, rows: number, events: string) =>
      `【大客户通】${unit} ${month} 上报 ${rows} 行${events}`,
    events: (important: number, urgent: number) => {
      const parts = [
        ...(urgent > 0 ? [`紧急动态 ${urgent} 条`] : []),
        ...(important > 0 ? [`重要动态 ${important} 条`] : []),
      ];
      return parts.length === 0 ? "" : `（${parts.join("、")}）`;
    },
    urgent: (weight: string, unit: string, account: string, about: string, more: number) =>
      `【大客户通·${weight}】${unit}：${account} ${about}${more > 0 ? ` 等 ${more + 1} 条` : ""}`,
    reminder: (unit: string, month: string, deadline: string) =>
      `【大客户通】填报提醒：${unit} ${month}，${deadline} 截止`,
    decision: (account: string, decision: DecisionTold, unit: string) =>
      `【大客户通】备案答复：${account} ${DECISIONS[decision]}（${unit}）`,
  },

  title: {
    submission: (unit: string, month: string) => `${unit} ${month} 上报`,
    urgent: (unit: string) => `${unit} 上报重要动态`,
    reminder: (unit: string, month: string) => `${unit} ${month} 填报提醒`,
    decision: (account: string) => `备案答复：${account}`,
  },

  fact: {
    unit: "上报单位",
    base: "主基地工厂",
    month: "填报月份",
    by: "填报人",
    channel: "上报方式",
    told: "告知人",
    at: "收到时间",
    changes: "本次变更",
    deadline: "截止时间",
    filed: "填报情况",
    decision: "处理结果",
    reason: "说明",
    decidedBy: "处理人",
    account: "客户名称",
    registered: "名录中的名称",
  },

  decision: DECISIONS,
  role: ROLES,
  /** HQ has entered it for the unit. */
  onBehalf: (name: string) => `${name}（总部代报）`,
  /** Who told what was taken down, and when. */
  told: (by: string, at: string) => `${by}（${at}）`,
  by: (name: string, role: Role) => `${name}（${ROLES[role]}）`,

  change: { heading: "变更", created: "新增", updated: "修改", deleted: "删除", restored: "恢复" },
  changes: (created: number, updated: number, deleted: number, late: number) =>
    [
      ...(created > 0 ? [`新增 ${created} 行`] : []),
      ...(updated > 0 ? [`修改 ${updated} 行`] : []),
      ...(deleted > 0 ? [`删除 ${deleted} 行`] : []),
      ...(late > 0 ? [`其中迟报 ${late} 行`] : []),
    ].join("，"),
  before: (was: string, is: string) => `${was} → ${is}`,
  reason: "更正说明",
  table: (sheet: string, rows: number) => `${sheet}（${rows} 行）`,
  rest: (rows: number) => `其余 ${rows} 行见附件。`,
  /** In plain text: `1. [新增] 大客户：招商物流；数量：12` */
  line: (number: number, change: string, cells: string) => `${number}. [${change}] ${cells}`,
  cell: (heading: string, text: string) => `${heading}：${text}`,
  cells: "；",
  attachment: (unit: string, month: string) => `上报明细 ${unit} ${month}.xlsx`,

  urgent: "以下重要动态刚刚上报，请及时关注。完整的上报内容另有邮件。",
  reminder: {
    missing: (month: string) => `贵单位 ${month} 的月度采购和月度评述尚未上报，请在截止时间前完成填报。`,
    filed: (month: string) => `贵单位 ${month} 已有填报，谢谢。`,
    unreviewed: (accounts: number) => `以下 ${accounts} 家大客户本月还没有评述：`,
    quiet: "本月没有动态的大客户，可以在“大客户通”窗格中点“本月无动态”，一次填完。",
    complete: "本月应评述的大客户均已评述。",
    notFiled: "尚未上报",
    isFiled: "已上报",
    accounts: "待评述大客户",
    rating: "上次评级",
    more: (accounts: number) => `等共 ${accounts} 家。`,
  },
  decided: {
    accepted: "贵单位备案的客户已列入大客户名录，各单位的下拉列表将随下次同步更新。",
    potential: "贵单位备案的客户暂列为潜在大客户，请继续关注并上报动态。",
    declined: "贵单位备案的客户经总部二次筛选，未予列入大客户名录。",
    asked: "总部对贵单位备案的客户有疑问，请在“大客户备案”表中补充后重新提交。",
  } satisfies Record<DecisionTold, string>,

  link: "打开大客户通",
  footer: "此邮件由大客户通自动发出，请勿直接回复。按制度要求，上报内容同时抄送单位销售负责人和总部。",

  /** Why a copy has not gone out, where it is not the mail server's words. */
  trouble: {
    unsure: "发送途中中断，邮件服务器可能已经收下。为免重复，不再自动发送；如对方没有收到，请点“重新发送”。",
    overdue: "截止时间已过，提醒不再发送。",
    refused: (addresses: string, words: string) => `${addresses} 被拒收：${words}`,
    gaveUp: (words: string) => `多次重试后仍未成功：${words}`,
    unreachable: (words: string) => `连接不到邮件服务器：${words}`,
    vanished: "没有找到所抄送的上报内容。",
  },
  /** Why a copy is not sent again, to whoever asks for it. */
  notAgain: {
    sent: { zh: "已发送，不再重复发送。", en: "it has been sent, and is not sent twice." },
    sending: { zh: "正在发送。", en: "it is being sent." },
  },
} as const;
