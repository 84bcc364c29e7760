/** Nobody can invite the first person: whoever sees the console of an empty store is its administrator. */
import { setTimeout } from "node:timers/promises";
import { inBoth, SERVICE } from "../shared/text/service.ts";
import { INVITATION_DAYS } from "./auth/secret.ts";
import { invite } from "./http/access.ts";
import type { StoreAbsence } from "./store/absence.ts";
import type { Store } from "./store/store.ts";

/** While the database is away, it is asked that often. */
const AGAIN_MS = 1000;

interface WelcomeParts {
  readonly store: Store;
  /** Where the link leads. */
  readonly url: string;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly absence: StoreAbsence;
  readonly say: (text: string) => void;
}

/**
 * Says the one-time link, where the store is empty. The service serves already: where the database goes at that very
 * moment, the link is said once it is back.
 */
export async function welcomeFirst(parts: WelcomeParts, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    try {
      return await welcome(parts);
    } catch (error) {
      if (!parts.absence.explains(error)) throw error;
    }
    await setTimeout(AGAIN_MS, undefined, { signal: ended }).catch(() => undefined);
  }
}

async function welcome({ store, url, clock, say }: WelcomeParts): Promise<void> {
  if (await store.people.anybody()) return;
  await store.people.withdrawInvitations("hq-admin");
  const person = { name: SERVICE.administrator.zh, unit: null, role: "hq-admin" } as const;
  const { code, link } = await invite(store, person, "", clock(), url);
  say(inBoth(SERVICE.firstAdministrator, { days: INVITATION_DAYS, code }));
  say(`\n    ${link}\n`);
}
