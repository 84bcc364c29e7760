/** Signing in and out, and who is signed in. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { SignIn as OwnSignIn } from "../../shared/sync/access.ts";
import { type Author, Session } from "../../shared/sync/protocol.ts";
import { hashOf, lasting, newToken, tidyCode } from "../auth/secret.ts";
import { unitsWithin } from "../auth/sight.ts";
import type { Units } from "../store/store.ts";
import { noContent } from "./reply.ts";
import { route } from "./route.ts";

const SignIn = z.object({ code: z.string().min(1).max(60) });
const SignedIn = z.object({ token: z.string(), session: Session });

export const session = [
  route({
    method: "post",
    path: "/sign-in",
    access: "anyone",
    signsIn: true,
    summary: { zh: "用邀请码登录", en: "Use an invitation up; the token is given once" },
    body: SignIn,
    answer: SignedIn,
    problems: ["invitation_invalid", "too_many_requests"],
    handle: async ({ body, attempt }, { store, config, clock }): Promise<z.infer<typeof SignedIn>> => {
      const code = hashOf(tidyCode(body.code));
      await attempt(code);
      const token = newToken();
      const person = await store.people.acceptInvitation(code, {
        hash: hashOf(token),
        ...lasting(clock(), config.tokenDays),
      });
      if (!person) throw new Problem("invitation_invalid");
      return { token, session: await sessionOf(person, store.units) };
    },
  }),
  route({
    method: "post",
    path: "/sign-out",
    access: "useSession",
    summary: { zh: "退出登录", en: "Make the token void" },
    answer: "",
    status: 204,
    handle: async ({ tokenId }, { store, clock }) => {
      await store.people.revoke(tokenId, new Date(clock()).toISOString());
      return noContent();
    },
  }),
  route({
    method: "get",
    path: "/session",
    access: "useSession",
    summary: { zh: "当前登录的人", en: "Who is signed in" },
    answer: Session,
    handle: ({ person }, { store }) => sessionOf(person, store.units),
  }),
  route({
    method: "get",
    path: "/session/tokens",
    access: "useSession",
    summary: { zh: "本人的各处登录", en: "The caller's own sign-ins, wherever they are" },
    answer: z.array(OwnSignIn.extend({ current: z.boolean() })),
    handle: async ({ tokenId }, { store, clock }) => {
      const own = await store.people.tokensLike(tokenId, new Date(clock()).toISOString());
      return own.map((token) => ({ ...token, current: token.id === tokenId }));
    },
  }),
  route({
    method: "delete",
    path: "/session/tokens/{id}",
    access: "useSession",
    summary: { zh: "结束本人的一处登录", en: "Ends one of the caller's own sign-ins" },
    answer: "",
    status: 204,
    problems: ["not_found"],
    handle: async ({ tokenId, params: { id } }, { store, clock }) => {
      const at = new Date(clock()).toISOString();
      const own = await store.people.tokensLike(tokenId, at);
      const found = own.find((token) => String(token.id) === id);
      if (!found || !(await store.people.revoke(found.id, at))) throw new Problem("not_found");
      return noContent();
    },
  }),
];

async function sessionOf(person: Author, units: Units): Promise<Session> {
  const within = await unitsWithin(person, units);
  const own = within.find(({ code }) => code === person.unit);
  return {
    name: person.name,
    role: person.role,
    unit: own ? { code: own.code, name: own.name, kind: own.kind } : null,
    units: within.map(({ code, name }) => ({ code, name })),
  };
}
