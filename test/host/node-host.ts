/** The host without a browser, for tests that run in node. */
import { clientRuntime } from "./client-runtime.ts";
import { makeHost, type ClientCode, type ExcelHost, type HostOptions } from "./host.ts";
import { excelRequirementSets, type RequirementSets } from "./requirement-sets.ts";

let code: ClientCode | null = null;
let sets: RequirementSets | null = null;

/** `Excel` and `Office` here have the types of @types/office-js: what a test writes is what an add-in writes. */
export interface NodeHost extends Omit<ExcelHost, "Excel" | "Office"> {
  readonly Excel: typeof Excel;
  readonly Office: typeof Office;
}

export function createHost(options: HostOptions = {}): NodeHost {
  code ??= compile();
  sets ??= excelRequirementSets();
  const host: object = makeHost(code, sets, {}, options);
  if (!isNodeHost(host)) throw new Error("the host came without Excel");
  return host;
}

/** Microsoft's code defines exactly what its type definitions describe; that is all this can check. */
const isNodeHost = (host: object): host is NodeHost => "Excel" in host && typeof host.Excel === "object";

function compile(): ClientCode {
  const made: unknown = new Function(
    "window",
    "Office",
    "OSF",
    `${clientRuntime()}\nreturn { Excel: Excel, OfficeExtension: OfficeExtension };`,
  );
  if (!isClientCode(made)) throw new Error("no client code");
  return made;
}

const isClientCode = (made: unknown): made is ClientCode => typeof made === "function";
