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
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new Problem("malformed", { detail: "rows" });
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one, depth + 1)).join(",")}]`;
  const parts: string[] = [];
  for (const [key, one] of Object.entries(value).sort(byKey)) {
    if (one !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(one, depth + 1)}`);
  }
  return `{${parts.join(",")}}`;
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);
