/** What a thread failed with, as plain data: neither an error's code nor its class comes through as a part of the error. */
import { StoreAway } from "../store/away.ts";

/** An answer that is none. */
export interface ToldFault {
  readonly fault: {
    readonly message: string;
    readonly code: string | null;
    /** The store is not to be reached at the moment. */
    readonly away: boolean;
  };
}

/** What went wrong in a thread, with the code of the system or the store. */
class ThreadFault extends Error {
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
  return { fault: { message, code, away: error instanceof StoreAway } };
}

/** As it would have been thrown here. */
export const thrownFault = (told: ToldFault): Error =>
  told.fault.away ? new StoreAway(new Error(told.fault.message)) : new ThreadFault(told);

export const isToldFault = (answer: unknown): answer is ToldFault =>
  typeof answer === "object" && answer !== null && "fault" in answer;
