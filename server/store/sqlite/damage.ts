/** What the engine says where a file is damaged. */
import Database from "better-sqlite3";

/** It finds that the file is none of its own, or not whole. */
export const isDamage = (error: unknown): error is Error =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
