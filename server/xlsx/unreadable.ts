/** Why a file could not be read as a workbook. */
export type UnreadableReason = "not_xlsx" | "encrypted" | "wrong_password" | "too_large" | "damaged";

/** Thrown by `readWorkbook`. `reason` is for the program, `message` for the log: neither quotes the content. */
export class UnreadableWorkbook extends Error {
  override readonly name = "UnreadableWorkbook";
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options);
    this.reason = reason;
  }
}
