/** zod schemas made from the sheets: what a row's values are once read, and what the API says of them. */
import { z } from "zod";
import { choiceValues } from "./choices.ts";
import { type Column, type Sheet, SHEETS, type SheetKey } from "./sheets.ts";

const describe = (column: Column): string =>
  [`${column.zh} (${column.en})`, column.required ? "required" : "", column.help?.en ?? ""]
    .filter(Boolean)
    .join(" · ");

/** The schema of one column's value in its normal form; null where the column may be empty. */
function columnSchema(column: Column): z.ZodType<string | number | null> {
  const schema = filled(column);
  return (column.required ? schema : schema.nullable()).describe(describe(column));
}

function filled(column: Column): z.ZodType<string | number> {
  switch (column.type) {
    case "choice":
      return z.enum(column.choices ? choiceValues(column.choices) : []);
    case "whole":
      return z.int().min(0);
    case "score":
      return z.int().min(1).max(5);
    case "amount":
      return z.number().min(0).multipleOf(0.01);
    case "date":
      return z.iso.date();
    case "period":
      return PeriodText;
    case "email":
      return z.email();
    case "text":
    case "longText":
    case "openChoice":
    case "account":
    case "branch":
    case "carrier":
    case "phone": {
      const text = z.string().min(column.minLength ?? 1);
      return column.maxLength === undefined ? text : text.max(column.maxLength);
    }
  }
}

export const PeriodText = z
  .string()
  .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/)
  .describe("yyyy-MM");

/** The values of one row of a sheet, complete and in normal form. */
const rowSchema = (sheet: Sheet): z.ZodObject =>
  z
    .object(Object.fromEntries(sheet.columns.map((column) => [column.key, columnSchema(column)])))
    .describe(`${sheet.zh} (${sheet.en}): ${sheet.oneRow.en}`);

/** By sheet key. */
export const ROW_SCHEMAS: ReadonlyMap<SheetKey, z.ZodObject> = new Map(
  SHEETS.map((sheet) => [sheet.key, rowSchema(sheet)]),
);
