/** Where a text stands that speaks of a person. */
import { isSheetKey } from "../../../shared/report/sheets.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { sheetName } from "../wording.ts";

/** The id of the row that the place is; null: it is no row's text. */
export function rowAt(place: string): string | null {
  const [sheet = "", rowId = ""] = place.split(" ");
  return isSheetKey(sheet) && rowId !== "" ? rowId : null;
}

export function placeText(place: string, texts: Texts): string {
  const [sheet = ""] = place.split(" ");
  const { personal } = texts;
  return isSheetKey(sheet) ? personal.otherRow(sheetName(sheet, texts)) : (personal.places[place] ?? place);
}
