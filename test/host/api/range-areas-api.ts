/** `Excel.RangeAreas`: several ranges of one sheet as one object, as far as reading where they are. */
import { addressOf, type Area } from "../workbook/area.ts";
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
    const name = /^[A-Za-z_]\w*$/.test(this.sheet.name)
      ? this.sheet.name
      : `'${this.sheet.name.replaceAll("'", "''")}'`;
    return this.areas.map((area) => `${name}!${addressOf(area)}`).join(",");
  }
  get areaCount(): number {
    return this.areas.length;
  }
}
