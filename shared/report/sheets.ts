/**
 * The reporting template, defined once (R8). The sheets laid down in Excel, the `.xlsx`, the dropdowns, the
 * checks, the CSV headings, the master's columns, the store's columns and the API's schema all come from here:
 * a column added here shows up everywhere.
 */
import type { ChoiceList } from "./choices.ts";

/** Raised when a column is added, renamed or dropped; a workbook carries the number it was made with. */
export const TEMPLATE_VERSION = 1;

export type ColumnType =
  /** One line. */
  | "text"
  /** Several lines, may be longer than 255 characters. */
  | "longText"
  /** One of a closed list. */
  | "choice"
  /** One of a list that may be left: another value is taken. */
  | "openChoice"
  /** A key account's name: on the register, or filed by the unit itself. */
  | "account"
  /** A branch or carrier of the row's account: another value becomes a proposal to HQ. */
  | "branch"
  | "carrier"
  /** A whole number. */
  | "whole"
  /** 万元, two decimals. */
  | "amount"
  /** `yyyy-MM-dd`. */
  | "date"
  /** `yyyy-MM`. */
  | "period"
  | "email"
  | "phone"
  /** A whole number 1–5. */
  | "score";

export interface Column {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly type: ColumnType;
  readonly required?: boolean;
  readonly choices?: ChoiceList;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Shown in Excel when the cell is selected, and in the forms. */
  readonly help?: { readonly zh: string; readonly en: string };
  /** Headings under which files still come: of earlier templates, and of forms that units made themselves. */
  readonly formerly?: readonly string[];
  /** Width in Excel, in characters. */
  readonly width: number;
  /**
   * How what several units tell of one thing comes together in the master, where it is no matter of who is right:
   * all of it joined, the earliest date, the highest number. Left out: they should agree, and HQ is shown where not.
   */
  readonly together?: "joined" | "earliest" | "highest";
  /** What says who somebody is: found, given out and erased at that person's request (`docs/security.md`). */
  readonly personal?: PersonalData;
}

export type PersonalData = "name" | "phone" | "email";

export const SHEET_KEYS = [
  "accounts",
  "branches",
  "carriers",
  "contacts",
  "events",
  "purchases",
  "reviews",
] as const;
export type SheetKey = (typeof SHEET_KEYS)[number];

export interface Sheet {
  readonly key: SheetKey;
  readonly zh: string;
  readonly en: string;
  /** The table's name in the workbook. */
  readonly table: string;
  readonly oneRow: { readonly zh: string; readonly en: string };
  /**
   * `standing` rows (accounts, branches, carriers, contacts) go on from month to month; `monthly` rows carry
   * their own period; an `event` belongs to the period in which it was told.
   */
  readonly rhythm: "standing" | "monthly" | "event";
  readonly columns: readonly Column[];
}

const account: Column = {
  key: "account",
  zh: "大客户",
  formerly: ["客户名称", "大客户名称", "所属大客户", "服务大客户", "大客户"],
  en: "Account",
  type: "account",
  required: true,
  width: 20,
  help: {
    zh: "从列表中选择；新客户请先在“大客户备案”表中填写。",
    en: "Choose from the list; file a new account on the first sheet.",
  },
};
const branch: Column = {
  key: "branch",
  zh: "分支机构",
  en: "Branch",
  type: "branch",
  width: 22,
  help: {
    zh: "列出本行大客户的分支机构；列表中没有的可以直接填写，将报总部确认。",
    en: "The branches of this row's account; another name is proposed to HQ.",
  },
};
const carrier: Column = {
  key: "carrier",
  zh: "承运商",
  en: "Carrier",
  type: "carrier",
  width: 22,
  help: {
    zh: "列出本行大客户的承运商；列表中没有的可以直接填写，将报总部确认。",
    en: "The carriers of this row's account; another name is proposed to HQ.",
  },
};
const period: Column = {
  key: "period",
  zh: "月份",
  en: "Month",
  type: "period",
  required: true,
  width: 11,
  help: { zh: "格式:2026-10。", en: "As 2026-10." },
};
const side: Column = {
  key: "side",
  zh: "涉及方",
  en: "Side",
  type: "choice",
  choices: "side",
  required: true,
  width: 12,
};
const fleetSize: Column = {
  key: "fleetSize",
  zh: "车队规模(台)",
  en: "Fleet (vehicles)",
  type: "whole",
  width: 13,
};
const liaison: Column = {
  key: "liaison",
  zh: "对口人员",
  en: "Our liaison",
  type: "text",
  width: 13,
  together: "joined",
};

