/** All ways in that stand open, and closing one. */
import type { Author } from "../../../shared/sync/protocol.ts";
import type { Whom } from "../../sync/access.ts";
import type { Service } from "../../sync/service.ts";
import type { Pane } from "../pane.ts";

interface Open {
  readonly person: Author;
  readonly since: string;
  readonly lastUsed: string | null;
  /** null: without an end. */
  readonly until: string | null;
}

export type Way = Open &
  (
    | { readonly kind: "invitation"; readonly id: string }
    | { readonly kind: "signIn"; readonly id: number }
    | { readonly kind: "account"; readonly id: number; readonly account: string }
  );

/** By person, and for each the latest first. */
export async function waysIn(service: Service, now: number, signal?: AbortSignal): Promise<readonly Way[]> {
  const [invitations, signIns, accounts] = await Promise.all([
    service.openInvitations(signal),
    service.signIns(signal),
    service.companyAccounts(signal),
  ]);
  const stands = (until: string | null): boolean => until === null || Date.parse(until) > now;
  const ways: Way[] = [
    ...accounts.map(({ id, account, person, addedAt, linkedAt }) => ({
      kind: "account" as const,
      id,
      account,
      person,
      since: addedAt,
      lastUsed: linkedAt,
      until: null,
    })),
    ...invitations.map(({ id, person, createdAt, expiresAt }) => ({
      kind: "invitation" as const,
      id,
      person,
      since: createdAt,
      lastUsed: null,
      until: expiresAt,
    })),
    ...signIns
      .filter(({ revokedAt, expiresAt }) => revokedAt === null && stands(expiresAt))
      .map(({ id, person, createdAt, lastUsedAt, expiresAt }) => ({
        kind: "signIn" as const,
        id,
        person,
        since: createdAt,
        lastUsed: lastUsedAt,
        until: expiresAt,
      })),
  ];
  const key = ({ person: { unit, role, name } }: Way): string => [unit ?? "", role, name].join("\t");
  return ways.sort((a, b) => key(a).localeCompare(key(b)) || b.since.localeCompare(a.since));
}

/** Asks first. False where it was not ended; the pane then says why. */
export async function endWay(pane: Pane, way: Way): Promise<boolean> {
  const { access } = pane.texts;
  const { name } = way.person;
  const asked = {
    invitation: { title: access.withdrawAsk(name), paragraphs: [access.withdrawBody] },
    signIn: { title: access.endAsk(name), paragraphs: [access.endBody] },
    account: {
      title: access.accountAsk("account" in way ? way.account : ""),
      paragraphs: [access.accountBody],
    },
  }[way.kind];
  if (!(await pane.ask("confirm", { ...asked, go: access.end }))) return false;
  let ended = false;
  await pane.run("invite", async () => {
    await close(pane.surroundings.service, way);
    ended = true;
    pane.set({ notice: access.ended(name) });
  });
  return ended;
}

async function close(service: Service, way: Way): Promise<void> {
  if (way.kind === "invitation") await service.withdrawInvitation(way.id);
  else if (way.kind === "signIn") await service.endSignIn(way.id);
  else await service.removeCompanyAccount(way.id);
}

/** False where it was not linked; the pane then says why. */
export async function linkAccount(pane: Pane, account: string, person: Whom): Promise<boolean> {
  let linked = false;
  await pane.run("invite", async () => {
    const added = await pane.surroundings.service.addCompanyAccount({ account, ...person });
    linked = true;
    pane.set({ notice: pane.texts.access.linked(added.account, person.name) });
  });
  return linked;
}
