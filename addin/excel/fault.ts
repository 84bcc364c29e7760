/** What can go wrong in Excel, as one kind of error that says what to do about it. */
import { WORKBOOK_FAULTS, type WorkbookFaultCode } from "../../shared/text/workbook.ts";

type Language = "zh" | "en";
type Params = Readonly<Record<string, string>>;

/** `now`: trying again may do. `after-fix`: only once the user has done what the remedy says. `never`: not here. */
export type Retry = "now" | "after-fix" | "never";

const RETRY: Readonly<Record<WorkbookFaultCode, Retry>> = {
  cell_edit: "after-fix",
  sheet_protected: "after-fix",
  read_only: "after-fix",
  too_large: "now",
  not_supported: "never",
  sheet_missing: "after-fix",
  in_the_way: "after-fix",
  merged: "after-fix",
  filtered: "after-fix",
  busy: "now",
  changed_meanwhile: "now",
  outside_excel: "never",
  excel_failed: "now",
};

export class WorkbookFault extends Error {
  readonly code: WorkbookFaultCode;
  readonly params: Params;

  constructor(code: WorkbookFaultCode, params: Params = {}, cause?: unknown) {
    super(fill(WORKBOOK_FAULTS[code].says.en, params), { cause });
    this.name = "WorkbookFault";
    this.code = code;
    this.params = params;
  }

  get retry(): Retry {
    return RETRY[this.code];
  }

  /** What happened, for people. */
  says(language: Language): string {
    return fill(WORKBOOK_FAULTS[this.code].says[language], this.params);
  }

  /** What to do about it. */
  remedy(language: Language): string {
    return WORKBOOK_FAULTS[this.code].remedy[language];
  }
}

const fill = (text: string, params: Params): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");

/** Excel's own codes (`OfficeExtension.Error.code`), from https://learn.microsoft.com/office/dev/add-ins/testing/application-specific-api-error-handling */
const CODES: Readonly<Record<string, WorkbookFaultCode>> = {
  InvalidOperationInCellEditMode: "cell_edit",
  AccessDenied: "sheet_protected",
  ReadOnlyWorkbook: "read_only",
  RequestPayloadSizeLimitExceeded: "too_large",
  ResponsePayloadSizeLimitExceeded: "too_large",
  RangeExceedsLimit: "too_large",
  OperationCellsExceedLimit: "too_large",
  RichApiRequestTooLarge: "too_large",
  ApiNotFound: "not_supported",
  ApiNotAvailable: "not_supported",
  NotImplemented: "not_supported",
  UnsupportedOperation: "not_supported",
  UnsupportedFeature: "not_supported",
  UnsupportedSheet: "not_supported",
  ItemAlreadyExists: "in_the_way",
  InsertDeleteConflict: "in_the_way",
  NonBlankCellOffSheet: "in_the_way",
  PivotTableRangeConflict: "in_the_way",
  MergedRangeConflict: "merged",
  FilteredRangeConflict: "filtered",
  ActivityLimitReached: "busy",
  RequestAborted: "busy",
  ConnectionFailure: "busy",
  ServiceNotAvailable: "busy",
  InactiveWorkbook: "busy",
  Conflict: "changed_meanwhile",
  ItemNotFound: "changed_meanwhile",
  InvalidReference: "changed_meanwhile",
};

/** Any error that came out of Excel as a `WorkbookFault`; one that is one already stays itself. */
export function asFault(error: unknown): WorkbookFault {
  if (error instanceof WorkbookFault) return error;
  const code = codeOf(error);
  const known = code === undefined ? undefined : CODES[code];
  if (known) return new WorkbookFault(known, {}, error);
  const message = error instanceof Error ? error.message : String(error);
  return new WorkbookFault("excel_failed", { detail: code ?? message }, error);
}

/** Excel's code of an error, undefined where it has none. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
