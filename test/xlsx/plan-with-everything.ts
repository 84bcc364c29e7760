/** A workbook that uses all that a plan can say, for the tests of both painters. */
import type { BlockPlan, Cell, SheetPlan, WorkbookPlan } from "../../shared/plan/plan.ts";

/** Text that a spreadsheet would take for something else if it were typed. */
export const TRICKY_TEXT: readonly string[] = [
  "=1+1",
  "+86 20 1234",
  "-5",
  "@SUM(A1)",
  "00123",
  "2026-11-03",
  "#N/A",
  "TRUE",
  "  两边有空格  ",
  "两行\n第二行",
  "_x0041_ 不是 A",
  "控制符\u0001\u001f完",
  "<b>&amp;\"'",
  "𠮷野家😀",
  "'撇号",
];

const ACCOUNTS = ["招商物流", "中石油(中油运输)", "中外运 “壳牌” & Co", "围绕可口可乐项目的客户群"] as const;
const BRANCHES: readonly (readonly [string, string])[] = [
  ["招商物流", "招商物流 华南(广州)"],
  ["招商物流", "招商物流 华北"],
  ["中石油(中油运输)", "中油运输 西北"],
  ["中外运 “壳牌” & Co", "中海壳牌 项目部"],
];

const lists: SheetPlan = {
  key: "lists",
  name: "_lists",
  visibility: "hidden",
  protected: true,
  columns: [{ width: 20 }, { width: 20 }, { width: 20 }],
  blocks: [
    { row: 0, column: 0, style: "label", cells: [["客户", "客户", "分支"]] },
    { row: 1, column: 0, style: "text", cells: ACCOUNTS.map((a) => [a]) },
    { row: 1, column: 1, style: "text", cells: BRANCHES.map((pair) => [...pair]) },
  ],
  tables: [],
  highlights: [],
  charts: [],
};

const purchases: SheetPlan = {
  key: "purchases",
  name: "月度采购",
  visibility: "visible",
  tabColor: "#0F4C81",
  freeze: { rows: 4, columns: 1 },
  columns: [
    { width: 24 },
    { width: 26 },
    { width: 12 },
    { width: 14 },
    { width: 14 },
    { width: 40 },
    { width: 10, hidden: true },
    { width: 30, style: "note" },
  ],
  rowHeights: [
    { row: 0, points: 30 },
    { row: 3, points: 32 },
    { row: 12, points: 22.5 },
  ],
  blocks: [
    { row: 0, column: 0, style: "title", cells: [["大客户信息填报 Key accounts"]] },
    { row: 1, column: 0, style: ["label", "text", "whole"], cells: [["期间 Period", "2026-11", 3]] },
    { row: 1, column: 4, style: [["note", "note"]], cells: [["请勿改动表头", true]] },
  ],
  merges: ["A1:F1"],
  tables: [
    {
      name: "ka_purchases",
      row: 3,
      column: 0,
      style: "TableStyleLight1",
      filter: true,
      columns: [
        {
          key: "account",
          header: "大客户\nAccount",
          headerStyle: "headRequired",
          style: "text",
          validation: {
            rule: { kind: "list", formula: "=_lists!$A$2:$A$5" },
            onError: "stop",
            errorTitle: "大客户 Account",
            errorMessage: "请从列表中选择。 Choose from the list.",
            promptTitle: "大客户",
            promptMessage: "从列表中选择\nChoose from the list",
          },
        },
        {
          key: "branch",
          header: "分支机构 Branch",
          headerStyle: "headOptional",
          style: "text",
          validation: {
            rule: {
              kind: "list",
              formula:
                "=OFFSET(_lists!$C$2,MATCH($A5,_lists!$B$2:$B$5,0)-1,0,MAX(1,COUNTIF(_lists!$B$2:$B$5,$A5)),1)",
            },
            onError: "warning",
            errorTitle: "分支机构",
            errorMessage: "名单中没有,仍要使用吗? Not on the list: use it?",
          },
        },
        {
          key: "units",
          header: "数量(台) Units",
          headerStyle: "headRequired",
          style: "whole",
          validation: {
            rule: { kind: "whole", operator: "GreaterThanOrEqualTo", formula1: 0 },
            onError: "stop",
            errorTitle: "数量",
            errorMessage: "请填整数。",
          },
        },
        {
          key: "amount",
          header: "金额(万元) Amount",
          headerStyle: "headOptional",
          style: "amount",
          validation: {
            rule: { kind: "decimal", operator: "Between", formula1: 0, formula2: "=10^6" },
            onError: "stop",
            errorTitle: "金额",
            errorMessage: "请填数字。",
          },
        },
        {
          key: "deliveredOn",
          header: "交付日期 Delivered",
          headerStyle: "headOptional",
          style: "date",
          validation: {
            rule: { kind: "date", operator: "LessThanOrEqualTo", formula1: "=TODAY()" },
            onError: "warning",
            errorTitle: "日期",
            errorMessage: "日期在将来。",
          },
        },
        {
          key: "remark",
          header: "备注 Remark",
          headerStyle: "headOptional",
          style: "longText",
          validation: {
            rule: { kind: "custom", formula: '=LEN($F5)<=LEN("五百")*250' },
            onError: "stop",
            errorTitle: "备注",
            errorMessage: "太长。",
          },
        },
        { key: "rowId", header: "rowId", headerStyle: "headSystem", style: "code" },
      ],
      rows: TRICKY_TEXT.map((text, i): Cell[] => [
        ACCOUNTS[i % ACCOUNTS.length] ?? "",
        BRANCHES[i % BRANCHES.length]?.[1] ?? "",
        i,
        i * 1.25,
        46_329 + i,
        text,
        `r${i}`,
      ]),
    },
  ],
  highlights: [
    {
      range: "C5:C1048576",
      formula: "=AND(ISNUMBER($C5),$C5>10)",
      fill: "#FDE7E9",
      color: "#B10E1C",
      bold: true,
    },
    { range: "F5:F1048576", formula: '=$F5="作废"', color: "#616161", strike: true },
  ],
  charts: [],
  print: {
    orientation: "landscape",
    titleRows: "$1:$4",
    header: "大客户信息填报 & 月报",
    footer: "第 &P 页,共 &N 页",
  },
};

