/** The register behind the dropdowns, fetched again only when it changed, and kept for days without a network. */
import { z } from "zod";
import { Register } from "../../shared/sync/protocol.ts";
import { type Connection, parseAnswer, send } from "./api.ts";
import type { Drawer } from "./drawer.ts";
import { ServiceProblem } from "./trouble.ts";

const Kept = z.object({ etag: z.string(), register: Register });

export interface RegisterReading {
  readonly register: Register;
  /** False where the service could not be asked and the copy kept here had to do. */
  readonly fresh: boolean;
}

/** The lists for one unit: what HQ has accepted, and what the unit itself nominates. */
export async function readRegister(
  connection: Connection,
  drawer: Drawer,
  unit: string,
): Promise<RegisterReading> {
  const key = `register/${unit}`;
  const kept = Kept.safeParse(await drawer.get(key)).data;
  try {
    const response = await send(connection, {
      path: "/register",
      query: { unit },
      ...(kept ? { etag: kept.etag } : {}),
    });
    if (response.status === 304 && kept) return { register: kept.register, fresh: true };
    const register = await parseAnswer(Register, response);
    const etag = response.headers.get("ETag");
    if (etag !== null) await drawer.put(key, { etag, register });
    return { register, fresh: true };
  } catch (cause) {
    if (kept && cause instanceof ServiceProblem && (cause.answerIsLost || cause.kind === "busy")) {
      return { register: kept.register, fresh: false };
    }
    throw cause;
  }
}
