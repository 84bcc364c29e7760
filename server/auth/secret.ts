/** Tokens and invitations: random, and kept only as hashes. */
import { createHash, randomBytes, randomInt } from "node:crypto";

/** Without 0 O 1 I L: people read these aloud on the telephone. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CODE_LENGTH = 8;
/** 31 letters are 4.95 bits each. */
const HANDOFF_LENGTH = 52;

export const DAY_MS = 86_400_000;
export const INVITATION_DAYS = 7;
/** However much it is used, a sign-in ends after a year. */
const LONGEST_DAYS = 365;

/** Until when a sign-in made or used now is good: it ends `idleDays` after its last use. ISO 8601. */
export function movedOn(
  {
    createdAt,
    expiresAt,
    idleDays,
  }: { readonly createdAt: string; readonly expiresAt: string | null; readonly idleDays: number | null },
  now: number,
): string | null {
  if (idleDays === null) return expiresAt;
  const last = Date.parse(createdAt) + LONGEST_DAYS * DAY_MS;
  return new Date(Math.min(now + idleDays * DAY_MS, last)).toISOString();
}

/** What a sign-in made now is to be stored with. */
export function lasting(now: number, idleDays: number): { at: string; expiresAt: string; idleDays: number } {
  return {
    at: new Date(now).toISOString(),
    expiresAt: new Date(now + idleDays * DAY_MS).toISOString(),
    idleDays,
  };
}

/** 256 random bits, to be shown once. */
export const newToken = (): string => `dk_${randomBytes(32).toString("base64url")}`;

/** Eight characters, to be used once. */
export const newInvitationCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

/** 256 random bits in an invitation's letters: what the company's sign-in hands to the page, to be used at once. */
export const newHandoffCode = (): string =>
  Array.from({ length: HANDOFF_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

/** What the store keeps of a token or a code. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** A code as people type it: any case, with blanks or dashes between. */
export const tidyCode = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\-–—]/gu, "");

/** The link by which an invitation is used, in the pane and in the browser. */
export const invitationLink = (publicUrl: string, code: string): string => `${publicUrl}/?invite=${code}`;
