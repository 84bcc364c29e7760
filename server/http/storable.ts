/** Text that no database keeps as it is: with a NUL character in it, or half a character. */
import { Problem } from "../../shared/problems.ts";

/**
 * Looks through everything that a request carries.
 *
 * @throws Problem `malformed` with the place of the first such text
 */
export function assertStorable(input: unknown): void {
  const place = unstorable(input, []);
  if (place) throw new Problem("malformed", { detail: `${place.join(".") || "·"}: NUL / U+D800–DFFF` });
}

/** Nothing that is taken in lies deeper; what does is refused for that. */
const DEEPEST = 16;

function unstorable(value: unknown, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === "string") return isStorable(value) ? undefined : path;
  if (typeof value !== "object" || value === null || path.length === DEEPEST) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "number" || inner === null) continue;
    const place = isStorable(key) ? unstorable(inner, [...path, key]) : path;
    if (place) return place;
  }
  return undefined;
}

/** Half of a pair of surrogates stands for nothing. */
const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const isStorable = (text: string): boolean => !text.includes("\0") && !HALF.test(text);
