/** Submissions and rows to build upon: each is sound as it is, and says what a test is about. */
import { v7 } from "uuid";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Value } from "../../shared/report/value.ts";
import type { PushedRow, Submission } from "../../shared/sync/protocol.ts";

export const newId = (): string => v7();

export const aSubmission = (parts: Partial<Submission> = {}): Submission => ({
  submissionId: newId(),
  unit: "P01",
  period: "2026-10",
  channel: "excel",
  template: 1,
  rows: [],
  ...parts,
});

type Values = Record<string, Value>;

export interface RowParts {
  readonly rowId?: string;
  readonly baseRevision?: number | null;
}

const SOUND: Readonly<Record<SheetKey, Values>> = {
  accounts: {
    name: "顺丰速运",
    category: "一类·采购频繁",
    level: "单位级·潜在大客户",
    grounds: "全国干线车队持续扩充,年采购量大。",
    filedOn: "2026-10-12",
  },
  branches: { account: "招商物流", name: "华东分公司", province: "上海" },
  carriers: { account: "招商物流", name: "安达运输有限公司" },
  contacts: {
    account: "招商物流",
    side: "总部",
    name: "刘志峰",
    title: "运输总监",
    role: "决策者",
    strength: 4,
  },
  events: {
    happenedOn: "2026-10-20",
    account: "招商物流",
    side: "总部",
    kind: "招标投标",
    weight: "重要",
    body: "下月公开招标六十台。",
    channel: "电话",
  },
  purchases: {
    period: "2026-10",
    account: "招商物流",
    product: "半挂车",
    supplier: "本集团",
    units: 12,
    amount: 345.6,
  },
  reviews: {
    period: "2026-10",
    account: "招商物流",
    rating: 4,
    trend: "上升",
    remark: "沟通顺畅,愿意参与新车型试用。",
  },
};

/** `values` on top of what makes a row of the sheet sound. */
export const soundValues = (sheet: SheetKey, values: Readonly<Values> = {}): Values => ({
  ...SOUND[sheet],
  ...values,
});

/** A row of a sheet. */
export const aRow = (sheet: SheetKey, values: Values = {}, parts: RowParts = {}): PushedRow => ({
  sheet,
  rowId: parts.rowId ?? newId(),
  baseRevision: parts.baseRevision ?? null,
  values: soundValues(sheet, values),
});

export const aPurchase = (values: Values = {}, parts: RowParts = {}): PushedRow =>
  aRow("purchases", values, parts);

export const aDeletion = (sheet: SheetKey, rowId: string, baseRevision: number | null): PushedRow => ({
  sheet,
  rowId,
  baseRevision,
  deleted: true,
});
