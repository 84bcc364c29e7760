/** Tokens and invitations: random, and kept only as hashes. */
import { createHash, randomBytes, randomInt } from "node:crypto";

/** Without 0 O 1 I L: people read these aloud on the telephone. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CODE_LENGTH = 8;

export const DAY_MS = 86_400_000;
export const INVITATION_DAYS = 7;

/** 256 random bits, to be shown once. */
export const newToken = (): string => `dk_${randomBytes(32).toString("base64url")}`;

/** Eight characters, to be used once. */
export const newInvitationCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

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
