/** Signing in and out, and who is signed in. */
import { z } from "zod";
import { Problem } from "../../shared/problems.ts";
import { type Author, Session } from "../../shared/sync/protocol.ts";
import { type Attempts, countAttempts } from "../auth/attempts.ts";
import { hashOf, newToken, tidyCode } from "../auth/secret.ts";
import { unitsWithin } from "../auth/sight.ts";
import type { Units } from "../store/store.ts";
import { noContent } from "./reply.ts";
import { type Route, route } from "./route.ts";

const SignIn = z.object({ code: z.string().min(1).max(60) });
const SignedIn = z.object({ token: z.string(), session: Session });

/** Attempts are counted for as long as the service runs. */
export function session(clock: () => number): Route[] {
  const attempts: Attempts = countAttempts(clock);
  return [
    route({
      method: "post",
      path: "/sign-in",
      access: "anyone",
      summary: { zh: "用邀请码登录", en: "Use an invitation up; the token is given once" },
      body: SignIn,
      answer: SignedIn,
      problems: ["invitation_invalid", "too_many_requests"],
      handle: async ({ body, address }, { store, clock: now }): Promise<z.infer<typeof SignedIn>> => {
        attempts.check(address);
        const token = newToken();
        const person = await store.people.acceptInvitation(hashOf(tidyCode(body.code)), {
          hash: hashOf(token),
          at: new Date(now()).toISOString(),
          expiresAt: null,
        });
        if (!person) {
          attempts.failed(address);
          throw new Problem("invitation_invalid");
        }
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
      handle: async ({ tokenId }, { store, clock: now }) => {
        await store.people.revoke(tokenId, new Date(now()).toISOString());
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
  ];
}

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
