/** `Excel.PageLayout`. */
import { addressOf, isWholeColumns, isWholeRows } from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import { record } from "../workbook/rules.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HostPage } from "../workbook/state.ts";
import { rangeArgument } from "./area-object.ts";
import { ApiObject, type ApiHost } from "./object.ts";

abstract class PagePart extends ApiObject {
  constructor(
    host: ApiHost,
    protected readonly sheet: Sheet,
  ) {
    super(host);
  }
  protected change(change: Partial<HostPage>): void {
    this.sheet.page = { ...this.sheet.page, ...change };
  }
}

const PAPERS = ["A3", "A4", "A5", "B4", "B5", "Letter", "Legal", "Tabloid", "Executive"];

export class PageLayoutApi extends PagePart {
  readonly className = "PageLayout";
  get orientation(): string {
    return this.sheet.page.orientation;
  }
  set orientation(given: string) {
    if (given !== "Portrait" && given !== "Landscape") throw problem("InvalidArgument");
    this.change({ orientation: given });
  }
  get paperSize(): string {
    return this.sheet.page.paperSize;
  }
  set paperSize(given: string) {
    const paperSize = PAPERS.find((paper) => paper.toLowerCase() === given.toLowerCase());
    if (paperSize === undefined) throw problem("InvalidArgument");
    this.change({ paperSize });
  }
  get zoom(): unknown {
    return this.sheet.page.zoom;
  }
  set zoom(given: unknown) {
    const { horizontalFitToPages, verticalFitToPages, scale } = record(given);
    this.change({
      zoom: {
        ...(typeof horizontalFitToPages === "number" ? { horizontalFitToPages } : {}),
        ...(typeof verticalFitToPages === "number" ? { verticalFitToPages } : {}),
        ...(typeof scale === "number" ? { scale } : {}),
      },
    });
  }
  get headersFooters(): ApiObject {
    return new HeaderFooterGroupApi(this.host, this.sheet);
  }
  setPrintArea(given: unknown): void {
    this.change({ printArea: addressOf(rangeArgument(given, this.host.book, this.sheet).area) });
  }
  setPrintTitleRows(given: unknown): void {
    const { area } = rangeArgument(given, this.host.book, this.sheet);
    if (!isWholeRows(area)) throw problem("InvalidArgument");
    this.change({ titleRows: `$${area.top + 1}:$${area.bottom + 1}` });
  }
  setPrintTitleColumns(given: unknown): void {
    const { area } = rangeArgument(given, this.host.book, this.sheet);
    if (!isWholeColumns(area)) throw problem("InvalidArgument");
    this.change({ titleColumns: addressOf(area).replace(/[A-Z]+/g, "$$$&") });
  }
}

/** `Worksheet.horizontalPageBreaks`: a page begins with the row of the cell. */
export class PageBreaksApi extends PagePart {
  readonly className = "PageBreakCollection";
  add(given: unknown): ApiObject {
    const { area } = rangeArgument(given, this.host.book, this.sheet);
    this.change({ breaks: [...new Set([...this.sheet.page.breaks, area.top])].sort((a, b) => a - b) });
    return new PageBreakApi(this.host, this.sheet);
  }
}

class PageBreakApi extends PagePart {
  readonly className = "PageBreak";
}

class HeaderFooterGroupApi extends PagePart {
  readonly className = "HeaderFooterGroup";
  get defaultForAllPages(): ApiObject {
    return new HeaderFooterApi(this.host, this.sheet);
  }
}

class HeaderFooterApi extends PagePart {
  readonly className = "HeaderFooter";
  get leftHeader(): string {
    return this.sheet.page.header.left;
  }
  set leftHeader(left: string) {
    this.change({ header: { ...this.sheet.page.header, left } });
  }
  get centerHeader(): string {
    return this.sheet.page.header.center;
  }
  set centerHeader(center: string) {
    this.change({ header: { ...this.sheet.page.header, center } });
  }
  get rightHeader(): string {
    return this.sheet.page.header.right;
  }
  set rightHeader(right: string) {
    this.change({ header: { ...this.sheet.page.header, right } });
  }
  get leftFooter(): string {
    return this.sheet.page.footer.left;
  }
  set leftFooter(left: string) {
    this.change({ footer: { ...this.sheet.page.footer, left } });
  }
  get centerFooter(): string {
    return this.sheet.page.footer.center;
  }
  set centerFooter(center: string) {
    this.change({ footer: { ...this.sheet.page.footer, center } });
  }
  get rightFooter(): string {
    return this.sheet.page.footer.right;
  }
  set rightFooter(right: string) {
    this.change({ footer: { ...this.sheet.page.footer, right } });
  }
}
