/**
 * What a workbook holds that runs, or fetches something, where people open it. Nothing here runs any of it, and a
 * report needs none; files that bring it are refused, so that nobody is used to receiving them.
 */
import { type ActiveContent, UnreadableWorkbook } from "./unreadable.ts";

/** By the paths of parts, and by their content types: a part may lie wherever the archive says. */
const BY_PATH: readonly (readonly [ActiveContent, RegExp])[] = [
  ["macros", /(?:^|\/)(?:vbaProject[^/]*\.bin$|vbaData\.xml$|macrosheets\/|dialogsheets\/)/i],
  ["external_links", /(?:^|\/)externalLinks\//i],
  ["embedded_objects", /(?:^|\/)(?:embeddings|activeX)\//i],
];
const BY_TYPE: readonly (readonly [ActiveContent, RegExp])[] = [
  ["macros", /vnd\.ms-office\.vbaProject|vnd\.ms-excel\.(?:intl)?macrosheet|spreadsheetml\.dialogsheet/i],
  ["external_links", /spreadsheetml\.externalLink\b/i],
  ["embedded_objects", /officedocument\.oleObject|vnd\.ms-office\.activeX/i],
];

/** @throws UnreadableWorkbook */
export const refuseActivePath = (path: string): void => refuse(path, BY_PATH);

/** @throws UnreadableWorkbook */
export const refuseActiveTypes = (contentTypes: string): void => refuse(contentTypes, BY_TYPE);

function refuse(text: string, kinds: typeof BY_PATH): void {
  for (const [kind, pattern] of kinds) if (pattern.test(text)) throw new UnreadableWorkbook(kind, "refused");
}

/** Texts and the quoted names of sheets; what is left of a formula has no `|` but that of DDE: `cmd|'/C calc'!A0`. */
const QUOTED = /"[^"]*"|'[^']*'/g;

/** @throws UnreadableWorkbook */
export function refuseDde(formula: string): void {
  if (formula.includes("|") && formula.replaceAll(QUOTED, "").includes("|")) {
    throw new UnreadableWorkbook("dde", "a formula that calls another program");
  }
}
