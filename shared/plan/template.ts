/** The reporting template as a plan: a guide, the seven report sheets, and the hidden list sheet. */
import { cellOf } from "../report/cells.ts";
import { periodInChinese } from "../report/dates.ts";
import { type Column, type Sheet, SHEETS, SYSTEM_COLUMNS } from "../report/sheets.ts";
import { TEMPLATE } from "../text/template.ts";
import { columnName } from "./address.ts";
import { guideSheet } from "./guide.ts";
import type { ReportRow, TemplateInput } from "./inputs.ts";
import { ACCOUNT_SOURCE, listSheet, listSource, metaCell, placeSource } from "./lists.ts";
import type {
  Cell,
  HighlightPlan,
  SheetPlan,
  TableColumnPlan,
  ValidationPlan,
  WorkbookPlan,
} from "./plan.ts";
import type { StyleName } from "./styles.ts";

/** Blank rows at the end of each table: room to type in, also where no add-in makes the table grow. */
const SPARE_ROWS = 20;
/** Conditional formats reach down to here: as many rows as one submission takes. */
const HIGHLIGHT_LAST_ROW = 5001;

/** The template for one unit and month, with the rows the unit has already. */
export function templatePlan(input: TemplateInput): WorkbookPlan {
  const lists = listSheet(input);
  return {
    title: TEMPLATE.title(periodInChinese(input.period), `${input.unit.code} ${input.unit.name}`),
    sheets: [guideSheet(input), ...SHEETS.map((sheet) => reportSheet(sheet, input)), lists.sheet],
    names: lists.names,
    active: SHEETS[0]?.zh ?? "",
  };
}

function reportSheet(sheet: Sheet, input: TemplateInput): SheetPlan {
  const rows = input.rows.filter((row) => row.sheet === sheet.key).map((row) => rowCells(sheet, row));
  const blank: Cell[] = [...sheet.columns, ...SYSTEM_COLUMNS].map(() => null);
  return {
    key: sheet.key,
    name: sheet.zh,
    visibility: "visible",
    freeze: { rows: 1, columns: 1 },
    columns: [
      ...sheet.columns.map((column) => ({ width: column.width, style: styleOf(column) })),
      ...SYSTEM_COLUMNS.map((column) => ({
        width: column.width,
        hidden: column.hidden,
        style: systemStyle(column.key),
      })),
    ],
    rowHeights: [{ row: 0, points: 30 }],
    blocks: [],
    tables: [
      {
        name: sheet.table,
        row: 0,
        column: 0,
        columns: reportColumns(sheet),
        rows: [...rows, ...Array.from({ length: SPARE_ROWS }, () => blank)],
        style: "TableStyleLight9",
        filter: true,
      },
    ],
    highlights: highlightsOf(sheet),
    charts: [],
    print: { orientation: "landscape", titleRows: "$1:$1", footer: `&L${sheet.zh}&R&P / &N` },
  };
}

/** The cells of one row: its report columns, status, note, and the two hidden ones. */
function rowCells(sheet: Sheet, row: ReportRow): Cell[] {
  return [
    ...sheet.columns.map((column) => cellOf(column, row.values[column.key] ?? null)),
    null,
    null,
    row.rowId,
    row.revision,
  ];
}

/** Every column of a report sheet, with its dropdown or check. */
function reportColumns(sheet: Sheet): TableColumnPlan[] {
  return [
    ...sheet.columns.map((column): TableColumnPlan => {
      const validation = validationOf(sheet, column);
      return {
        key: column.key,
        header: column.zh,
        headerStyle: column.required ? "headRequired" : "headOptional",
        style: styleOf(column),
        ...(validation ? { validation } : {}),
      };
    }),
    ...SYSTEM_COLUMNS.map((column): TableColumnPlan => ({
      key: column.key,
      header: column.zh,
      headerStyle: "headSystem",
      style: systemStyle(column.key),
    })),
  ];
}

function systemStyle(key: (typeof SYSTEM_COLUMNS)[number]["key"]): StyleName {
  if (key === "statusNote") return "statusNote";
  if (key === "status") return "status";
  return key === "rowId" ? "code" : "whole";
}

export function styleOf(column: Column): StyleName {
  switch (column.type) {
    case "longText":
      return "longText";
    case "whole":
    case "score":
      return "whole";
    case "amount":
      return "amount";
    case "date":
      return "date";
    default:
      return "text";
  }
}

const letterOf = (sheet: Sheet, key: string): string =>
  columnName(sheet.columns.findIndex((column) => column.key === key));

