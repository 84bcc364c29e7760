/** `Excel.RangeAreas`: several ranges of one sheet as one object, as far as reading where they are. */
import { addressOf, quoted, type Area } from "../workbook/area.ts";
import type { Sheet } from "../workbook/sheet.ts";
import { ApiObject, type ApiHost } from "./object.ts";

export class RangeAreasApi extends ApiObject {
  readonly className = "RangeAreas";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet,
    private readonly areas: readonly Area[],
  ) {
    super(host);
  }
  /** The client asks for it; areas are found again by their path. */
  _KeepReference(): void {
    return;
  }
  get address(): string {
    return this.areas.map((area) => `${quoted(this.sheet.name)}!${addressOf(area)}`).join(",");
  }
  get areaCount(): number {
    return this.areas.length;
  }
}
