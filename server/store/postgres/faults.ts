/** What an error of PostgreSQL's driver means: gone for a while, or to be tried again at once. */
import { StoreAway } from "../away.ts";

/** The way to the server, by the operating system's words. */
const NETWORK =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
/**
 * By SQLSTATE: connection exceptions, shutdown and start of the server, no connection left, a lock that nobody gives
 * back, a server that only reads (after a change of leaders).
 */
const SERVER = /^(08...|57P0[1-4]|53300|55P03|25006)$/;
/** The driver's own words, for which it has no code. */
const DRIVER =
  /Connection (terminated|ended)|timeout exceeded when trying to connect|not queryable|Query read timeout/i;
/** Two transactions were in each other's way, and this one gave way. */
const SERIALIZATION = /^(40001|40P01)$/;

/** The tables were altered by a newer service: a statement that is kept prepared must be planned anew, elsewhere. */
const STALE = /cached plan must not change result type/;

/** By what they say, not by their class: an error of the operating system may come from another realm. */
function wordsOf(error: unknown): { readonly code: string; readonly message: string } {
  if (typeof error !== "object" || error === null) return { code: "", message: "" };
  return {
    code: "code" in error ? String(error.code) : "",
    message: "message" in error ? String(error.message) : "",
  };
}

/** SQLSTATE, or the operating system's; "" where there is none. */
export const codeOf = (error: unknown): string => wordsOf(error).code;

export function isAway(error: unknown): boolean {
  const { code, message } = wordsOf(error);
  return NETWORK.test(code) || SERVER.test(code) || DRIVER.test(message);
}

/** Nothing was written, and the same may go well on another connection. */
export const mayRunAgain = (error: unknown): boolean =>
  !(error instanceof StoreAway) &&
  (SERIALIZATION.test(wordsOf(error).code) || STALE.test(wordsOf(error).message) || isAway(error));

/** Two who make the schema at the same moment. */
export const isRace = (error: unknown): boolean =>
  /^(23505|42P07|42701|42710|40001|40P01|XX000)$/.test(wordsOf(error).code);

/** As the rest of the service knows it. */
export const told = (error: unknown): unknown =>
  !(error instanceof StoreAway) && isAway(error) ? new StoreAway(error) : error;

export const rethrow = (error: unknown): never => {
  throw told(error);
};

/** Reading changes nothing: a connection that broke meanwhile is no reason to fail. */
export async function twice<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!mayRunAgain(error)) throw told(error);
    return read().catch(rethrow);
  }
}