const MONTHS: readonly (readonly [string, number, number])[] = [
  ["招商物流", 12, 5],
  ["中石油", 8, 9],
  ["中外运", 20, 3],
];

const figures: BlockPlan = {
  row: 4,
  column: 0,
  style: ["cell", "cellWhole", "cellWhole", "cellPercent"],
  cells: MONTHS.map(([name, ours, rivals], i) => [
    name,
    ours,
    rivals,
    { formula: `=B${i + 5}/(B${i + 5}+C${i + 5})` },
  ]),
};

const summary: SheetPlan = {
  key: "summary",
  name: "月报 2026-11",
  visibility: "visible",
  tabColor: "#107C10",
  columns: [{ width: 22 }, { width: 12 }, { width: 12 }, { width: 12 }, { width: 4 }, { width: 12 }],
  rowHeights: [{ row: 0, points: 36 }],
  gridlines: false,
  blocks: [
    { row: 0, column: 0, style: "title", cells: [["大客户信息月报 2026-11"]] },
    { row: 1, column: 0, style: "subtitle", cells: [["总部营销管理部 HQ marketing"]] },
    {
      row: 3,
      column: 0,
      style: ["headOptional", "headOptional", "headOptional", "headOptional"],
      cells: [["大客户", "本集团", "竞争对手", "份额"]],
    },
    figures,
    {
      row: 7,
      column: 0,
      style: ["total", "totalWhole", "totalWhole", "totalPercent"],
      cells: [
        [
          "合计",
          { formula: "=SUM(B5:B7)" },
          { formula: "=SUM(C5:C7)" },
          { formula: '=IF(B8>0,B8/(B8+C8),"<无>")' },
        ],
      ],
    },
  ],
  merges: ["A1:F1"],
  tables: [
    {
      name: "ka_missing",
      row: 60,
      column: 0,
      style: "TableStyleLight9",
      filter: false,
      columns: [
        { key: "unit", header: "未报单位", headerStyle: "headOptional", style: "cell" },
        { key: "late", header: "逾期天数", headerStyle: "headOptional", style: "cellWhole" },
      ],
      rows: [],
    },
  ],
  highlights: [],
  charts: [
    {
      name: "chart_purchases",
      title: "各大客户采购 & 份额",
      type: "columnClustered",
      source: "A4:C7",
      place: "A10:F24",
      valueAxisTitle: "台",
    },
    { name: "chart_stacked", title: "堆积", type: "columnStacked", source: "A4:C7", place: "A26:C36" },
    { name: "chart_bar", title: "条形", type: "barClustered", source: "A4:C7", place: "D26:H36" },
    { name: "chart_line", title: "折线", type: "line", source: "A4:B7", place: "A38:F50" },
  ],
  print: { orientation: "portrait", footer: "&L总部营销管理部&R&P / &N" },
};

export const PLAN_WITH_EVERYTHING: WorkbookPlan = {
  title: "大客户信息填报",
  sheets: [lists, purchases, summary],
  names: [{ name: "ka_accounts_list", formula: "=_lists!$A$2:$A$5" }],
  active: "月报 2026-11",
};
