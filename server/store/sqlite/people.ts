/** People, their tokens and their invitations. */
import type { Database } from "better-sqlite3";
import type { Author, Role } from "../../../shared/sync/protocol.ts";
import type { NewInvitation, NewToken, People, Token } from "../store.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";
import type { WriteQueue } from "./write-queue.ts";

interface TokenColumns extends AuthorColumns {
  readonly id: number;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

const tokenOf = (row: TokenColumns): Token => ({
  id: row.id,
  person: authorOf(row),
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
});

const TOKENS = `SELECT t.id, t.created_at, t.last_used_at, t.expires_at, t.revoked_at,
    p.name AS author_name, p.unit AS author_unit, p.role AS author_role
  FROM tokens t JOIN people p ON p.id = t.person`;

export class SqlitePeople implements People {
  readonly #queue: WriteQueue;
  readonly #token;
  readonly #tokens;
  readonly #anybody;
  readonly #person;
  readonly #addPerson;
  readonly #addToken;
  readonly #used;
  readonly #revoke;
  readonly #invite;
  readonly #accept;
  readonly #withdraw;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#token = reader.prepare<[string, string], TokenColumns>(
      `${TOKENS} WHERE t.hash = ? AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?)`,
    );
    this.#tokens = reader.prepare<[], TokenColumns>(`${TOKENS} ORDER BY t.id`);
    this.#anybody = reader.prepare<[], number>("SELECT EXISTS (SELECT 1 FROM tokens)").pluck();
    this.#person = writer
      .prepare<[string, string, string], number>(
        "SELECT id FROM people WHERE name = ? AND role = ? AND COALESCE(unit, '') = ?",
      )
      .pluck();
    this.#addPerson = writer.prepare<[string, string, string | null]>(
      "INSERT INTO people (name, role, unit) VALUES (?, ?, ?)",
    );
    this.#addToken = writer.prepare<[string, number, string, string | null]>(
      "INSERT INTO tokens (hash, person, created_at, expires_at) VALUES (?, ?, ?, ?)",
    );
    this.#used = writer.prepare<[string, number]>("UPDATE tokens SET last_used_at = ? WHERE id = ?");
    this.#revoke = writer.prepare<[string, number]>(
      "UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
    );
    this.#invite = writer.prepare<[string, string, string, string | null, string, string, string]>(
      `INSERT INTO invitations (hash, name, role, unit, invited_by, created_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#accept = writer.prepare<[string, string, string], AuthorColumns>(
      `UPDATE invitations SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?
       RETURNING name AS author_name, unit AS author_unit, role AS author_role`,
    );
    this.#withdraw = writer.prepare<[string]>("DELETE FROM invitations WHERE role = ? AND used_at IS NULL");
  }

  async token(hash: string, at: string): Promise<Token | undefined> {
    const row = this.#token.get(hash, at);
    return row && tokenOf(row);
  }

  async tokens(): Promise<Token[]> {
    return this.#tokens.all().map(tokenOf);
  }

  async anybody(): Promise<boolean> {
    return this.#anybody.get() === 1;
  }

  addToken(token: NewToken): Promise<number> {
    return this.#queue.add(async () => this.#add(token));
  }

  async used(tokenId: number, at: string): Promise<void> {
    await this.#queue.add(async () => this.#used.run(at, tokenId));
  }

  revoke(tokenId: number, at: string): Promise<boolean> {
    return this.#queue.add(async () => this.#revoke.run(at, tokenId).changes > 0);
  }

  async invite({ hash, person: { name, role, unit }, by, at, expiresAt }: NewInvitation): Promise<void> {
    await this.#queue.add(async () => this.#invite.run(hash, name, role, unit, by, at, expiresAt));
  }

  acceptInvitation(codeHash: string, token: Omit<NewToken, "person">): Promise<Author | undefined> {
    return this.#queue.add(async () => {
      // all(): a statement with RETURNING is only complete when it has been read to its end.
      const [row] = this.#accept.all(token.at, codeHash, token.at);
      if (!row) return undefined;
      const person = authorOf(row);
      this.#add({ ...token, person });
      return person;
    });
  }

  async withdrawInvitations(role: Role): Promise<void> {
    await this.#queue.add(async () => this.#withdraw.run(role));
  }

  #add({ hash, person: { name, role, unit }, at, expiresAt }: NewToken): number {
    const person =
      this.#person.get(name, role, unit ?? "") ?? this.#addPerson.run(name, role, unit).lastInsertRowid;
    return Number(this.#addToken.run(hash, Number(person), at, expiresAt).lastInsertRowid);
  }
}
