/**
 * What Excel shows of itself to an add-in. A class here stands for the class of the same name in Office.js; its
 * accessors and methods are the members the host has. What a class lacks answers `NotImplemented`, naming it.
 */
import type { Area } from "../workbook/area.ts";
import type { Sheet, Table } from "../workbook/sheet.ts";
import type { Workbook } from "../workbook/workbook.ts";

export interface ApiHost {
  readonly book: Workbook;
  range(sheet: Sheet, area: Area): ApiObject;
  worksheet(sheet: Sheet): ApiObject;
  table(sheet: Sheet, table: Table): ApiObject;
  /** A collection of tables; those of a range (`isScoped`) take no new ones. `sheet` is where new ones go. */
  tables(find: () => { sheet: Sheet; table: Table }[], sheet: Sheet | null, isScoped: boolean): ApiObject;
}

export abstract class ApiObject {
  /** Its name in Office.js. */
  abstract readonly className: string;

  constructor(protected readonly host: ApiHost) {}

  /** What comes back with every answer about the object, so that the client finds it again. */
  identity(): Record<string, unknown> {
    return {};
  }
}

export abstract class ApiCollection extends ApiObject {
  abstract members(): readonly ApiObject[];

  getCount(): number {
    return this.members().length;
  }
}

/** What `…OrNullObject` gives when there is nothing. */
export class ApiNothing extends ApiObject {
  readonly className = "";
}
