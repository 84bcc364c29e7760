/** Turns changes of the workbook into the messages by which Excel tells Office.js of them. */
import { addressOf, contains, intersection, isOneCell, type Area } from "./workbook/area.ts";
import type { Sheet, Table } from "./workbook/sheet.ts";
import type { Author, Change, Workbook } from "./workbook/workbook.ts";
import type { EventMessage } from "./wire.ts";

/** Numbers of the events on the wire. */
const EVENT = {
  changed: 10,
  activated: 11,
  deactivated: 12,
  added: 13,
  selection: 14,
  deleted: 15,
  sorted: 19,
  renamed: 25,
  tableSelection: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
} as const;

const WORKBOOK = "Workbook";

export function messagesFor(change: Change, book: Workbook): EventMessage[] {
  switch (change.what) {
    case "cells":
      return cellMessages(change, book);
    case "selection":
      return selectionMessages(change.sheet, change.area);
    case "activated":
      return to([change.sheet.id, WORKBOOK], EVENT.activated, { worksheetId: change.sheet.id });
    case "deactivated":
      return to([change.sheet.id, WORKBOOK], EVENT.deactivated, { worksheetId: change.sheet.id });
    case "sheetAdded":
      return to([WORKBOOK], EVENT.added, { worksheetId: change.sheet.id, source: source(change.by) });
    case "sheetDeleted":
      return to([WORKBOOK], EVENT.deleted, { worksheetId: change.sheet.id, source: source(change.by) });
    case "sheetRenamed":
      return to([change.sheet.id, WORKBOOK], EVENT.renamed, {
        worksheetId: change.sheet.id,
        nameBefore: change.before,
        nameAfter: change.sheet.name,
        source: source(change.by),
      });
    case "tableAdded":
    case "tableDeleted":
      return to(
        [change.sheet.id, WORKBOOK],
        change.what === "tableAdded" ? EVENT.tableAdded : EVENT.tableDeleted,
        {
          tableId: change.table.id,
          tableName: change.table.name,
          worksheetId: change.sheet.id,
          source: source(change.by),
        },
      );
    case "sorted":
      return to([change.sheet.id, WORKBOOK], EVENT.sorted, {
        address: addressOf(change.area),
        worksheetId: change.sheet.id,
        source: source(change.by),
      });
    case "filtered":
      return [];
  }
}

function cellMessages(change: Change & { what: "cells" }, book: Workbook): EventMessage[] {
  const { sheet, area, changeType, by } = change;
  const referenceId = `event-${book.newNumber()}`;
  book.held.set(referenceId, { sheet, area });
  const hasDetail = isOneCell(area) && change.changeType === "RangeEdited" && "before" in change;
  const message = {
    address: addressOf(area),
    changeType,
    worksheetId: sheet.id,
    source: source(by),
    triggerSource: by === "AddIn" ? "ThisLocalAddin" : "Unknown",
    shiftDirection: "None",
    referenceId,
    ...(hasDetail
      ? {
          valueBefore: change.before,
          valueAfter: change.after,
          valueTypeBefore: typeOf(change.before),
          valueTypeAfter: typeOf(change.after),
        }
      : {}),
  };
  const touched: Table[] = sheet.tables.filter((table) => intersection(table.area, area));
  return [
    ...to([sheet.id, WORKBOOK], EVENT.changed, message),
    ...touched.flatMap((table) =>
      to([table.id, sheet.id, WORKBOOK], EVENT.tableChanged, { ...message, tableId: table.id }),
    ),
  ];
}

function selectionMessages(sheet: Sheet, area: Area): EventMessage[] {
  const base = { address: addressOf(area), worksheetId: sheet.id };
  return [
    ...to([sheet.id, WORKBOOK], EVENT.selection, base),
    ...sheet.tables.flatMap((table) =>
      to([table.id], EVENT.tableSelection, {
        ...base,
        tableId: table.id,
        isInsideTable: contains(table.area, area),
      }),
    ),
  ];
}

const source = (by: Author): string => (by === "Remote" ? "Remote" : "Local");

const typeOf = (value: unknown): string =>
  value === ""
    ? "Empty"
    : typeof value === "number"
      ? "Double"
      : typeof value === "boolean"
        ? "Boolean"
        : "String";

const to = (targets: readonly string[], messageType: number, message: unknown): EventMessage[] =>
  targets.map((targetId) => ({
    messageCategory: 65536,
    messageType,
    targetId,
    message: JSON.stringify(message),
  }));
