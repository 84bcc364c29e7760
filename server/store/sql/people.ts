/** People, their tokens and their invitations. */
import type { OpenInvitation } from "../../../shared/sync/access.ts";
import type { Author, Role } from "../../../shared/sync/protocol.ts";
import type { NewInvitation, NewToken, People, Token } from "../store.ts";
import { whoIs } from "../../audit/deed.ts";
import type { Connection, Engine } from "./connection.ts";
import { noteOn } from "./recorded.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";

interface TokenColumns extends AuthorColumns {
  readonly id: number;
  readonly person_id: number;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly expires_at: string | null;
  readonly idle_days: number | null;
  readonly revoked_at: string | null;
}

interface InvitationColumns extends AuthorColumns {
  readonly id: string;
  readonly invited_by: string;
  readonly created_at: string;
  readonly expires_at: string;
}

/** Of its hash, in letters: enough to tell invitations apart. */
const ID_LENGTH = 16;

const tokenOf = (row: TokenColumns): Token => ({
  id: row.id,
  personId: row.person_id,
  person: authorOf(row),
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
  idleDays: row.idle_days,
  revokedAt: row.revoked_at,
});

const TOKENS = `SELECT t.id, t.created_at, t.last_used_at, t.expires_at, t.idle_days, t.revoked_at,
    p.id AS person_id, p.name AS author_name, p.unit AS author_unit, p.role AS author_role
  FROM tokens t JOIN people p ON p.id = t.person`;

const VALID = "t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?)";

export class SqlPeople implements People {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async token(hash: string, at: string): Promise<Token | undefined> {
    const row = await this.#engine.reader.get<TokenColumns>(`${TOKENS} WHERE t.hash = ? AND ${VALID}`, [
      hash,
      at,
    ]);
    return row && tokenOf(row);
  }

  async tokens(): Promise<Token[]> {
    return (await this.#engine.reader.all<TokenColumns>(`${TOKENS} ORDER BY t.id`)).map(tokenOf);
  }

  async tokensLike(tokenId: number, at: string): Promise<Token[]> {
    const rows = await this.#engine.reader.all<TokenColumns>(
      `${TOKENS} WHERE t.person = (SELECT person FROM tokens WHERE id = ?) AND ${VALID} ORDER BY t.id`,
      [tokenId, at],
    );
    return rows.map(tokenOf);
  }

  async anybody(): Promise<boolean> {
    return (await this.#engine.reader.value("SELECT EXISTS (SELECT 1 FROM tokens)")) === 1;
  }

  addToken(token: NewToken): Promise<number> {
    return this.#engine.write((connection) => addToken(connection, token));
  }

  async used(tokenId: number, at: string, expiresAt: string | null): Promise<void> {
    await this.#engine.write((connection) =>
      connection.run("UPDATE tokens SET last_used_at = ?, expires_at = ? WHERE id = ?", [
        at,
        expiresAt,
        tokenId,
      ]),
    );
  }

  revoke(tokenId: number, at: string): Promise<boolean> {
    return this.#engine.write(async (connection) => {
      const sql = "UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";
      return (await connection.run(sql, [at, tokenId])) > 0;
    });
  }

  async invite({ hash, person: { name, role, unit }, by, at, expiresAt }: NewInvitation): Promise<void> {
    await this.#engine.write((connection) => {
      noteOn(connection, { ...(unit !== null && { unit }), detail: { role } });
      return connection.run(
        `INSERT INTO invitations (hash, name, role, unit, invited_by, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [hash, name, role, unit, by, at, expiresAt],
      );
    });
  }

  acceptInvitation(codeHash: string, token: Omit<NewToken, "person">): Promise<Author | undefined> {
    return this.#engine.write(async (connection) => {
      const row = await connection.get<AuthorColumns>(
        `UPDATE invitations SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?
         RETURNING name AS author_name, unit AS author_unit, role AS author_role`,
        [token.at, codeHash, token.at],
      );
      if (!row) return undefined;
      const person = authorOf(row);
      await addToken(connection, { ...token, person });
      return person;
    });
  }

  async openInvitations(at: string): Promise<OpenInvitation[]> {
    const rows = await this.#engine.reader.all<InvitationColumns>(
      `SELECT substr(hash, 1, ${ID_LENGTH}) AS id, invited_by, created_at, expires_at,
         name AS author_name, unit AS author_unit, role AS author_role
       FROM invitations WHERE used_at IS NULL AND expires_at > ? ORDER BY created_at, hash`,
      [at],
    );
    return rows.map((row) => ({
      id: row.id,
      person: authorOf(row),
      by: row.invited_by,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    }));
  }

  withdraw(invitationId: string): Promise<boolean> {
    return this.#engine.write(async (connection) => {
      const sql = `DELETE FROM invitations WHERE substr(hash, 1, ${ID_LENGTH}) = ? AND used_at IS NULL`;
      return (await connection.run(sql, [invitationId])) > 0;
    });
  }

  async withdrawInvitations(role: Role): Promise<void> {
    await this.#engine.write((connection) =>
      connection.run("DELETE FROM invitations WHERE role = ? AND used_at IS NULL", [role]),
    );
  }
}

async function addToken(
  connection: Connection,
  { hash, person: { name, role, unit }, at, expiresAt, idleDays }: NewToken,
): Promise<number> {
  const known = await connection.value<number>(
    "SELECT id FROM people WHERE name = ? AND role = ? AND COALESCE(unit, '') = ?",
    [name, role, unit ?? ""],
  );
  const person =
    known ??
    (await connection.value<number>("INSERT INTO people (name, role, unit) VALUES (?, ?, ?) RETURNING id", [
      name,
      role,
      unit,
    ]));
  const id = await connection.value<number>(
    "INSERT INTO tokens (hash, person, created_at, expires_at, idle_days) VALUES (?, ?, ?, ?, ?) RETURNING id",
    [hash, person ?? null, at, expiresAt, idleDays ?? null],
  );
  noteOn(connection, {
    ...(person !== undefined && { who: whoIs(person) }),
    ...(unit !== null && { unit }),
    detail: { token: id ?? 0, role },
  });
  return id ?? 0;
}
