/** The store was written by a newer release. */
export class StoreTooNew extends Error {
  override readonly name = "StoreTooNew";
  constructor(version: number, known: number) {
    super(`the store has migration ${version}, this service knows ${known}`);
  }
}
