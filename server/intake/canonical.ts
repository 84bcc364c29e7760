/** One text for one content, whatever order its keys came in: by it a submission sent again is known. */
import { createHash } from "node:crypto";
import { Problem } from "../../shared/problems.ts";
import type { Submission } from "../../shared/sync/protocol.ts";

/** A row is a flat thing in a flat list. What is deeper is no submission, and recursion must end somewhere. */
const MAX_DEPTH = 12;

/** SHA-256 over the submission's canonical JSON. */
export const hashOfSubmission = (submission: Submission): string =>
  createHash("sha256").update(canonicalJson(submission)).digest("hex");

/**
 * JSON in which an object is the list of its keys and values, keys in order, so that two objects that hold the
 * same are written the same. `canonicalJson({ b: 1, a: [2] })` is `{"":["a",[2],"b",1]}`.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(ordered(value, 0));

/** Built first and written in one go: this runs over every value of every submission. */
function ordered(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) throw new Problem("malformed", { detail: "rows" });
  if (Array.isArray(value)) return value.map((one) => ordered(one, depth + 1));
  const pairs: unknown[] = [];
  const entries = new Map(Object.entries(value));
  for (const key of [...entries.keys()].sort()) {
    const one = entries.get(key);
    if (one !== undefined) pairs.push(key, ordered(one, depth + 1));
  }
  return { "": pairs };
}
