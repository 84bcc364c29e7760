/** Who is signed in on this computer. */
import { z } from "zod";
import { Session } from "../../shared/sync/protocol.ts";
import type { Drawer } from "./drawer.ts";

const Kept = z.object({ token: z.string().min(1), session: Session });
export type SignedIn = Readonly<z.infer<typeof Kept>>;

/** The token and who it belongs to, kept in the pane's own storage; read once when the pane opens. */
export class SessionKeeper {
  readonly #drawer: Drawer;
  #signedIn: SignedIn | null = null;

  constructor(drawer: Drawer) {
    this.#drawer = drawer;
  }

  get signedIn(): SignedIn | null {
    return this.#signedIn;
  }

  async restore(): Promise<SignedIn | null> {
    this.#signedIn = Kept.safeParse(await this.#drawer.get(KEY)).data ?? null;
    return this.#signedIn;
  }

  async keep(signedIn: SignedIn): Promise<void> {
    this.#signedIn = signedIn;
    await this.#drawer.put(KEY, signedIn);
  }

  async forget(): Promise<void> {
    this.#signedIn = null;
    await this.#drawer.remove(KEY);
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
