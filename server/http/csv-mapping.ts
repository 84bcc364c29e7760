/** `GET` and `PUT /csv/mapping`: what the headings of a unit's CSV files stand for. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { SHEET_KEYS } from "../../shared/report/sheets.ts";
import { heading } from "../../shared/report/workbook.ts";
import { CsvHeadings, NewCsvHeadings } from "../../shared/sync/csv.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import { reaches } from "../auth/roles.ts";
import type { Store } from "../store/store.ts";
import { choicesFrom } from "./csv-choices.ts";
import { route } from "./route.ts";

const Query = z.object({ unit: z.string().max(40).optional(), sheet: z.enum(SHEET_KEYS) });

export const csvMapping = [
  route({
    method: "get",
    path: "/csv/mapping",
    access: "writeRows",
    summary: {
      zh: "本单位 CSV 文件的列标题对应关系",
      en: "What the headings of a unit's CSV files stand for, and who said so. Headings that are a column's own name are not here",
    },
    query: Query,
    answer: CsvHeadings,
    problems: ["unit_forbidden", "unit_unknown"],
    handle: async ({ person, query }, { store }) =>
      answer(store, await unitOf(store, person, query.unit), query.sheet),
  }),
  route({
    method: "put",
    path: "/csv/mapping",
    access: "writeRows",
    summary: {
      zh: "改写本单位 CSV 文件的列标题对应关系",
      en: "Takes the place of what was remembered; a column of null leaves out what stands under the heading",
    },
    query: Query,
    body: NewCsvHeadings,
    answer: CsvHeadings,
    problems: ["unit_forbidden", "unit_unknown"],
    handle: async ({ person, query: { sheet, ...query }, body: { headings } }, { store, clock }) => {
      const unit = await unitOf(store, person, query.unit);
      const texts = new Map(headings.map(({ heading: text }) => [heading(text), text]));
      const remembered = Object.entries(choicesFrom(headings, sheet, "headings")).map(([key, column]) => ({
        key,
        text: texts.get(key) ?? key,
        column,
      }));
      const word = { by: person, at: new Date(clock()).toISOString() };
      await store.csvMappings.remember(unit, sheet, remembered, word);
      return answer(store, unit, sheet);
    },
  }),
];

async function answer(
  store: Store,
  unit: string,
  sheet: z.infer<typeof Query>["sheet"],
): Promise<CsvHeadings> {
  const headings = await store.csvMappings.of(unit, sheet);
  return {
    unit,
    sheet,
    headings: headings.map(({ text, column, by, at }) => ({ heading: text, column, by, at })),
  };
}

async function unitOf(store: Store, person: Author, given: string | undefined): Promise<string> {
  const code = given ?? person.unit;
  if (code === null) throw new Problem("malformed", { detail: "unit" });
  const unit = await store.units.byCode(code);
  if (!unit) throw new Problem("unit_unknown", { unit: code });
  if (!reaches(person, unit, "writeRows")) throw new Problem("unit_forbidden", { unit: code });
  return code;
}
