/** Why a decision cannot be carried out as things stand, and what kinds of decisions are called. */
import type { DecisionKind } from "../sync/screening.ts";

const why = (zh: string, en: string) => ({ zh, en });

/** `{name}` is filled in. */
export const IMPOSSIBLE = {
  withdrawn: why("填报单位已撤回该备案。", "its unit has withdrawn the filing."),
  already: why("已经是这个结果。", "it is so already."),
  notNominated: why("只有待审核的备案可以由工厂背书。", "only a filing that waits can be endorsed."),
  onRegister: why(
    "该客户已在名录中，不能列为潜在或退回询问。",
    "the account is on the register: it can be neither potential nor asked about.",
  ),
  targetUnknown: why("没有要并入的对象。", "there is nothing to merge it into."),
  targetNotRegistered: why(
    "“{name}”不在名录中，请先收录它，再并入。",
    "“{name}” is not on the register; accept it first, then merge.",
  ),
  targetNotPotential: why(
    "“{name}”不是潜在客户，不能作为潜在客户并入。",
    "“{name}” is not a potential account, so that nothing potential can be merged into it.",
  ),
  targetDeclined: why(
    "“{name}”已不采纳，不能并入它。",
    "“{name}” has been declined; nothing can be merged into it.",
  ),
  nameTaken: why(
    "“{name}”已是“{account}”的名称；如是同一客户，请选择并入“{account}”。",
    "“{name}” is a name of “{account}” already; if the two are one, decide that it is the same as “{account}”.",
  ),
  entryNameTaken: why(
    "同一客户下已有“{name}”；如是同一家，请选择合并。",
    "the account has “{name}” already; if the two are one, merge them.",
  ),
  itself: why("两者已是同一个。", "the two are one already."),
  otherAccount: why(
    "两者属于不同的大客户（“{a}”与“{b}”），不能合并。",
    "they belong to two accounts (“{a}” and “{b}”) and cannot be merged.",
  ),
  apart: why("已确认两者不是同一个。", "the two have been found to be two already."),
  contact: why("联系人无需审核。", "a contact needs no screening."),
  notChoosable: why("“{column}”一列不能选择取值。", "there is no value to choose in the column “{column}”."),
  notTold: why("目前没有单位上报这个值（{value}）。", "no unit tells this value ({value}) at present."),
  undone: why("这个决定已经撤销。", "the decision has been undone already."),
  decidedSince: why(
    "之后的决定又改动了它：{kind}“{subject}”（第 {id} 号），请先撤销那个决定。",
    "a later decision rests upon it: {kind} “{subject}” (no. {id}); undo that one first.",
  ),
  changedSince: why("它在决定之后又有变化。", "it has changed since the decision."),
  inUse: why("各单位已在使用“{name}”这个名称。", "units have come to use the name “{name}”."),
} as const;

export type Impossible = keyof typeof IMPOSSIBLE;

export const DECISION_WORDS = {
  "filing-endorsed": why("工厂背书", "endorsed"),
  "filing-asked": why("退回询问", "asked"),
  "filing-accepted": why("接受备案", "filing accepted"),
  "filing-potential": why("列为潜在", "kept as potential"),
  "filing-declined": why("备案不采纳", "filing declined"),
  "account-raised": why("升为集团大客户", "raised"),
  "entry-accepted": why("收录", "accepted"),
  "entry-declined": why("不采纳", "declined"),
  "entry-same": why("合并", "merged"),
  "entry-apart": why("确认不同", "found to be two"),
  "value-chosen": why("选择取值", "value chosen"),
} as const satisfies Record<DecisionKind, { zh: string; en: string }>;
