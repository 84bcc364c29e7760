/** What was found of a person, as a file for that person: one line for each cell of each revision. */
import Papa from "papaparse";
import { guarded } from "../../../shared/report/csv-guard.ts";
import { clockInChina } from "../../../shared/report/dates.ts";
import type { PersonFound } from "../../../shared/sync/personal.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { columnLabel } from "../../sync/results.ts";
import { sheetName } from "../wording.ts";
import { placeText } from "./place-text.ts";

/** Excel takes a CSV for UTF-8 only where this stands at its beginning. */
const BOM = "\ufeff";

export function foundCsv({ rows, mentions }: PersonFound, texts: Texts): string {
  const { file } = texts.personal;
  const cells = rows.flatMap(({ rowId, sheet, unit, revisions }) =>
    revisions.flatMap(({ revision, at, by, values }) =>
      Object.entries(values)
        .filter(([, value]) => value !== null && value !== "")
        .map(([column, value]) => [
          unit,
          sheetName(sheet, texts),
          rowId,
          revision,
          clockInChina(at),
          by.name,
          columnLabel(sheet, column, texts),
          value,
        ]),
    ),
  );
  const spoken = mentions.map(({ place, key, excerpt }) => [
    "",
    placeText(place, texts),
    key,
    "",
    "",
    "",
    "",
    excerpt,
  ]);
  const lines = [Object.values(file), ...cells, ...spoken].map((line) =>
    line.map((cell) => (typeof cell === "string" ? guarded(cell) : cell)),
  );
  return `${BOM}${Papa.unparse(lines, { newline: "\r\n" })}\r\n`;
}
