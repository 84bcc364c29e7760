/** What a unit's status columns say of HQ's answers. */
import { answerUpdates } from "../../addin/sync/answers.ts";
import type { RowResult } from "../../addin/sync/results.ts";
import type { IdentifiedRow } from "../../addin/sync/rows.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { Filing, FilingStep } from "../../shared/sync/screening.ts";
import { textsIn } from "../../shared/text/texts.ts";

const HQ = { name: "陈静", unit: null, role: "hq" } as const;
const REGISTER = { accounts: [], branches: [{ account: "招商物流", name: "华东分公司" }], carriers: [] };

const aRow = (rowId: string, sheet: SheetKey, values: IdentifiedRow["values"]): IdentifiedRow => ({
  sheet,
  row: 1,
  rowId,
  baseRevision: 1,
  values,
  fresh: false,
  copiedFrom: null,
});

const aStep = (step: FilingStep["step"], reason: string): FilingStep => ({
  step,
  at: "2026-10-05T00:00:00.000Z",
  by: HQ,
  reason,
  decisionId: 1,
});

const aFiling = (state: Filing["state"], steps: FilingStep[]): Filing => ({
  rowId: "a",
  unit: "P01",
  unitName: "深圳工厂",
  base: null,
  state,
  changedAt: "2026-10-05T00:00:00.000Z",
  revision: 1,
  values: { name: "华宇物流" },
  accountId: 1,
  account: "华宇物流",
  registered: false,
  steps,
});

const aResult = (rowId: string, sheet: SheetKey, more: Partial<RowResult>): RowResult => ({
  sheet,
  row: 1,
  rowId,
  outcome: "updated",
  revision: 2,
  issues: [],
  mine: {},
  baseRevision: 1,
  ...more,
});

const WARNING = { column: "grounds", code: "too_short", message: "太短", severity: "warning" } as const;
const filed = [aRow("a", "accounts", { name: "华宇物流" })];
const declined = [aFiling("declined", [aStep("declined", "采购量不足。")])];
const answers = (rows: IdentifiedRow[], filings: Filing[], results: RowResult[] = []) =>
  answerUpdates(rows, { filings, register: REGISTER }, results, textsIn("zh"));

test("of several questions the last one stands beside the row", () => {
  const asked = aFiling("asked", [
    aStep("asked", "车队多大？"),
    aStep("answered", ""),
    aStep("asked", "是自有的吗？"),
  ]);
  expect(answers(filed, [asked])).toMatchObject([
    { rowId: "a", status: "退回询问", statusNote: "总部问：是自有的吗？" },
  ]);
});

test("a row in conflict, or not accepted, says so rather than what became of its filing", () => {
  for (const outcome of ["conflict", "rejected"] as const) {
    expect(answers(filed, declined, [aResult("a", "accounts", { outcome })])).toEqual([]);
  }
});

test("what a submission finds fault with stays to be read beside an answer without words", () => {
  const accepted = [aFiling("accepted", [aStep("accepted", "")])];
  const [update] = answers(filed, accepted, [aResult("a", "accounts", { issues: [WARNING] })]);
  expect(update).toEqual({ sheet: "accounts", row: 1, rowId: "a", status: "已备案" });
});

test("a branch on the register is confirmed, however the unit writes its brackets and width", () => {
  const branch = aRow("b", "branches", { account: "招商物流", name: "华东 分公司" });
  expect(answers([branch], [])).toMatchObject([{ rowId: "b", status: "总部已确认", statusNote: "" }]);
});

test("a branch just sent, or one that HQ has not taken in, keeps its status", () => {
  const sent = aRow("b", "branches", { account: "招商物流", name: "华东分公司" });
  const proposed = aRow("c", "branches", { account: "招商物流", name: "苏州分公司" });
  expect(answers([sent, proposed], [], [aResult("b", "branches", { outcome: "created" })])).toEqual([]);
});
