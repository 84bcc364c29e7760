/** Who may come in, as it goes over the wire: invitations, sign-ins and the company's accounts. Never a secret of theirs. */
import { z } from "zod";
import { Author } from "./protocol.ts";

export const OpenInvitation = z.object({
  id: z.string(),
  person: Author,
  by: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type OpenInvitation = z.infer<typeof OpenInvitation>;

export const SignIn = z.object({
  id: z.int(),
  person: Author,
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  /** `expiresAt` moves on with use, to so many days after it; null: it stands. */
  idleDays: z.int().nullable(),
  revokedAt: z.string().nullable(),
});
export type SignIn = z.infer<typeof SignIn>;

export const CompanyAccount = z.object({
  id: z.int(),
  account: z.string(),
  person: Author,
  addedBy: z.string(),
  addedAt: z.string(),
  /** First sign-in, from which on the account is known by the provider's own name for it; null before. */
  linkedAt: z.string().nullable(),
});
export type CompanyAccount = z.infer<typeof CompanyAccount>;
