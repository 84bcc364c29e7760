/** The database cannot be reached at the moment: another machine or process, or the way to it, is at fault. */
export class StoreAway extends Error {
  override readonly name = "StoreAway";
  constructor(cause: unknown) {
    super(cause instanceof Error && cause.message !== "" ? cause.message : "the database is away", { cause });
  }
}
