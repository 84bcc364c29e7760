/** By what a value that was erased is known again when a workbook brings it back: keyed hashes, never the value. */
import { createHmac } from "node:crypto";
import type { Values } from "../../shared/report/value.ts";
import { nameKey } from "../../shared/register/names.ts";
import { personalColumns, samePersonal } from "../../shared/report/personal.ts";
import { columnOf, type Sheet } from "../../shared/report/sheets.ts";

const markOf = (secret: string, parts: readonly string[]): string =>
  createHmac("sha256", secret).update(JSON.stringify(parts)).digest("base64url");

/** A cell's value in that very row: what people write differently counts as the same in personal columns only. */
export function cellMark(secret: string, sheet: Sheet, rowId: string, column: string, text: string): string {
  const sort = columnOf(sheet, column)?.personal;
  return markOf(secret, ["cell", rowId, column, sort ? samePersonal(sort, text) : text]);
}

/** A person told of anew, in another row: by the name together with the number, the address, or the account. */
export function personMarks(secret: string, sheet: Sheet, values: Values): string[] {
  const same = new Map(
    personalColumns(sheet).flatMap(({ key, personal }) => {
      const value = values[key];
      return typeof value === "string" && value !== "" ? [[personal, samePersonal(personal, value)]] : [];
    }),
  );
  const name = same.get("name");
  if (name === undefined) return [];
  const account = typeof values.account === "string" ? nameKey(values.account) : "";
  const beside = [
    ["phone", same.get("phone") ?? ""],
    ["email", same.get("email") ?? ""],
    ["account", account],
  ];
  return beside.flatMap(([sort = "", text = ""]) =>
    text === "" ? [] : [markOf(secret, ["person", name, sort, text])],
  );
}
