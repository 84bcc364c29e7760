/**
 * The part of Office.js that makes proxies, batches and requests, cut unchanged out of the file Excel on the web
 * loads. The host answers its requests; so `load`, `sync`, `isNullObject`, tracked objects, enums and the checks of
 * requirement sets are Microsoft's own, not an imitation.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const FILE = "excel-web-16.00.debug.js";

/** Statements that define `OfficeExtension`, `OfficeCore` and `Excel`, given `Office`, `OSF` and `window`. */
export function clientRuntime(root = process.cwd()): string {
  const folder = dirname(
    createRequire(join(root, "package.json")).resolve("@microsoft/office-js/package.json"),
  );
  const source = readFileSync(join(folder, "dist", FILE), "utf8").replaceAll("\r\n", "\n");
  const first = source.indexOf("var OfficeExtension;\n(function (OfficeExtension) {\n    var _Internal;");
  const start = source.lastIndexOf("var __extends", first);
  const end = source.indexOf('var _EndExcel = "_EndExcel"');
  if (first < 0 || start < 0 || end < first)
    throw new Error(`${FILE} is laid out in another way than expected`);
  return `${source.slice(start, end)}\nOfficeExtension.Utility._doApiNotSupportedCheck = true;\n`;
}
