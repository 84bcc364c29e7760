/**
 * Submissions that have gone out or wait for a network, and whose answer has not been written into the workbook yet.
 * A submission is put here, on disk, before it is sent; so after a lost answer, a reload or a crash the very same
 * bytes are sent again under the same id, and the service gives the answer it gave before.
 */
import { z } from "zod";
import type { Drawer } from "./drawer.ts";

const Pending = z.object({
  submissionId: z.string(),
  unit: z.string(),
  period: z.string(),
  /** The request's body, to the byte. */
  body: z.string(),
  rows: z.number(),
  /** ISO 8601. */
  madeAt: z.string(),
  /** It went out at least once: the service may have it. */
  tried: z.boolean().default(true),
});
export type Pending = Readonly<z.infer<typeof Pending>>;

export class Outbox {
  readonly #drawer: Drawer;
  readonly #prefix: string;

  /** @param owner whose submissions: another person who signs in on this computer must not send them as their own */
  constructor(drawer: Drawer, owner: string) {
    this.#drawer = drawer;
    this.#prefix = `outbox/${owner}/`;
  }

  /** Oldest first. */
  async waiting(): Promise<Pending[]> {
    const found: Pending[] = [];
    for (const key of await this.#drawer.keys(this.#prefix)) {
      const pending = Pending.safeParse(await this.#drawer.get(key));
      if (pending.success) found.push(pending.data);
      else await this.#drawer.remove(key);
    }
    return found.sort(
      (a, b) => a.madeAt.localeCompare(b.madeAt) || a.submissionId.localeCompare(b.submissionId),
    );
  }

  async put(pending: Pending): Promise<void> {
    await this.#drawer.put(this.#prefix + pending.submissionId, pending);
  }

  async remove({ submissionId }: Pending): Promise<void> {
    await this.#drawer.remove(this.#prefix + submissionId);
  }
}
