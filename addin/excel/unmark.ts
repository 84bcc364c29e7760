/** Takes the marks of the last time away. */
import { LAST_ROW } from "../../shared/plan/address.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import { MARK_TITLE } from "../../shared/text/workbook.ts";
import type { ReportPlace } from "./find.ts";
import { ANYTHING, MARK_FILL } from "./marked.ts";
import type { Remembered } from "./marks-kept.ts";
import type { Portions } from "./run.ts";
import { pieces, rangeOf, type Strip } from "./strips.ts";

const TITLES = new Set<string>(Object.values(MARK_TITLE).flatMap(({ zh, en }) => [zh, en]));
const FILLS = new Set<string>(Object.values(MARK_FILL));

interface MarkedStrip extends Strip {
  readonly place: ReportPlace;
}

export async function takeMarksAway(
  context: Excel.RequestContext,
  portions: Portions,
  places: readonly ReportPlace[],
  remembered: Remembered,
  heights: ReadonlyMap<SheetKey, number>,
): Promise<void> {
  const columns = places.flatMap((place) =>
    (remembered[place.sheet]?.columns ?? []).flatMap((key): MarkedStrip[] => {
      const column = place.columnAt.get(key);
      const rows = heights.get(place.sheet) ?? 0;
      return column === undefined
        ? []
        : [{ worksheet: place.worksheet, place, column, row: place.header + 1, rows }];
    }),
  );
  if (columns.length === 0) return;
  for (const { strip, kind } of await pieces(context, columns, askFill)) {
    if (!FILLS.has(kind)) continue;
    rangeOf(strip).format.fill.clear();
    await portions.queued();
  }
  await portions.send();
  await takeNotesAway(context, portions, columns, remembered);
}

function askFill(range: Excel.Range): () => string | null {
  const { fill } = range.format;
  fill.load("color");
  // A mixed range answers nothing, or white where some cells have no fill.
  return () => (fill.color ? fill.color.toUpperCase() : null);
}

/** The note of a marked cell becomes the column's again: the one its bottom cell has, which nobody marks. */
async function takeNotesAway(
  context: Excel.RequestContext,
  portions: Portions,
  columns: readonly MarkedStrip[],
  remembered: Remembered,
): Promise<void> {
  const own = new Map<string, Excel.DataValidation>();
  for (const { place, column } of columns) {
    const { dataValidation } = place.worksheet.getRangeByIndexes(LAST_ROW - 1, column, 1, 1);
    own.set(`${place.sheet} ${column}`, dataValidation.load("type, prompt"));
  }
  // Some builds give the first cell's note for a mixed range: cells known to have had one are asked singly.
  const cells = columns.flatMap((strip) =>
    (remembered[strip.place.sheet]?.cells ?? []).flatMap(([key, row]): MarkedStrip[] =>
      strip.place.columnAt.get(key) === strip.column && row > strip.place.header
        ? [{ ...strip, row, rows: 1 }]
        : [],
    ),
  );
  const found = await pieces(context, [...columns, ...cells], askNote);
  for (const { strip, kind } of found) {
    if (kind === "") continue;
    const bottom = own.get(`${strip.place.sheet} ${strip.column}`);
    const { dataValidation } = rangeOf(strip);
    if (kind === "bare") dataValidation.clear();
    else dataValidation.prompt = noteOf(bottom?.prompt);
    await portions.queued();
  }
  await portions.send();
}

/** `ours` with a rule of its own, `bare` without, "" for any other note; null where the cells differ. */
function askNote(range: Excel.Range): () => string | null {
  const { dataValidation } = range;
  dataValidation.load("type, rule, prompt");
  return () => {
    const { type, rule, prompt } = dataValidation;
    if (type === "Inconsistent" || type === "MixedCriteria" || !prompt || prompt.title === null) return null;
    if (!TITLES.has(prompt.title ?? "")) return "";
    return type === "None" || rule.custom?.formula === ANYTHING ? "bare" : "ours";
  };
}

const noteOf = (prompt: Excel.DataValidationPrompt | undefined): Excel.DataValidationPrompt => ({
  showPrompt: prompt?.showPrompt === true && Boolean(prompt.title || prompt.message),
  title: prompt?.title ?? "",
  message: prompt?.message ?? "",
});
