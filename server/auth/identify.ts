/** Who calls, by the token of the request. */
import type { Logger } from "pino";
import { Problem } from "../../shared/problems.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import { StoreAway } from "../store/away.ts";
import type { Store } from "../store/store.ts";
import { hashOf, movedOn } from "./secret.ts";

export interface Signed {
  readonly person: Author;
  readonly personId: number;
  readonly tokenId: number;
}

/** When a token was last used is told to the hour: a write for every request would be too dear. */
const NOTED_EVERY_MS = 3_600_000;

/**
 * @param authorization the header's value, `Bearer TOKEN`
 * @throws Problem `unauthenticated`
 */
export async function identify(
  authorization: string | undefined,
  { store, clock, log }: { readonly store: Store; readonly clock: () => number; readonly log: Logger },
): Promise<Signed> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (secret === undefined) throw new Problem("unauthenticated");
  const now = clock();
  const at = new Date(now).toISOString();
  const token = await store.people.token(hashOf(secret), at);
  if (!token) throw new Problem("unauthenticated");
  const last = token.lastUsedAt === null ? 0 : Date.parse(token.lastUsedAt);
  if (now - last > NOTED_EVERY_MS) {
    // Nobody waits for it: it goes with the transaction of what is asked, and who only reads need not write.
    store.people.used(token.id, at, movedOn(token, now)).catch((error: unknown) => {
      // Where the database is away, what is asked itself says so.
      if (!(error instanceof StoreAway)) log.warn({ err: error }, "token use not noted");
    });
  }
  return { person: token.person, personId: token.personId, tokenId: token.id };
}
