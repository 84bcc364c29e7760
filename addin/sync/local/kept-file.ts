/**
 * The replica as a file in the drawer. Two windows keep one file: whoever has read further wins, and nothing is ever
 * put together from two.
 */
import { z } from "zod";
import type { Drawer } from "../drawer.ts";
import { MADE, type Reached } from "./database.ts";

const Head = z.object({
  made: z.string(),
  /** Grows with every writing. */
  revision: z.number(),
  cursor: z.number(),
  at: z.string().nullable(),
});
export type Head = Readonly<z.infer<typeof Head>>;

const KeptFile = Head.extend({ bytes: z.instanceof(Uint8Array) });
export type KeptFile = Readonly<z.infer<typeof KeptFile>>;

export class FileKeeper {
  readonly #drawer: Drawer;
  readonly #owner: string;

  constructor(drawer: Drawer, owner: string) {
    this.#drawer = drawer;
    this.#owner = owner;
  }

  /** What was written last, by whichever window; null where there is none of today's make. */
  async head(): Promise<Head | null> {
    return headIn(await this.#drawer.get(this.#headKey));
  }

  async file(): Promise<KeptFile | null> {
    const found = KeptFile.safeParse(await this.#drawer.get(this.#fileKey)).data;
    return found?.made === MADE ? found : null;
  }

  /**
   * Writes unless another window has written since `known` and is as far or further; answers what then lies there.
   */
  async write(bytes: Uint8Array, reached: Reached, known: number): Promise<Head> {
    let head: Head = { made: MADE, revision: known + 1, ...reached };
    await this.#drawer.change(this.#headKey, (found) => {
      const there = headIn(found);
      if (there && there.revision !== known && !isFurther(reached, there)) {
        head = there;
        return null;
      }
      head = { ...head, revision: Math.max(known, there?.revision ?? 0) + 1 };
      return new Map<string, unknown>([
        [this.#headKey, head],
        [this.#fileKey, { ...head, bytes }],
      ]);
    });
    return head;
  }

  async throwAway(): Promise<void> {
    await this.#drawer.remove(this.#headKey);
    await this.#drawer.remove(this.#fileKey);
  }

  get #headKey(): string {
    return `local-head/${this.#owner}`;
  }

  get #fileKey(): string {
    return `local-file/${this.#owner}`;
  }
}

function headIn(found: unknown): Head | null {
  const head = Head.safeParse(found).data;
  return head?.made === MADE ? head : null;
}

const isFurther = (one: Reached, other: Reached): boolean =>
  one.cursor > other.cursor || (one.cursor === other.cursor && (one.at ?? "") > (other.at ?? ""));
