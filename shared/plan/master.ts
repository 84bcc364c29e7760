/** The HQ master as a plan: one sheet per report sheet, all units' rows in one table each. */
import { cellOf } from "../report/cells.ts";
import { serialOf, TIME_ZONE_OFFSET_HOURS } from "../report/dates.ts";
import { type Column, columnOf, type Sheet, SHEETS, type SheetKey, sheetOf } from "../report/sheets.ts";
import type { Value } from "../report/value.ts";
import { isMergedSheet } from "../sync/screening.ts";
import { CHANNEL_NAMES, MASTER, MASTER_COMMA } from "../text/master.ts";
import { columnName } from "./address.ts";
import type { MasterRow } from "./inputs.ts";
import type { Cell, HighlightPlan, SheetPlan, TableColumnPlan, WorkbookPlan } from "./plan.ts";
import type { StyleName } from "./styles.ts";
import { styleOf } from "./template.ts";

/** The hidden sheet on which the master says what it is and how far it has been filled. */
export const MASTER_META_SHEET = "_master";
/**
 * Cells of the meta sheet: what product, the change feed's cursor up to which the tables are filled, and how the
 * register called the accounts then (`MergedPage.naming`).
 */
export const MASTER_META = { product: "B2", cursor: "B3", naming: "B4" } as const;

/** How far a master is filled. */
export interface MasterFill {
  readonly cursor: number;
  /** "" where it is not known. */
  readonly naming: string;
}

/** `总表·大客户备案` */
export const masterSheetName = (sheet: Sheet): string => `${MASTER.prefix}${sheet.zh}`;

/** `ka_master_accounts` */
export const masterTable = (sheet: Sheet): string => `ka_master_${sheet.key}`;

interface MasterColumn {
  readonly key: string;
  readonly header: string;
  readonly width: number;
  readonly style: StyleName;
  readonly hidden?: boolean;
  /** The report's own column, where it is one. */
  readonly report?: Column;
  readonly cell: (row: MasterRow) => Cell;
}

/** Columns before and after the report's own. The identity is last and hidden, as in the template. */
const LEADING: readonly MasterColumn[] = [
  { key: "unit", header: MASTER.unit, width: 9, style: "text", cell: (row) => row.unit },
  { key: "unitName", header: MASTER.unitName, width: 18, style: "text", cell: (row) => row.unitName },
];
const STATE: MasterColumn = {
  key: "state",
  header: MASTER.state,
  width: 9,
  style: "text",
  cell: stateOf,
};
/** By the headings it names, cells on which units differ are coloured. */
const DIFFERS: MasterColumn = {
  key: "differs",
  header: MASTER.differs,
  width: 16,
  style: "text",
  cell: ({ sheet, differs = [] }) =>
    differs.map((key) => columnOf(sheetOf(sheet), key)?.zh ?? key).join(MASTER_COMMA),
};
const TRAILING: readonly MasterColumn[] = [
  { key: "by", header: MASTER.by, width: 13, style: "text", cell: (row) => row.by },
  {
    key: "channel",
    header: MASTER.channel,
    width: 9,
    style: "text",
    cell: (row) => CHANNEL_NAMES[row.channel] ?? row.channel,
  },
  { key: "at", header: MASTER.at, width: 17, style: "dateTime", cell: (row) => serialOfInstant(row.at) },
  { key: "revision", header: MASTER.revision, width: 7, style: "whole", cell: (row) => row.revision },
  { key: "rowId", header: "rowId", width: 10, style: "code", hidden: true, cell: (row) => row.rowId },
];

function stateOf(row: MasterRow): string {
  if (row.deleted) return MASTER.deleted;
  if (row.differs && row.differs.length > 0) return MASTER.disputed;
  return row.late ? MASTER.late : MASTER.onTime;
}

/** An instant as Excel's serial number in China's time, to the second. */
function serialOfInstant(at: string): number {
  const seconds = Math.floor(Date.parse(at) / 1000) + TIME_ZONE_OFFSET_HOURS * 3600;
  const days = Math.floor(seconds / 86_400);
  return serialOf("1970-01-01") + days + (seconds - days * 86_400) / 86_400;
}

/** What a column of the report says in the master: an account goes by the register's name, whatever the unit called it. */
export const masterValue = (row: MasterRow, { key, type }: Column): Value =>
  (type === "account" ? row.account : null) ?? row.values[key] ?? null;

const columnsCache = new Map<SheetKey, { readonly of: number; readonly columns: readonly MasterColumn[] }>();

