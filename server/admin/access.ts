/** `token create|list|revoke`, `account add|list|remove`, `invite`. */
import { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { hashOf, lasting, newToken } from "../auth/secret.ts";
import { urlOf } from "../config.ts";
import { NewAccount } from "../http/company-accounts.ts";
import { invite, NewPerson, personOf } from "../http/access.ts";
import { command, CommandFault } from "./command.ts";

const BY = "admin";

export const accessCommands = [
  command(
    "token create",
    NewPerson.extend({ days: z.coerce.number().int().min(1).max(3650).optional() }),
    async ({ days, ...given }, { store, recorded, config, clock }) => {
      const person = await personOf(await store(), given);
      const token = newToken();
      const at = clock();
      const { idleDays, ...until } = lasting(at, days ?? config.tokenDays);
      const id = await (
        await recorded()
      ).people.addToken({
        hash: hashOf(token),
        person,
        ...until,
        // Where its days are said they are counted from now; else from its last use.
        ...(days === undefined && { idleDays }),
      });
      const { expiresAt } = until;
      return { json: { token, id, ...person, expiresAt }, text: `${inBoth(ADMIN.tokenOnce)}\n${token}` };
    },
  ),
  command("token list", z.object({}), async (_, { store }) => {
    const tokens = await (await store()).people.tokens();
    const lines = tokens.map(({ id, person, createdAt, lastUsedAt, revokedAt }) =>
      [
        id,
        person.role,
        person.unit ?? "-",
        person.name,
        createdAt,
        lastUsedAt ?? "-",
        revokedAt === null ? "" : `revoked ${revokedAt}`,
      ].join("\t"),
    );
    return { json: tokens, text: lines.join("\n") || inBoth(ADMIN.none) };
  }),
  command(
    "token revoke",
    z.object({ id: z.coerce.number().int().min(1) }),
    async ({ id }, { recorded, clock }) => {
      if (!(await (await recorded()).people.revoke(id, new Date(clock()).toISOString()))) {
        throw new CommandFault(inBoth(ADMIN.badOption, { option: "--id", value: id }));
      }
      return { json: { id, revoked: true }, text: inBoth(ADMIN.revoked, { id }) };
    },
  ),
  command("account add", NewAccount, async ({ account, ...given }, { store, recorded, clock }) => {
    const person = await personOf(await store(), given);
    const at = new Date(clock()).toISOString();
    const added = await (await recorded()).companyAccounts.add({ account, person, by: BY, at });
    if (!added) throw new CommandFault(inBoth(ADMIN.badOption, { option: "--account", value: account }));
    return { json: added, text: inBoth(ADMIN.accountAdded, { account, name: person.name }) };
  }),
  command("account list", z.object({}), async (_, { store }) => {
    const accounts = await (await store()).companyAccounts.all();
    const lines = accounts.map(({ id, account, person: { role, unit, name }, linkedAt }) =>
      [id, account, role, unit ?? "-", name, linkedAt ?? "-"].join("\t"),
    );
    return { json: accounts, text: lines.join("\n") || inBoth(ADMIN.none) };
  }),
  command(
    "account remove",
    z.object({ id: z.coerce.number().int().min(1) }),
    async ({ id }, { recorded, clock }) => {
      if (!(await (await recorded()).companyAccounts.remove(id, new Date(clock()).toISOString()))) {
        throw new CommandFault(inBoth(ADMIN.badOption, { option: "--id", value: id }));
      }
      return { json: { id, removed: true }, text: inBoth(ADMIN.accountRemoved, { id }) };
    },
  ),
  command("invite", NewPerson, async (given, { store, recorded, config, clock }) => {
    const person = await personOf(await store(), given);
    const invitation = await invite(await recorded(), person, BY, clock(), urlOf(config, config.port));
    const { code, link, expiresAt } = invitation;
    return {
      json: { ...invitation, ...person },
      text: `${inBoth(ADMIN.invited, { code, expires: expiresAt })}\n${link}`,
    };
  }),
];
