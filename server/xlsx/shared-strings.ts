/** The texts of a workbook, which its cells name by number; each is made when it is first asked for. */
import { decoded, richText } from "./markup.ts";

export type SharedStrings = (index: number) => string | undefined;

const ITEM = /<(?:[\w.-]+:)?si(?:\s[^<>]*)?(?:\/>|>)/g;

export function sharedStrings(part: Buffer | undefined): SharedStrings {
  if (!part) return () => undefined;
  const xml = decoded(part);
  // Where each begins; it ends where the next one does.
  const starts: number[] = [];
  for (const match of xml.matchAll(ITEM)) starts.push(match.index);
  const made: (string | undefined)[] = [];
  return (index) => {
    const start = starts[index];
    if (start === undefined) return undefined;
    return (made[index] ??= richText(xml.slice(start, starts[index + 1])));
  };
}
