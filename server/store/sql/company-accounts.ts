/** Which of the company's accounts is whom. */
import type { CompanyAccount } from "../../../shared/sync/access.ts";
import type { Author } from "../../../shared/sync/protocol.ts";
import type { CompanyAccounts, NewCompanyAccount } from "../company-accounts-store.ts";
import type { Connection, Engine } from "./connection.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";

interface AccountColumns extends AuthorColumns {
  readonly id: number;
  readonly account: string;
  readonly added_by: string;
  readonly added_at: string;
  readonly linked_at: string | null;
}

const accountOf = (row: AccountColumns): CompanyAccount => ({
  id: row.id,
  account: row.account,
  person: authorOf(row),
  addedBy: row.added_by,
  addedAt: row.added_at,
  linkedAt: row.linked_at,
});

const PERSON = "name AS author_name, unit AS author_unit, role AS author_role";
const ACCOUNTS = `SELECT id, account, added_by, added_at, linked_at, ${PERSON} FROM company_accounts`;

export class SqlCompanyAccounts implements CompanyAccounts {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async all(): Promise<CompanyAccount[]> {
    return (await this.#engine.reader.all<AccountColumns>(`${ACCOUNTS} ORDER BY account`)).map(accountOf);
  }

  add({ account, person, by, at }: NewCompanyAccount): Promise<CompanyAccount | undefined> {
    return this.#engine.write(async (connection) => {
      const { name, role, unit } = person;
      const known = await connection.value("SELECT id FROM company_accounts WHERE account = ?", [account]);
      if (known !== undefined) return undefined;
      await connection.run(
        `INSERT INTO company_accounts (account, name, role, unit, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?)`,
        [account, name, role, unit, by, at],
      );
      const row = await connection.get<AccountColumns>(`${ACCOUNTS} WHERE account = ?`, [account]);
      return row && accountOf(row);
    });
  }

  remove(id: number, at: string): Promise<boolean> {
    return this.#engine.write(async (connection) => {
      const row = await connection.get<AuthorColumns>(
        `DELETE FROM company_accounts WHERE id = ? RETURNING ${PERSON}`,
        [id],
      );
      if (!row) return false;
      await endSignIns(connection, authorOf(row), at);
      return true;
    });
  }

  recognise(
    { issuer, subject, account }: Parameters<CompanyAccounts["recognise"]>[0],
    at: string,
  ): Promise<Author | undefined> {
    return this.#engine.write(async (connection) => {
      const known = await connection.get<AuthorColumns>(
        `SELECT ${PERSON} FROM company_accounts WHERE issuer = ? AND subject = ?`,
        [issuer, subject],
      );
      if (known) return authorOf(known);
      if (account === null) return undefined;
      const linked = await connection.get<AuthorColumns>(
        `UPDATE company_accounts SET issuer = ?, subject = ?, linked_at = ?
         WHERE account = ? AND subject IS NULL RETURNING ${PERSON}`,
        [issuer, subject, at, account],
      );
      return linked && authorOf(linked);
    });
  }
}

/** Of that person, on whatever computer; invitations not used yet among them. */
async function endSignIns(connection: Connection, { name, role, unit }: Author, at: string): Promise<void> {
  const person = [name, role, unit ?? ""];
  await connection.run(
    `UPDATE tokens SET revoked_at = ? WHERE revoked_at IS NULL AND person IN
       (SELECT id FROM people WHERE name = ? AND role = ? AND COALESCE(unit, '') = ?)`,
    [at, ...person],
  );
  await connection.run(
    "DELETE FROM invitations WHERE used_at IS NULL AND name = ? AND role = ? AND COALESCE(unit, '') = ?",
    person,
  );
}
