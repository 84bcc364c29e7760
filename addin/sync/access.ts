/** Who may come in: invitations, sign-ins and the company's accounts. */
import { z } from "zod";
import { CompanyAccount, OpenInvitation, SignIn } from "../../shared/sync/access.ts";
import { ask, type Connection, send } from "./api.ts";

export interface Whom {
  readonly name: string;
  readonly role: string;
  readonly unit: string | null;
}

export function accessOf(connection: Connection) {
  const within = (signal?: AbortSignal) => (signal ? { signal } : {});
  const remove = (path: string) => send(connection, { method: "DELETE", path });
  return {
    /** Those that nobody has used yet. */
    openInvitations: (signal?: AbortSignal) =>
      ask(connection, z.array(OpenInvitation), { path: "/invitations", ...within(signal) }),
    withdrawInvitation: (id: string) => remove(`/invitations/${encodeURIComponent(id)}`),

    signIns: (signal?: AbortSignal) =>
      ask(connection, z.array(SignIn), { path: "/tokens", ...within(signal) }),
    endSignIn: (id: number) => remove(`/tokens/${id}`),

    companyAccounts: (signal?: AbortSignal) =>
      ask(connection, z.array(CompanyAccount), { path: "/company-accounts", ...within(signal) }),
    addCompanyAccount: (account: Whom & { readonly account: string }) =>
      ask(connection, CompanyAccount, {
        method: "POST",
        path: "/company-accounts",
        body: JSON.stringify(account),
      }),
    /** Ends its person's sign-ins too. */
    removeCompanyAccount: (id: number) => remove(`/company-accounts/${id}`),
  };
}
