/** The pane's workbook on a fresh Excel host, as the tests of this folder use it. */
import { createExcelWorkbook } from "../../addin/excel/workbook.ts";
import type { Workbook } from "../../addin/workbook.ts";
import type { HostOptions } from "../host/host.ts";
import { createHost, type NodeHost } from "../host/node-host.ts";

export interface Opened {
  readonly host: NodeHost;
  readonly workbook: Workbook;
}

/** The oldest Excel that a unit may have, and a current one. */
export const LEVELS = ["1.8", "1.17"] as const;

export function open(options: HostOptions = {}): Opened {
  const host = createHost(options);
  Object.assign(globalThis, { Excel: host.Excel, Office: host.Office });
  return { host, workbook: createExcelWorkbook() };
}
