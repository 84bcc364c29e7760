/** A short list of the service's, kept for when there is no network. */
import type { z } from "zod";
import type { Drawer } from "./drawer.ts";
import { ServiceProblem } from "./trouble.ts";

/** Asks the service; where it cannot be reached, what it said last; null where it has never been asked here. */
export async function readOrKept<T>(
  drawer: Drawer,
  key: string,
  schema: z.ZodType<T>,
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    const list = await read();
    await drawer.put(`list/${key}`, list);
    return list;
  } catch (cause) {
    if (!(cause instanceof ServiceProblem)) throw cause;
    return schema.safeParse(await drawer.get(`list/${key}`)).data ?? null;
  }
}
