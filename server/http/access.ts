/** Invitations and tokens: who may come in. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { OpenInvitation, SignIn } from "../../shared/sync/access.ts";
import { type Author, ROLES } from "../../shared/sync/protocol.ts";
import { needsUnit } from "../auth/roles.ts";
import { DAY_MS, hashOf, INVITATION_DAYS, invitationLink, newInvitationCode } from "../auth/secret.ts";
import type { Store } from "../store/store.ts";
import { created, noContent } from "./reply.ts";
import { route } from "./route.ts";

export const NewPerson = z.object({
  name: z.string().trim().min(1).max(100),
  role: z.enum(ROLES),
  unit: z.string().max(40).nullable().default(null),
});

const Invitation = z.object({ code: z.string(), link: z.string(), expiresAt: z.iso.datetime() });

export const access = [
  route({
    method: "post",
    path: "/invitations",
    access: "manageAccess",
    summary: { zh: "邀请一个人(一次性，七天有效)", en: "Invite a person: used once, within seven days" },
    body: NewPerson,
    answer: Invitation,
    status: 201,
    problems: ["unit_unknown"],
    handle: async ({ body, person, origin }, { store, config, clock }) => {
      const invited = await personOf(store, body);
      return created(await invite(store, invited, person.name, clock(), config.publicUrl ?? origin));
    },
  }),
  route({
    method: "get",
    path: "/invitations",
    access: "manageAccess",
    summary: { zh: "尚未使用的邀请", en: "Invitations that can still be used; never their codes" },
    answer: z.array(OpenInvitation),
    handle: (_, { store, clock }) => store.people.openInvitations(new Date(clock()).toISOString()),
  }),
  route({
    method: "delete",
    path: "/invitations/{id}",
    access: "manageAccess",
    summary: { zh: "收回一份尚未使用的邀请", en: "Withdraw an invitation that nobody has used" },
    answer: "",
    status: 204,
    problems: ["not_found"],
    handle: async ({ params: { id = "" } }, { store }) => {
      if (!(await store.people.withdraw(id))) throw new Problem("not_found");
      return noContent();
    },
  }),
  route({
    method: "get",
    path: "/tokens",
    access: "manageAccess",
    summary: { zh: "登录记录", en: "Tokens: whose, since when, last used" },
    answer: z.array(SignIn),
    handle: (_, { store }) => store.people.tokens(),
  }),
  route({
    method: "delete",
    path: "/tokens/{id}",
    access: "manageAccess",
    summary: { zh: "撤销登录", en: "Revoke a token" },
    answer: "",
    status: 204,
    problems: ["not_found"],
    handle: async ({ params: { id = "" } }, { store, clock }) => {
      const at = new Date(clock()).toISOString();
      if (!/^\d{1,15}$/.test(id) || !(await store.people.revoke(Number(id), at)))
        throw new Problem("not_found");
      return noContent();
    },
  }),
];

/** @throws Problem where a unit is missing or unknown, or given to somebody of headquarters */
export async function personOf(
  store: Store,
  { name, role, unit }: z.infer<typeof NewPerson>,
): Promise<Author> {
  if (needsUnit(role) !== (unit !== null)) throw new Problem("malformed", { detail: "unit" });
  if (unit !== null && !(await store.units.byCode(unit))) throw new Problem("unit_unknown", { unit });
  return { name, role, unit };
}

export async function invite(
  store: Store,
  person: Author,
  by: string,
  at: number,
  url: string,
): Promise<z.infer<typeof Invitation>> {
  const code = newInvitationCode();
  const expiresAt = new Date(at + INVITATION_DAYS * DAY_MS).toISOString();
  await store.people.invite({ hash: hashOf(code), person, by, at: new Date(at).toISOString(), expiresAt });
  return { code, link: invitationLink(url, code), expiresAt };
}
