/** How a sheet prints: A4, as wide as one page. Excel below ExcelApi 1.9 (2019) prints with its own settings. */
import type { PrintPlan } from "../../shared/plan/plan.ts";
import { supports } from "./support.ts";

export function drawPrint(sheet: Excel.Worksheet, plan: PrintPlan): void {
  if (!supports("1.9")) return;
  const { pageLayout } = sheet;
  pageLayout.orientation = plan.orientation === "landscape" ? "Landscape" : "Portrait";
  pageLayout.paperSize = "A4";
  // As many pages high as it takes.
  pageLayout.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 };
  if (plan.titleRows !== undefined) pageLayout.setPrintTitleRows(plan.titleRows);
  if (plan.area !== undefined) pageLayout.setPrintArea(plan.area);
  for (const row of plan.breaks ?? []) sheet.horizontalPageBreaks.add(`A${row + 1}`);
  const { defaultForAllPages } = pageLayout.headersFooters;
  if (plan.header !== undefined) {
    const { left, center, right } = sections(plan.header);
    defaultForAllPages.leftHeader = left;
    defaultForAllPages.centerHeader = center;
    defaultForAllPages.rightHeader = right;
  }
  if (plan.footer !== undefined) {
    const { left, center, right } = sections(plan.footer);
    defaultForAllPages.leftFooter = left;
    defaultForAllPages.centerFooter = center;
    defaultForAllPages.rightFooter = right;
  }
}

/** `&L左&R&P / &N` as files write it, in its three parts; what stands before any mark is in the middle. */
export function sections(text: string): { left: string; center: string; right: string } {
  const parts = { left: "", center: "", right: "" };
  let part: keyof typeof parts = "center";
  for (const piece of text.split(/(&[LCR])/)) {
    if (piece === "&L") part = "left";
    else if (piece === "&C") part = "center";
    else if (piece === "&R") part = "right";
    else parts[part] += piece;
  }
  return parts;
}
