/** Which of the company's accounts is whom. */
import type { CompanyAccount } from "../../shared/sync/access.ts";
import type { Author } from "../../shared/sync/protocol.ts";

export interface NewCompanyAccount {
  readonly account: string;
  readonly person: Author;
  readonly by: string;
  readonly at: string;
}

export interface CompanyAccounts {
  all(): Promise<readonly CompanyAccount[]>;
  /** undefined where the account is there already. */
  add(account: NewCompanyAccount): Promise<CompanyAccount | undefined>;
  /** Ends all sign-ins of its person as well. False where there is none of that number. */
  remove(id: number, at: string): Promise<boolean>;
  /**
   * Who signs in. By the provider's own name for the person; one that is not known yet by the account, which from
   * then on is this person's alone: whoever gets the same address later is somebody else.
   */
  recognise(
    identity: { readonly issuer: string; readonly subject: string; readonly account: string | null },
    at: string,
  ): Promise<Author | undefined>;
}
