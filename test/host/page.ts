/** The host in a page: what is served where the add-in loads Office.js from. */
import { makeHost, type ClientCode, type ExcelHost, type HostOptions } from "./host.ts";
import type { HostWorkbook } from "./workbook/state.ts";

declare global {
  interface Window {
    /** Put there by the script this one is appended to. */
    excelHostParts: { readonly client: ClientCode; readonly sets: Readonly<Record<string, string>> };
    /** A test may set it before the page's scripts run. */
    excelHostOptions?: HostOptions & { readonly workbook?: HostWorkbook };
    /** The person at the keyboard. */
    excelHost: ExcelHost;
  }
}

const { client, sets } = window.excelHostParts;
const { workbook, ...options } = window.excelHostOptions ?? {};
const host = makeHost(client, sets, window, options);
if (workbook) host.load(workbook);
Object.assign(window, { Excel: host.Excel, OfficeExtension: host.OfficeExtension, excelHost: host });
