/** The store was written by a newer release. */
export class StoreTooNew extends Error {
  override readonly name = "StoreTooNew";
  /** Steps of the schema: that of the store, and the last that this release knows. */
  readonly version: number;
  readonly known: number;
  constructor(version: number, known: number) {
    super(`the store has migration ${version}, this service knows ${known}`);
    this.version = version;
    this.known = known;
  }
}
