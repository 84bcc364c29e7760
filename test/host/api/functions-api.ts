/** `Excel.Functions`: worksheet functions computed for the add-in. The host has those that depend on the workbook. */
import { problem } from "../workbook/problem.ts";
import { serialOf } from "../workbook/entry.ts";
import { ApiObject, type ApiHost } from "./object.ts";

export class FunctionsApi extends ApiObject {
  readonly className = "Functions";

  /** The serial number of a day, in the workbook's own date system. */
  date(year: number, month: number, day: number): ApiObject {
    const serial = serialOf(year, month, day, this.host.book.date1904);
    if (serial === null) throw problem("InvalidArgument");
    return new FunctionResultApi(this.host, serial);
  }
}

class FunctionResultApi extends ApiObject {
  readonly className = "FunctionResult";
  constructor(
    host: ApiHost,
    private readonly result: number,
  ) {
    super(host);
  }
  get value(): number {
    return this.result;
  }
  get error(): string {
    return "";
  }
}
