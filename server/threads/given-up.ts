/** A thread was ended, for this reason. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
  readonly reason: "time" | "memory";

  constructor(reason: GivenUp["reason"]) {
    super(`a thread was ended: it took too much ${reason}`);
    this.reason = reason;
  }
}
