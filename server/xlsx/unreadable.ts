import type { Format } from "./format.ts";

/** Why a file could not be read as a workbook. */
export type UnreadableReason =
  | "not_xlsx"
  | "encrypted"
  | "wrong_password"
  | "too_large"
  /** Reading it was given up. */
  | "too_slow"
  | "damaged"
  /** Names of parts that would lie elsewhere, or twice. */
  | "unsafe_names"
  /** A document type, by which XML defines entities. */
  | "entities"
  | ActiveContent;

/** What runs, or fetches something, where the file is opened in a spreadsheet. */
export type ActiveContent = "macros" | "external_links" | "dde" | "embedded_objects";

interface UnreadableOptions extends ErrorOptions {
  readonly format?: Format;
}

/** Thrown by `readWorkbook`. `reason` is for the program, `message` for the log: neither quotes the content. */
export class UnreadableWorkbook extends Error {
  override readonly name = "UnreadableWorkbook";
  readonly reason: UnreadableReason;
  /** What a file is that is `not_xlsx`. */
  readonly format: Format;

  constructor(
    reason: UnreadableReason,
    detail: string,
    { format = "other", ...options }: UnreadableOptions = {},
  ) {
    super(`${reason}: ${detail}`, options);
    this.reason = reason;
    this.format = format;
  }
}
