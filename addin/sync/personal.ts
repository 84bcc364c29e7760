/** Personal data of contacts, for administrators. What is looked for goes in the body: it stands in no address. */
import { z } from "zod";
import { ErasureRecord, PersonErased, PersonFound } from "../../shared/sync/personal.ts";
import { ask, type Connection } from "./api.ts";

/** Every revision of every contact is looked at, and the data file is written anew. */
const TIMEOUT_MS = 180_000;

export function personalOf(connection: Connection) {
  return {
    findPerson: (find: string) =>
      ask(connection, PersonFound, {
        method: "POST",
        path: "/personal-data/find",
        body: JSON.stringify({ find }),
        timeoutMs: TIMEOUT_MS,
      }),

    /** @param fingerprint of what was found: nothing else is erased */
    erasePerson: (erasure: { find: string; fingerprint: string; reason: string }) =>
      ask(connection, PersonErased, {
        method: "POST",
        path: "/personal-data/erase",
        body: JSON.stringify(erasure),
        timeoutMs: TIMEOUT_MS,
      }),

    /** Newest first. */
    erasures: (signal?: AbortSignal) =>
      ask(connection, z.array(ErasureRecord), {
        path: "/personal-data/erasures",
        ...(signal ? { signal } : {}),
      }),
  };
}
