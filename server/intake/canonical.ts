/** One text for one content, whatever order its keys came in: by it a submission sent again is known. */
import { createHash } from "node:crypto";
import { Problem } from "../../shared/problems.ts";
import type { Submission } from "../../shared/sync/protocol.ts";

/** A row is a flat thing in a flat list. What is deeper is no submission, and recursion must end somewhere. */
const MAX_DEPTH = 12;

/** SHA-256 over the submission's canonical JSON. */
export const hashOfSubmission = (submission: Submission): string =>
  createHash("sha256").update(canonicalJson(submission)).digest("hex");

/** JSON with the keys of every object in order. `canonicalJson({ b: 1, a: [2] })` is `{"a":[2],"b":1}`. */
export function canonicalJson(value: unknown): string {
  const keys = new Set<string>();
  collectKeys(value, keys, 0);
  if (keys.size > MANY_KEYS) return written(value);
  // A list of names makes `JSON.stringify` write every object's members in the order of the list.
  return JSON.stringify(value, [...keys].sort());
}

/** `JSON.stringify` looks for every name in every object: with many names and many rows that never ends. */
const MANY_KEYS = 500;

/** The same text, object by object. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, one]) => `${JSON.stringify(key)}:${written(one)}`).join(",")}}`;
}

function collectKeys(value: unknown, keys: Set<string>, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > MAX_DEPTH) throw new Problem("malformed", { detail: "rows" });
  if (Array.isArray(value)) {
    for (const one of value) collectKeys(one, keys, depth + 1);
    return;
  }
  for (const [key, one] of Object.entries(value)) {
    keys.add(key);
    if (typeof one === "object") collectKeys(one, keys, depth + 1);
  }
}