export const SHEETS: readonly Sheet[] = [
  {
    key: "accounts",
    zh: "大客户备案",
    en: "Key accounts",
    table: "ka_accounts",
    rhythm: "standing",
    oneRow: { zh: "本单位备案或提名的一个客户", en: "a customer that the unit files or nominates" },
    columns: [
      {
        key: "name",
        zh: "客户名称",
        formerly: ["大客户名称", "大客户"],
        en: "Name",
        type: "text",
        required: true,
        maxLength: 100,
        width: 24,
      },
      {
        key: "aliases",
        zh: "简称/别名",
        en: "Aliases",
        type: "text",
        width: 20,
        together: "joined",
        help: { zh: "多个别名用顿号或分号隔开。", en: "Several aliases: separate with ; or 、" },
      },
      {
        key: "category",
        zh: "客户类别",
        en: "Category",
        type: "choice",
        choices: "category",
        required: true,
        width: 17,
      },
      { key: "level", zh: "级别", en: "Level", type: "choice", choices: "level", required: true, width: 18 },
      { key: "industry", zh: "行业", en: "Industry", type: "openChoice", choices: "industry", width: 14 },
      { key: "headquarters", zh: "总部所在地", en: "Headquarters", type: "text", width: 15 },
      {
        key: "grounds",
        zh: "备案理由",
        en: "Grounds",
        type: "longText",
        required: true,
        minLength: 10,
        maxLength: 2000,
        width: 34,
        together: "joined",
        help: {
          zh: "至少 10 个字：为什么是大客户。",
          en: "At least 10 characters: why it is a key account.",
        },
      },
      { key: "annualUnits", zh: "年采购量(台)", en: "Units a year", type: "whole", width: 13 },
      fleetSize,
      {
        key: "rivals",
        zh: "主要竞争品牌",
        en: "Rival brands",
        type: "text",
        width: 18,
        together: "joined",
      },
      {
        key: "filedOn",
        zh: "备案日期",
        en: "Filed on",
        type: "date",
        required: true,
        width: 13,
        together: "earliest",
      },
    ],
  },
  {
    key: "branches",
    zh: "分支机构",
    en: "Branches",
    table: "ka_branches",
    rhythm: "standing",
    oneRow: { zh: "大客户的一个分支机构", en: "a branch of an account" },
    columns: [
      { ...account, zh: "所属大客户" },
      {
        key: "name",
        zh: "分支机构名称",
        en: "Branch",
        type: "text",
        required: true,
        maxLength: 100,
        width: 26,
      },
      {
        key: "province",
        zh: "省份",
        en: "Province",
        type: "choice",
        choices: "province",
        required: true,
        width: 11,
      },
      { key: "city", zh: "城市", en: "City", type: "text", width: 12 },
      { key: "address", zh: "地址", en: "Address", type: "text", width: 30 },
      { key: "business", zh: "主要业务", en: "Business", type: "text", width: 24 },
      fleetSize,
      liaison,
    ],
  },
  {
    key: "carriers",
    zh: "承运商",
    en: "Carriers",
    table: "ka_carriers",
    rhythm: "standing",
    oneRow: { zh: "为大客户承运的一家公司", en: "a carrier that hauls for an account" },
    columns: [
      { ...account, zh: "服务大客户" },
      { ...branch, zh: "所属分支" },
      {
        key: "name",
        zh: "承运商名称",
        en: "Carrier",
        type: "text",
        required: true,
        maxLength: 100,
        width: 26,
      },
      { key: "haulage", zh: "运输类型", en: "Haulage", type: "choice", choices: "haulage", width: 14 },
      { key: "lanes", zh: "线路/区域", en: "Lanes", type: "text", width: 22 },
      fleetSize,
      liaison,
    ],
  },
  {
    key: "contacts",
    zh: "关键联系人",
    en: "Contacts",
    table: "ka_contacts",
    rhythm: "standing",
    oneRow: { zh: "一位决策或影响采购的人", en: "a person who decides or influences" },
    columns: [
      account,
      { ...side, zh: "所在方" },
      branch,
      carrier,
      {
        key: "name",
        zh: "姓名",
        en: "Name",
        type: "text",
        required: true,
        maxLength: 50,
        width: 13,
        personal: "name",
      },
      { key: "title", zh: "职务", en: "Title", type: "text", required: true, width: 16 },
      { key: "role", zh: "决策角色", en: "Role", type: "choice", choices: "role", required: true, width: 12 },
      { key: "phone", zh: "电话", en: "Phone", type: "phone", width: 16, personal: "phone" },
      { key: "email", zh: "邮箱", en: "E-mail", type: "email", width: 24, personal: "email" },
      {
        key: "strength",
        zh: "关系程度",
        en: "Strength",
        type: "score",
        required: true,
        width: 11,
        together: "highest",
        help: { zh: "1 很弱 … 5 很强。", en: "1 very weak … 5 very strong." },
      },
    ],
  },
  {
    key: "events",
    zh: "重要动态",
    en: "Events",
    table: "ka_events",
    rhythm: "event",
    oneRow: { zh: "发生的一件事，随时填报", en: "one thing that happened, any day" },
    columns: [
      { key: "happenedOn", zh: "发生日期", en: "Happened on", type: "date", required: true, width: 13 },
      account,
      side,
      branch,
      carrier,
      { key: "kind", zh: "动态类别", en: "Kind", type: "choice", choices: "kind", required: true, width: 13 },
      {
        key: "weight",
        zh: "重要程度",
        en: "Weight",
        type: "choice",
        choices: "weight",
        required: true,
        width: 11,
        help: { zh: "“重要”和“紧急”提交后立即通报总部。", en: "Important and urgent ones reach HQ at once." },
      },
      {
        key: "body",
        zh: "内容",
        en: "What happened",
        type: "longText",
        required: true,
        minLength: 5,
        maxLength: 2000,
        width: 44,
      },
      { key: "source", zh: "信息来源", en: "Source", type: "text", width: 16 },
      {
        key: "channel",
        zh: "获知方式",
        en: "Learnt by",
        type: "choice",
        choices: "channel",
        required: true,
        width: 11,
      },
      { key: "action", zh: "建议行动", en: "Suggested action", type: "longText", maxLength: 1000, width: 26 },
      { key: "owner", zh: "责任人", en: "Owner", type: "text", width: 12 },
      { key: "dueOn", zh: "期限", en: "Due on", type: "date", width: 13 },
    ],
  },
  {
    key: "purchases",
    zh: "月度采购",
    en: "Purchases",
    table: "ka_purchases",
    rhythm: "monthly",
    oneRow: { zh: "大客户当月的一笔实际购买", en: "what an account bought in the month" },
    columns: [
      period,
      account,
      branch,
      carrier,
      {
        key: "product",
        zh: "产品类别",
        en: "Product",
        type: "choice",
        choices: "product",
        required: true,
        width: 14,
      },
      {
        key: "supplier",
        zh: "供应商",
        en: "Supplier",
        type: "choice",
        choices: "supplier",
        required: true,
        width: 12,
      },
      { key: "brand", zh: "品牌/工厂", en: "Brand or plant", type: "text", width: 16 },
      {
        key: "units",
        zh: "数量(台)",
        formerly: ["采购数量(台)", "采购数量", "台数"],
        en: "Units",
        type: "whole",
        required: true,
        width: 10,
        help: { zh: "整数；为 0 时请在备注中说明。", en: "Whole number; for 0 say why in the remark." },
      },
      {
        key: "amount",
        zh: "金额(万元)",
        en: "Amount (10k CNY)",
        type: "amount",
        width: 14,
        help: { zh: "单位：万元，两位小数。", en: "In 10,000 CNY, two decimals." },
      },
      { key: "deliverTo", zh: "交付地", en: "Deliver to", type: "choice", choices: "province", width: 11 },
      { key: "remark", zh: "备注", en: "Remark", type: "longText", maxLength: 1000, width: 28 },
    ],
  },
  {
    key: "reviews",
    zh: "月度评述",
    en: "Reviews",
    table: "ka_reviews",
    rhythm: "monthly",
    oneRow: { zh: "当月对一个大客户关系的评述", en: "the month's word on one account" },
    columns: [
      period,
      account,
      {
        key: "rating",
        zh: "关系评级",
        en: "Rating",
        type: "score",
        required: true,
        width: 11,
        help: { zh: "1 很差 … 5 很好。", en: "1 very poor … 5 very good." },
      },
      {
        key: "trend",
        zh: "较上月",
        en: "Trend",
        type: "choice",
        choices: "trend",
        required: true,
        width: 10,
      },
      {
        key: "remark",
        zh: "关系评述",
        formerly: ["评述"],
        en: "Remark",
        type: "longText",
        required: true,
        minLength: 10,
        maxLength: 500,
        width: 46,
        help: { zh: "10–500 个字。", en: "10–500 characters." },
      },
      {
        key: "outlook",
        zh: "风险与机会",
        en: "Risks and chances",
        type: "longText",
        maxLength: 1000,
        width: 30,
      },
      {
        key: "plan",
        zh: "下月计划",
        en: "Plan for next month",
        type: "longText",
        maxLength: 1000,
        width: 30,
      },
    ],
  },
];

/** The scores of a `score` column. */
export const SCORES = [1, 2, 3, 4, 5] as const;

/** Columns that every sheet carries after its own. The last two are hidden and travel with the row. */
export const SYSTEM_COLUMNS = [
  { key: "status", zh: "同步状态", en: "Sync status", width: 12, hidden: false },
  { key: "statusNote", zh: "同步说明", en: "Sync note", width: 36, hidden: false },
  { key: "rowId", zh: "rowId", en: "rowId", width: 10, hidden: true },
  { key: "baseRevision", zh: "baseRevision", en: "baseRevision", width: 10, hidden: true },
] as const;

const byKey = new Map(SHEETS.map((sheet) => [sheet.key, sheet]));

export const isSheetKey = (key: string): key is SheetKey => byKey.has(key as SheetKey);

/** The sheet of that key; every key of `SHEET_KEYS` has one. */
export function sheetOf(key: SheetKey): Sheet {
  const sheet = byKey.get(key);
  if (!sheet) throw new RangeError(`no sheet ${key}`);
  return sheet;
}

export const columnOf = (sheet: Sheet, key: string): Column | undefined =>
  sheet.columns.find((column) => column.key === key);
