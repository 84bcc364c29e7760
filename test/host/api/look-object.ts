/** An object that reads and paints the looks of cells. */
import { changed, colorOf, type Look } from "../workbook/look.ts";
import { problem } from "../workbook/problem.ts";
import { refuseProtectedSheet } from "../workbook/write.ts";
import { AreaObject } from "./area-object.ts";

export abstract class LookObject extends AreaObject {
  /** The property's value where all cells have the same, else null. */
  protected read<T>(of: (look: Look) => T): T | null {
    const found = new Set([...this.sheetOf().looks.valuesIn(this.areaOf())].map((look) => of(look ?? {})));
    const [first] = found;
    return found.size === 1 && first !== undefined ? first : null;
  }

  protected paint(change: Partial<Look>): void {
    refuseProtectedSheet(this.sheetOf(), "allowFormatCells");
    this.sheetOf().looks.paint(this.areaOf(), (old) => changed(old, change));
  }
}

/** The given word where it is one Excel knows. */
export function one(given: string, of: readonly string[]): string {
  if (!of.includes(given)) throw problem("InvalidArgument");
  return given;
}

export function color(given: string): string {
  const found = colorOf(given);
  if (found === null) throw problem("InvalidArgument");
  return found;
}
