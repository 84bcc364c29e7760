/** What a thread failed with, as plain data: an error's code does not come through as a part of the error. */

/** An answer that is none. */
export interface ToldFault {
  readonly fault: { readonly message: string; readonly code: string | null };
}

/** What went wrong in a thread, with the code of the system or the store. */
export class ThreadFault extends Error {
  override readonly name = "ThreadFault";
  readonly code: string | null;

  constructor({ fault }: ToldFault) {
    super(fault.message);
    this.code = fault.code;
  }
}

export function toldFault(error: unknown): ToldFault {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : null;
  return { fault: { message, code } };
}

export const isToldFault = (answer: unknown): answer is ToldFault =>
  typeof answer === "object" && answer !== null && "fault" in answer;