function validationOf(sheet: Sheet, column: Column): ValidationPlan | undefined {
  const name = `${column.zh} ${column.en}`.slice(0, 32);
  const prompt = column.help
    ? {
        promptTitle: name,
        promptMessage: TEMPLATE.prompt(column.help, column.required === true),
      }
    : {};
  const closed = (formula: string): ValidationPlan => ({
    rule: { kind: "list", formula },
    onError: "stop",
    errorTitle: name,
    errorMessage: TEMPLATE.choose(column.zh),
    ...prompt,
  });
  const open = (formula: string, what: string): ValidationPlan => ({
    rule: { kind: "list", formula },
    onError: "warning",
    errorTitle: name,
    errorMessage: what,
    ...prompt,
  });
  const checked = (rule: ValidationPlan["rule"], message: string): ValidationPlan => ({
    rule,
    onError: "stop",
    errorTitle: name,
    errorMessage: message,
    ...prompt,
  });
  switch (column.type) {
    case "choice":
      return column.choices ? closed(listSource(column.choices)) : undefined;
    case "openChoice":
      return column.choices ? open(listSource(column.choices), TEMPLATE.keep) : undefined;
    case "score":
      return closed(listSource("score"));
    case "account":
      return closed(ACCOUNT_SOURCE);
    case "branch":
    case "carrier":
      return open(placeSource(column.type, `$${letterOf(sheet, "account")}2`), TEMPLATE.propose(column.type));
    case "period":
      return open(`=${metaCell("period")}`, TEMPLATE.otherMonth);
    case "whole":
      return checked({ kind: "whole", operator: "GreaterThanOrEqualTo", formula1: 0 }, TEMPLATE.whole);
    case "amount":
      return checked({ kind: "decimal", operator: "GreaterThanOrEqualTo", formula1: 0 }, TEMPLATE.amount);
    case "date":
      return checked(dateRule(sheet, column), TEMPLATE.date);
    case "longText":
    case "text":
      return column.minLength === undefined && column.maxLength === undefined
        ? undefined
        : checked(
            {
              kind: "textLength",
              operator: "Between",
              formula1: column.minLength ?? 1,
              formula2: column.maxLength ?? 2000,
            },
            TEMPLATE.length(column.minLength ?? 1, column.maxLength ?? 2000),
          );
    case "email":
    case "phone":
      return undefined;
  }
}

/** Serial of 2000-01-01: nothing the product records lies before it. */
const EARLIEST = 36_526;
/** Serial of 2199-12-31. */
const LATEST = 109_574;

function dateRule(sheet: Sheet, column: Column): ValidationPlan["rule"] {
  if (column.key === "dueOn") {
    return {
      kind: "date",
      operator: "GreaterThanOrEqualTo",
      formula1: `=$${letterOf(sheet, "happenedOn")}2`,
    };
  }
  return column.key === "happenedOn" || column.key === "filedOn"
    ? { kind: "date", operator: "Between", formula1: EARLIEST, formula2: "=TODAY()" }
    : { kind: "date", operator: "Between", formula1: EARLIEST, formula2: LATEST };
}

const MISSING_FILL = "#FFF4CE";
const WRONG_FILL = "#FDE7E9";

/** What the sheet shows by itself while people type, in any application: missing cells, values off the list. */
function highlightsOf(sheet: Sheet): HighlightPlan[] {
  const last = columnName(sheet.columns.length - 1);
  const highlights: HighlightPlan[] = [];
  sheet.columns.forEach((column, index) => {
    const letter = columnName(index);
    const range = `${letter}2:${letter}${HIGHLIGHT_LAST_ROW}`;
    // An empty month is filled in on reading: the sheet's month is the workbook's own.
    if (column.required && column.type !== "period") {
      highlights.push({ range, formula: `=AND($${letter}2="",COUNTA($A2:$${last}2)>0)`, fill: MISSING_FILL });
    }
    const wrong = wrongWhen(column, `$${letter}2`);
    if (wrong !== undefined)
      highlights.push({ range, formula: `=AND($${letter}2<>"",${wrong})`, fill: WRONG_FILL });
  });
  return highlights;
}

function wrongWhen(column: Column, cell: string): string | undefined {
  if (column.type === "choice" && column.choices) {
    return `SUMPRODUCT(--(${listSource(column.choices).slice(1)}=${cell}))=0`;
  }
  if (column.type === "account") return `SUMPRODUCT(--(ka_acc=${cell}))=0`;
  if (column.type === "score") return `SUMPRODUCT(--(${listSource("score").slice(1)}=${cell}))=0`;
  if (column.type === "whole" || column.type === "amount" || column.type === "date")
    return `NOT(ISNUMBER(${cell}))`;
  return undefined;
}
