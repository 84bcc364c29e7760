/** Who is signed in on this computer. */
import { Session } from "../../shared/sync/protocol.ts";
import type { Drawer } from "./drawer.ts";

/** Where the token lies: in the browser control's own storage, parted by Office's key. */
export interface TokenKeeper {
  read(): string | null;
  keep(token: string): void;
  forget(): void;
}

/** The token, and who it belonged to when last seen: known without a network too. */
export class SessionKeeper {
  readonly #drawer: Drawer;
  readonly tokens: TokenKeeper;

  constructor(drawer: Drawer, tokens: TokenKeeper) {
    this.#drawer = drawer;
    this.tokens = tokens;
  }

  /** Whoever was signed in when the pane was last open; null where nobody was, or who it was is not known here. */
  async lastKnown(): Promise<Session | null> {
    return Session.safeParse(await this.#drawer.get(KEY)).data ?? null;
  }

  async keep(session: Session): Promise<void> {
    await this.#drawer.put(KEY, session);
  }

  /** The sign-in, and all that was read from the service; a person's own unsent work stays. */
  async forget(): Promise<void> {
    this.tokens.forget();
    await this.#drawer.remove(KEY);
    for (const prefix of READ_FROM_SERVICE) {
      for (const key of await this.#drawer.keys(prefix)) await this.#drawer.remove(key);
    }
  }
}

/** Under which name a person's things are kept here. */
export const ownerOf = ({ name, role, unit }: Session): string => `${role}/${unit?.code ?? "hq"}/${name}`;

/** What was typed or pasted as an invitation: eight characters, or the link that holds them. "" where it is none. */
export function invitationOf(text: string): string {
  const link = /[?&#]invite=([^&#\s]+)/.exec(text)?.[1];
  const code = (link ?? text).normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase();
  return /^[0-9A-Z]{8}$/.test(code) ? code : "";
}

const KEY = "session";

/** Where its lists and rows lie: the next person at this computer has no business with them. */
const READ_FROM_SERVICE = ["list/", "register/", "replica/", "local-head/", "local-file/", "drawn/"];