/** Every column of a sheet's master table, in order. */
export function masterColumns(sheet: Sheet): readonly MasterColumn[] {
  const cached = columnsCache.get(sheet.key);
  if (cached?.of === sheet.columns.length) return cached.columns;
  const columns = [
    ...LEADING,
    ...sheet.columns.map((column): MasterColumn => ({
      key: column.key,
      header: column.zh,
      width: column.width,
      style: styleOf(column),
      report: column,
      cell: (row) => cellOf(column, masterValue(row, column)),
    })),
    STATE,
    ...(isMergedSheet(sheet.key) ? [DIFFERS] : []),
    ...TRAILING,
  ];
  columnsCache.set(sheet.key, { of: sheet.columns.length, columns });
  return columns;
}

/** A row as it stands in its master table: as many cells as `masterColumns` has columns. */
export const masterCells = (row: MasterRow): Cell[] =>
  masterColumns(sheetOf(row.sheet)).map(({ cell }) => cell(row));

/**
 * One sheet of the master without its rows: for the writer that streams them, and for the pane, which adds rows
 * bit by bit. `rows` may be given for the writer that does not.
 */
export function masterSheet(sheet: Sheet, rows: readonly (readonly Cell[])[] = []): SheetPlan {
  const columns = masterColumns(sheet);
  return {
    key: sheet.key,
    name: masterSheetName(sheet),
    visibility: "visible",
    tabColor: "#0F4C81",
    freeze: { rows: 1, columns: 2 },
    columns: columns.map(({ width, hidden, style }) => ({ width, style, ...(hidden ? { hidden } : {}) })),
    rowHeights: [{ row: 0, points: 30 }],
    blocks: [],
    tables: [
      {
        name: masterTable(sheet),
        row: 0,
        column: 0,
        columns: columns.map(({ key, header, style, report }): TableColumnPlan => ({
          key,
          header,
          style,
          headerStyle: report ? "headRequired" : "headSystem",
        })),
        rows,
        style: "TableStyleLight9",
        filter: true,
      },
    ],
    highlights: highlightsOf(columns),
    charts: [],
    print: { orientation: "landscape", titleRows: "$1:$1", footer: `&L${masterSheetName(sheet)}&R&P / &N` },
  };
}

/** What nobody tells any more is struck out; a cell on which units differ stands out, then late rows. */
function highlightsOf(columns: readonly MasterColumn[]): HighlightPlan[] {
  const letter = (key: string): string => columnName(columns.findIndex((column) => column.key === key));
  const range = `A2:${columnName(columns.length - 1)}${LAST_HIGHLIGHTED}`;
  const state = `$${letter("state")}2`;
  const differs = `$${letter("differs")}2`;
  const comma = `"${MASTER_COMMA}"`;
  return [
    {
      range,
      formula: `=OR(${state}="${MASTER.deleted}",${state}="${MASTER.merged}")`,
      color: "#8A8A8A",
      strike: true,
    },
    ...(columns.includes(DIFFERS)
      ? [
          {
            range,
            formula: `=ISNUMBER(FIND(${comma}&A$1&${comma},${comma}&${differs}&${comma}))`,
            fill: "#FFD8A8",
          },
        ]
      : []),
    { range, formula: `=${state}="${MASTER.late}"`, fill: "#FFF4CE" },
  ];
}

const LAST_HIGHLIGHTED = 100_000;

/** The meta sheet of a master. */
export const masterMetaSheet = ({ cursor, naming }: MasterFill): SheetPlan => ({
  key: MASTER_META_SHEET,
  name: MASTER_META_SHEET,
  visibility: "hidden",
  columns: [],
  blocks: [
    {
      row: 0,
      column: 0,
      cells: [
        ["key", "value"],
        ["product", "dakehu-master"],
        ["cursor", cursor],
        ["naming", naming],
      ],
      style: "plain",
    },
  ],
  tables: [],
  highlights: [],
  charts: [],
});

/** The whole master. Rows stand in the order given, deleted ones greyed: nothing that was reported disappears. */
export function masterPlan(rows: Iterable<MasterRow>, cursor: number, naming = ""): WorkbookPlan {
  const bySheet = new Map<SheetKey, Cell[][]>(SHEETS.map(({ key }) => [key, []]));
  for (const row of rows) bySheet.get(row.sheet)?.push(masterCells(row));
  return {
    title: MASTER.title,
    sheets: [
      ...SHEETS.map((sheet) => masterSheet(sheet, bySheet.get(sheet.key) ?? [])),
      masterMetaSheet({ cursor, naming }),
    ],
    names: [],
    active: masterSheetName(SHEETS[0] ?? sheetOf("accounts")),
  };
}
