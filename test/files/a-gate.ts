/** A writer that waits with each file until it is let go on, so that a test sees it half-way. */
import { writeFile } from "../../server/files/write.ts";
import { type Writer } from "../../server/files/writer.ts";

export class Gate implements Writer {
  /** Files begun. */
  begun = 0;
  /** Signals of the files that were told to end. */
  ended = 0;
  #fault: Error | undefined;
  #open: () => void = () => undefined;
  #opened = new Promise<void>((resolve) => (this.#open = resolve));

  /** What waits and what comes fails with that. */
  fail(fault: Error): void {
    this.#fault = fault;
    this.#open();
  }

  letGo(): void {
    this.#open();
  }

  readonly write: Writer["write"] = async (task, tell, signal) => {
    this.begun += 1;
    tell({ rows: 0, of: 10, bytes: 0 });
    const gone = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => {
        this.ended += 1;
        reject(signal.reason);
      });
    });
    await Promise.race([this.#opened, gone]);
    if (this.#fault) throw this.#fault;
    return writeFile(task, tell, signal);
  };

  async close(): Promise<void> {}
}
